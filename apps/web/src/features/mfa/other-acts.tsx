import { mfaRows } from '@rollcall/shared/contract/mfa.ts';
import type { UserDetail } from '@rollcall/shared/user/user.ts';
import { useMay } from '../../api/me.ts';
import { Button } from '../../ui/button.tsx';
import { Why } from '../../ui/why.tsx';
import styles from './mfa.module.css';

interface OtherActsProps {
  user: UserDetail;
  onOpen: (what: 'recovery-code' | 'browsers') => void;
}

/** What helps beside removing a method. */
export function OtherActs({ user, onOpen }: OtherActsProps) {
  const mayRegenerate = useMay(mfaRows.regenerateRecoveryCode, [], user);
  const mayForget = useMay(mfaRows.invalidateRememberedBrowsers, [], user);
  return (
    <div className={styles.others}>
      <section className={styles.card} aria-labelledby="recovery-title">
        <h2 id="recovery-title" className={styles.title}>
          Recovery code
        </h2>
        <p className={styles.text}>
          Stands in for a factor, once. For somebody who has lost what theirs was on.
        </p>
        <Button isDisabled={!mayRegenerate.allowed} onPress={() => onOpen('recovery-code')}>
          Make a new code
        </Button>
        {!mayRegenerate.allowed && <Why sentence={mayRegenerate.sentence} />}
      </section>
      <section className={styles.card} aria-labelledby="browsers-title">
        <h2 id="browsers-title" className={styles.title}>
          Remembered browsers
        </h2>
        <p className={styles.text}>
          Browsers that are not asked for a factor for some time, because the user chose so. Auth0 does not
          list them.
        </p>
        <Button isDisabled={!mayForget.allowed} onPress={() => onOpen('browsers')}>
          Forget browsers
        </Button>
        {!mayForget.allowed && <Why sentence={mayForget.sentence} />}
      </section>
    </div>
  );
}
