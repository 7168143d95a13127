import { LogIn } from 'lucide-react';
import { goToStepUp } from '../lib/step-up.ts';
import { Button } from '../ui/button.tsx';
import { Dialog, DialogActions } from '../ui/dialog.tsx';
import { dismissStepUp, type StepUpState } from './step-up.ts';

const words: Record<StepUpState, { title: string; text: string; action: string }> = {
  asked: {
    title: 'Confirm that it is you',
    text: 'This needs a sign-in of the last five minutes. Nothing was done yet.',
    action: 'Sign in again',
  },
  failed: {
    title: 'It was not confirmed that it is you',
    text: 'The sign-in was cancelled, took too long, or was somebody else’s. Nothing was done, and you are still signed in as before.',
    action: 'Try again',
  },
};

/** Says why a fresh sign-in is needed, and leads there. What was typed comes back with the person. */
export function StepUpDialog({ state }: { state: StepUpState }) {
  const { title, text, action } = words[state];
  return (
    <Dialog title={title} role="alertdialog" isOpen onOpenChange={dismissStepUp}>
      <p>
        {text} You come back to this page, and what you typed is still here; only passwords have to be typed
        again.
      </p>
      <DialogActions>
        <Button onPress={dismissStepUp}>Not now</Button>
        <Button variant="primary" icon={<LogIn aria-hidden />} onPress={goToStepUp}>
          {action}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
