import type { FormEvent, ReactNode } from 'react';
import styles from './act-dialog.module.css';
import { Button } from './button.tsx';
import { Dialog, DialogActions } from './dialog.tsx';
import { ProblemNotice } from './problem-notice.tsx';
import { ReasonField } from './reason-field.tsx';
import { SignInAgainNote } from './sign-in-again-note.tsx';

interface ActDialogProps {
  title: ReactNode;
  /** What the act does to whom, and what is to be said for it. */
  children: ReactNode;
  /** The verb on the button: “Give roles”. */
  action: string;
  tone?: 'primary' | 'danger';
  size?: 'small' | 'large';
  /** Whether all is said that the act needs, but for the reason. */
  isReady?: boolean;
  isPending: boolean;
  reason: { text: string; setText: (text: string) => void; asks: boolean; isMissing: boolean };
  asksToSignIn: boolean;
  /** How the last try ended; `null` where it did not fail. */
  error: unknown;
  /** What stands above the buttons, for those who want to know more. */
  footnote?: ReactNode;
  onAct: () => void;
  onClose: () => void;
}

/** Asks for an act: what it does, why it is done where that is to be said, and how a try of it failed. */
export function ActDialog({ title, children, action, tone = 'primary', onAct, ...props }: ActDialogProps) {
  const { reason, isPending, error, isReady = true } = props;
  const isDoable = isReady && !reason.isMissing;
  // Closed meanwhile, nothing would be there to show a refusal.
  const close = () => {
    if (!isPending) props.onClose();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isDoable && !isPending) onAct();
  };
  return (
    <Dialog title={title} role="alertdialog" size={props.size ?? 'small'} isOpen onOpenChange={close}>
      <form className={styles.form} noValidate onSubmit={submit}>
        {children}
        {reason.asks && <ReasonField value={reason.text} onChange={reason.setText} />}
        {props.asksToSignIn && <SignInAgainNote />}
        {error !== null && <ProblemNotice error={error} />}
        {props.footnote}
        <DialogActions>
          <Button onPress={close} isDisabled={isPending}>
            Cancel
          </Button>
          <Button
            type="submit"
            variant={tone === 'danger' ? 'danger' : 'primary'}
            isPending={isPending}
            isDisabled={!isDoable}
          >
            {action}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
