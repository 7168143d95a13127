import { credentialsRows } from '@rollcall/shared/contract/credentials.ts';
import { displayName } from '@rollcall/shared/user/display-name.ts';
import { setPasswordCalls } from '@rollcall/shared/user/management-calls.ts';
import { generatePassword } from '@rollcall/shared/user/password-generator.ts';
import { checkPassword, type PasswordPolicy } from '@rollcall/shared/user/password-policy.ts';
import type { UserDetail } from '@rollcall/shared/user/user.ts';
import { type SubmitEvent, useState } from 'react';
import { z } from 'zod';
import { useAsksForReason, useAsksToSignIn } from '../../api/conditions.ts';
import { useMay, useMe } from '../../api/me.ts';
import { useKeeping, useKept } from '../../lib/kept-form.ts';
import { isProblem } from '../../lib/problem-error.ts';
import { randomBelow } from '../../lib/random.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { CopyAsCurl } from '../../ui/copy-as-curl.tsx';
import { LeaveGuard } from '../../ui/leave-guard.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PasswordField } from '../../ui/password-field.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { ReasonField } from '../../ui/reason-field.tsx';
import { ShownOnce } from '../../ui/shown-once.tsx';
import { SignInAgainNote } from '../../ui/sign-in-again-note.tsx';
import { toast } from '../../ui/toast.tsx';
import { Why } from '../../ui/why.tsx';
import styles from './credentials.module.css';
import { useSetPassword } from './queries.ts';

/** What is kept while one signs in again: never the password. */
const KeptReason = z.object({ reason: z.string() });

/**
 * A new password for a user. What is typed lives in this component's state and nowhere else, and is
 * wiped as soon as it is set.
 */
export function NewPasswordForm({ user, policy }: { user: UserDetail; policy: PasswordPolicy }) {
  const [password, setPassword] = useState('');
  const keepKey = `password ${user.user_id}`;
  const kept = useKept(keepKey, KeptReason);
  const [reason, setReason] = useState(kept?.reason ?? '');
  useKeeping(keepKey, password === '' ? undefined : { reason });
  const [signsOut, setSignsOut] = useState(false);
  const [generated, setGenerated] = useState('');
  const { tenant } = useMe();
  const connection = user.identities[0]?.connection;
  const maySignOut = useMay(credentialsRows.setPassword, ['sign_out'], user);
  const may = useMay(credentialsRows.setPassword, [], user);
  const setting = useSetPassword(user.user_id, () => password);
  const rules = checkPassword(policy, password, user);
  const isAsked = useAsksForReason(credentialsRows.setPassword);
  const asksWhy = isAsked || isProblem(setting.error, 'reason_required');
  const asksToSignIn = useAsksToSignIn(credentialsRows.setPassword);
  const isReasonMissing = asksWhy && reason.trim() === '';
  const isAcceptable = password !== '' && rules.every(({ state }) => state !== 'unmet') && !isReasonMissing;
  const refusal = isProblem(setting.error, 'password_refused') ? setting.error.problem : undefined;

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (!isAcceptable || !may.allowed || setting.isPending) return;
    setting.mutate(
      { reason, signOut: signsOut },
      {
        onSuccess: () => {
          setPassword('');
          setReason('');
          setGenerated('');
          toast({ text: `${displayName(user)} has a new password.` });
        },
      },
    );
  };
  const type = (typed: string) => {
    setPassword(typed);
    if (setting.isError) setting.reset();
  };

  return (
    <form className={styles.form} onSubmit={submit} autoComplete="off" aria-label="Set password">
      <div className={styles.main}>
        {kept !== undefined && password === '' && (
          <Notice tone="blue" title="Type the password again">
            You have confirmed that it is you. The password was kept nowhere meanwhile.
          </Notice>
        )}
        {may.allowed && asksToSignIn && <SignInAgainNote />}
        <PasswordField
          rules={rules}
          value={password}
          onChange={type}
          {...(may.allowed
            ? {
                onGenerate: () => {
                  const drawn = generatePassword(policy, randomBelow, user);
                  setGenerated(drawn);
                  type(drawn);
                },
              }
            : {})}
          errorMessage={refusal?.errors?.[0]?.detail ?? refusal?.detail}
          isDisabled={!may.allowed}
        />
        {generated !== '' && generated === password && (
          <ShownOnce title="Generated: copy it before you set it" text={generated} label="password" />
        )}
        <Checkbox
          isSelected={signsOut}
          onChange={setSignsOut}
          isDisabled={!may.allowed || !maySignOut.allowed}
          description={
            maySignOut.allowed || !may.allowed
              ? 'Revokes refresh tokens too, with which applications stay signed in.'
              : maySignOut.sentence
          }
        >
          Sign out everywhere afterwards
        </Checkbox>
        {asksWhy && <ReasonField value={reason} onChange={setReason} isDisabled={!may.allowed} />}
        {setting.isError && refusal === undefined && <ProblemNotice error={setting.error} />}
        {may.allowed && connection !== undefined && (
          <CopyAsCurl tenant={tenant.domain} calls={setPasswordCalls(user.user_id, connection, signsOut)} />
        )}
        <div className={styles.actions}>
          <Button
            type="submit"
            variant="primary"
            isDisabled={!may.allowed || !isAcceptable}
            isPending={setting.isPending}
          >
            Set password
          </Button>
          {!may.allowed && <Why sentence={may.sentence} />}
        </div>
      </div>
      <aside className={styles.consequences}>
        <h3>What follows</h3>
        <ul>
          <li>The old password no longer works, and the user is signed out of the tenant.</li>
          <li>
            {user.blocked === true
              ? 'The block on this user is lifted: they can sign in again with the new password.'
              : 'A block by a team member, if there were one, would be lifted.'}
          </li>
          <li>The user is not told. Hand the password over yourself, by a safe way.</li>
        </ul>
      </aside>
      <LeaveGuard isDirty={password !== ''} />
    </form>
  );
}
