import { LogIn } from 'lucide-react';
import { Button, ButtonAnchor } from '../ui/button.tsx';
import { Dialog, DialogActions } from '../ui/dialog.tsx';
import { Notice } from '../ui/notice.tsx';
import { signInUrl } from './session.ts';

interface SessionEndedDialogProps {
  /** Why one cannot continue yet. */
  fault: string | undefined;
  onContinue: () => Promise<void>;
}

/** Asks to sign in again elsewhere, so that the form behind it stays as it is. */
export function SessionEndedDialog({ fault, onContinue }: SessionEndedDialogProps) {
  return (
    <Dialog title="Your session has ended" role="alertdialog" isOpen onOpenChange={() => undefined}>
      <p>What you typed is still here. Sign in again in a new tab, come back to this one, and continue.</p>
      {fault !== undefined && <Notice tone="amber">{fault}</Notice>}
      <DialogActions>
        <ButtonAnchor href={signInUrl()} target="_blank" rel="noopener" icon={<LogIn aria-hidden />}>
          Sign in in a new tab
        </ButtonAnchor>
        <Button
          variant="primary"
          onPress={() => {
            void onContinue();
          }}
        >
          Continue
        </Button>
      </DialogActions>
    </Dialog>
  );
}
