import { longestNote } from '@rollcall/shared/contract/notes.ts';
import { type FormEvent, type ReactNode, useState } from 'react';
import { z } from 'zod';
import { useKeeping, useKept } from '../../lib/kept-form.ts';
import { Button } from '../../ui/button.tsx';
import { LeaveGuard } from '../../ui/leave-guard.tsx';
import { ReasonField } from '../../ui/reason-field.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import styles from './notes.module.css';

interface NoteFormProps {
  label: string;
  /** The text as it is kept; empty for a new note. */
  text: string;
  /** One per form: what is typed here survives a sign-in. */
  keepKey: string;
  asksWhy: boolean;
  isPending: boolean;
  act: string;
  onSubmit: (text: string, reason: string, done: () => void) => void;
  onCancel?: () => void;
  /** What became of the last attempt. */
  children?: ReactNode;
}

const Kept = z.object({ typed: z.string(), reason: z.string() });

/** Where a note is typed. What is typed stays until it is saved or given up. */
export function NoteForm(props: NoteFormProps) {
  const { label, text, keepKey, asksWhy, isPending, act, onSubmit, onCancel, children } = props;
  const kept = useKept(keepKey, Kept);
  const [typed, setTyped] = useState(kept?.typed ?? text);
  const [reason, setReason] = useState(kept?.reason ?? '');
  const isDirty = typed.trim() !== text.trim();
  useKeeping(keepKey, isDirty ? { typed, reason } : undefined);
  const canSubmit = isDirty && typed.trim() !== '' && !(asksWhy && reason.trim() === '');

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!canSubmit || isPending) return;
    onSubmit(typed, reason, () => {
      setTyped('');
      setReason('');
    });
  };

  return (
    <form className={styles.form} onSubmit={submit}>
      <TextArea
        label={label}
        value={typed}
        onChange={setTyped}
        rows={typed.length > 160 ? 6 : 2}
        longest={longestNote}
      />
      {asksWhy && isDirty && <ReasonField value={reason} onChange={setReason} />}
      {children}
      {(isDirty || onCancel !== undefined) && (
        <div className={styles.buttons}>
          <Button type="submit" size="small" variant="primary" isDisabled={!canSubmit} isPending={isPending}>
            {act}
          </Button>
          <Button size="small" onPress={() => (onCancel === undefined ? setTyped(text) : onCancel())}>
            Cancel
          </Button>
        </div>
      )}
      <LeaveGuard isDirty={isDirty} />
    </form>
  );
}
