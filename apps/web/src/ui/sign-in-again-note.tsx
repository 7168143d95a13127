import { LogIn } from 'lucide-react';
import { goToStepUp } from '../lib/step-up.ts';
import { Button } from './button.tsx';
import styles from './sign-in-again-note.module.css';

/** Says before anybody types that an act will ask to sign in again, and lets it be done first. */
export function SignInAgainNote() {
  return (
    <p className={styles.note}>
      <LogIn aria-hidden />
      <span>You will be asked to sign in again.</span>
      <Button size="small" variant="quiet" onPress={goToStepUp}>
        Do it first
      </Button>
    </p>
  );
}
