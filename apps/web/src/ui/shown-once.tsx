import { exactTime } from '../lib/time.ts';
import { Button } from './button.tsx';
import { CopyText } from './copy-text.tsx';
import { Notice } from './notice.tsx';

interface ShownOnceProps {
  title: string;
  /** The secret itself. */
  text: string;
  /** What it is, for the button that copies it: “link”. */
  label: string;
  /** When it stops working, if it does. */
  expiresAt?: string;
  /** Puts it out of sight for good. */
  onDone?: () => void;
}

/** A secret that is shown now and never again, with a button that copies it. */
export function ShownOnce({ title, text, label, expiresAt, onDone }: ShownOnceProps) {
  return (
    <Notice
      tone="green"
      title={title}
      action={
        onDone !== undefined && (
          <Button size="small" onPress={onDone}>
            I have copied it
          </Button>
        )
      }
    >
      <CopyText text={text} label={label} />
      <p>
        It is shown now and never again; Rollcall keeps it nowhere.
        {expiresAt !== undefined && (
          <>
            {' '}
            It works once, until <time dateTime={expiresAt}>{exactTime(new Date(expiresAt))}</time>.
          </>
        )}
      </p>
    </Notice>
  );
}
