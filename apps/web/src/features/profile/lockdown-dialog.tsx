import { type LockdownReport, type LockdownStep, lockdownRows } from '@rollcall/shared/contract/lockdown.ts';
import { connectionKind } from '@rollcall/shared/user/connection.ts';
import { displayName } from '@rollcall/shared/user/display-name.ts';
import type { UserDetail } from '@rollcall/shared/user/user.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { z } from 'zod';
import { call } from '../../api/call.ts';
import { useAsksToSignIn } from '../../api/conditions.ts';
import { useMay } from '../../api/me.ts';
import { useReason } from '../../api/use-reason.ts';
import { userKey } from '../../api/user.ts';
import { userListsKey } from '../../api/user-lists.ts';
import { useKeeping, useKept } from '../../lib/kept-form.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Dialog, DialogActions } from '../../ui/dialog.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { RadioGroup } from '../../ui/radio-group.tsx';
import { ReasonField } from '../../ui/reason-field.tsx';
import { ShownOnce } from '../../ui/shown-once.tsx';
import { SignInAgainNote } from '../../ui/sign-in-again-note.tsx';
import styles from './delete-dialog.module.css';

const WayBack = z.enum(['keep', 'later', 'email', 'ticket']);
type WayBack = z.infer<typeof WayBack>;
const KeptLockdown = z.object({ signsOut: z.boolean(), wayBack: WayBack, reason: z.string() });

const waysBack = [
  { id: 'later', label: 'Replace it; give a way back later' },
  { id: 'email', label: 'Replace it, and send an e-mail to choose another' },
  { id: 'ticket', label: 'Replace it, and make a link to choose another', detail: 'Works for one day.' },
  { id: 'keep', label: 'Leave it as it is' },
] as const;

/** Keeps a user out in one act, and reports what became of each step. */
export function LockdownDialog({ user, onClose }: { user: UserDetail; onClose: () => void }) {
  const { user_id: userId } = user;
  const keepKey = `lockdown ${userId}`;
  const kept = useKept(keepKey, KeptLockdown);
  const maySignOut = useMay(lockdownRows.lockDownUser, ['sign_out'], user);
  const mayReplace = useMay(lockdownRows.lockDownUser, ['password'], user);
  const isDatabase = user.connection !== null && connectionKind(user.connection.strategy) === 'database';
  const canReplace = isDatabase && mayReplace.allowed;
  const [signsOut, setSignsOut] = useState(kept?.signsOut ?? maySignOut.allowed);
  const [wayBack, setWayBack] = useState<WayBack>(kept?.wayBack ?? 'later');
  const [report, setReport] = useState<LockdownReport>();
  const asksToSignIn = useAsksToSignIn(lockdownRows.lockDownUser);
  const queryClient = useQueryClient();
  const locking = useMutation({
    // The report can hold a link, which the cache of mutations would keep.
    mutationFn: async (reason: string) => {
      const body = {
        ...(signsOut && maySignOut.allowed ? { sign_out: true as const } : {}),
        ...(canReplace && wayBack !== 'keep' ? { password: wayBack } : {}),
      };
      setReport((await call(lockdownRows.lockDownUser, { params: { userId }, body, reason })).data);
    },
    onSettled: async () => {
      void queryClient.invalidateQueries({ queryKey: userListsKey });
      await queryClient.invalidateQueries({ queryKey: userKey(userId) });
    },
  });
  const reason = useReason(lockdownRows.lockDownUser, locking.error, kept?.reason);
  useKeeping(keepKey, report === undefined ? { signsOut, wayBack, reason: reason.text } : undefined);
  const title = (
    <>
      {report === undefined ? 'Lock down' : 'Locked down:'} <bdi>{displayName(user)}</bdi>
      {report === undefined && '?'}
    </>
  );

  if (report !== undefined) {
    return (
      <Dialog title={title} role="alertdialog" isOpen onOpenChange={onClose}>
        <div className={styles.form}>
          <Report report={report} />
          <DialogActions>
            <Button variant="primary" onPress={onClose}>
              Done
            </Button>
          </DialogActions>
        </div>
      </Dialog>
    );
  }
  return (
    <Dialog title={title} role="alertdialog" isOpen onOpenChange={() => !locking.isPending && onClose()}>
      <div className={styles.form}>
        <p>They are blocked at once, and what you choose here follows. You see what became of each step.</p>
        <Checkbox
          isSelected={signsOut && maySignOut.allowed}
          onChange={setSignsOut}
          isDisabled={!maySignOut.allowed}
          description={
            maySignOut.allowed ? 'Access tokens stay valid until they expire.' : maySignOut.sentence
          }
        >
          End all sessions and revoke all refresh tokens
        </Checkbox>
        {canReplace ? (
          <RadioGroup label="Password" options={waysBack} value={wayBack} onChange={setWayBack} />
        ) : (
          <p>
            {mayReplace.allowed
              ? 'There is no password to replace: this connection keeps none in Auth0.'
              : mayReplace.sentence}
          </p>
        )}
        {reason.asks && <ReasonField value={reason.text} onChange={reason.setText} />}
        {asksToSignIn && <SignInAgainNote />}
        {locking.isError && <ProblemNotice error={locking.error} />}
        <DialogActions>
          <Button onPress={onClose} isDisabled={locking.isPending}>
            Cancel
          </Button>
          <Button
            variant="danger"
            isDisabled={reason.isMissing}
            isPending={locking.isPending}
            onPress={() => locking.mutate(reason.text)}
          >
            Lock down
          </Button>
        </DialogActions>
      </div>
    </Dialog>
  );
}

const steps: Record<LockdownStep['step'], string> = {
  block: 'Block the user',
  sign_out: 'End sessions, revoke refresh tokens',
  password: 'Replace the password',
  link: 'Give a way to another password',
};
const outcomes = {
  done: { tone: 'green', label: 'Done' },
  failed: { tone: 'red', label: 'Failed' },
  unknown: { tone: 'amber', label: 'Not known' },
  impossible: { tone: 'neutral', label: 'Not possible' },
} as const;

function Report({ report: { steps: taken, ticket } }: { report: LockdownReport }) {
  return (
    <>
      <ul className={styles.report} aria-label="What was done">
        {taken.map(({ step, outcome, detail }) => (
          <li key={step}>
            <Badge tone={outcomes[outcome].tone}>{outcomes[outcome].label}</Badge>
            <span>
              {steps[step]}
              {detail !== undefined && <span className={styles.detail}> {detail}</span>}
            </span>
          </li>
        ))}
      </ul>
      {ticket !== undefined && (
        <ShownOnce
          title="By this link they choose another password"
          text={ticket.ticket}
          label="link"
          expiresAt={ticket.expires_at}
        />
      )}
    </>
  );
}
