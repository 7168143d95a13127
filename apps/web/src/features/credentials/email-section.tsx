import { credentialsRows, type Ticket } from '@rollcall/shared/contract/credentials.ts';
import { profileRows } from '@rollcall/shared/contract/profile.ts';
import { connectionKind } from '@rollcall/shared/user/connection.ts';
import type { UserDetail } from '@rollcall/shared/user/user.ts';
import { BadgeCheck, Link2, Mail, Pencil } from 'lucide-react';
import { useState } from 'react';
import type { Answer } from '../../api/call.ts';
import { useMay } from '../../api/me.ts';
import { useUpdateUser } from '../../api/update-user.ts';
import { useReason } from '../../api/use-reason.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { ReasonField } from '../../ui/reason-field.tsx';
import { ShownOnce } from '../../ui/shown-once.tsx';
import { toast } from '../../ui/toast.tsx';
import { Why } from '../../ui/why.tsx';
import { ChangeEmailDialog } from './change-email-dialog.tsx';
import styles from './credentials.module.css';
import { useMakeLink, useSendVerificationEmail } from './queries.ts';

const day = 86_400;
const told = {
  completed: 'The verification e-mail is sent.',
  pending: 'The tenant is still at sending the verification e-mail; the History tells when it has.',
} as const;

/** The e-mail address: whether it is proved, ways to have it proved, and another one. */
export function EmailSection({ answer }: { answer: Answer<UserDetail> }) {
  const user = answer.data;
  const [ticket, setTicket] = useState<Ticket>();
  const [isChanging, setIsChanging] = useState(false);
  const isVerified = user.email_verified === true;
  const verifying = useUpdateUser();
  const making = useMakeLink(user.user_id, setTicket);
  const sending = useSendVerificationEmail(user.user_id);
  const mayEdit = useMay(profileRows.updateUser, ['email', 'email_verified'], user);
  const mayLink = useMay(credentialsRows.createVerificationTicket, [], user);
  const maySend = useMay(credentialsRows.sendVerificationEmail, [], user);
  const error = verifying.error ?? making.error ?? sending.error;
  const reason = useReason(credentialsRows.createVerificationTicket, error);
  const isDatabase = user.connection !== null && connectionKind(user.connection.strategy) === 'database';
  const isBusy = verifying.isPending || making.isPending || sending.isPending;
  const begin = () => {
    for (const act of [verifying, making, sending]) act.reset();
  };
  if (user.email === undefined && !isDatabase) return null;

  return (
    <section className={styles.main} aria-labelledby="email-title">
      <h2 id="email-title" className={styles.title}>
        E-mail address
      </h2>
      <p className={styles.address}>
        <bdi>{user.email ?? 'There is none.'}</bdi>
        {user.email !== undefined && (
          <Badge tone={isVerified ? 'green' : 'amber'}>{isVerified ? 'Verified' : 'Unverified'}</Badge>
        )}
      </p>
      {reason.asks && <ReasonField value={reason.text} onChange={reason.setText} />}
      {error !== null && <ProblemNotice error={error} />}
      {sending.data === 'failed' && (
        <ProblemNotice error={new Error('The tenant could not send the verification e-mail.')} />
      )}
      {ticket !== undefined && (
        <ShownOnce
          title="Opening this link verifies the address"
          text={ticket.ticket}
          label="link"
          expiresAt={ticket.expires_at}
          onDone={() => setTicket(undefined)}
        />
      )}
      <div className={styles.actions}>
        {user.email !== undefined && !isVerified && (
          <>
            <Button
              icon={<Mail aria-hidden />}
              isDisabled={!maySend.allowed || reason.isMissing || isBusy}
              isPending={sending.isPending}
              onPress={() => {
                begin();
                sending.mutate(reason.text, {
                  onSuccess: (status) => {
                    if (status !== 'failed') toast({ text: told[status] });
                  },
                });
              }}
            >
              Send a verification e-mail
            </Button>
            <Button
              icon={<Link2 aria-hidden />}
              isDisabled={!mayLink.allowed || reason.isMissing || isBusy}
              isPending={making.isPending}
              onPress={() => {
                begin();
                making.mutate({
                  kind: 'verification',
                  lifetime: day,
                  marksVerified: false,
                  reason: reason.text,
                });
              }}
            >
              Make a verification link
            </Button>
            {isDatabase && (
              <Button
                icon={<BadgeCheck aria-hidden />}
                isDisabled={!mayEdit.allowed || reason.isMissing || isBusy}
                isPending={verifying.isPending}
                onPress={() => {
                  begin();
                  verifying.mutate(
                    { base: answer, patch: { email_verified: true }, reason: reason.text },
                    { onSuccess: () => toast({ text: 'The address counts as verified.' }) },
                  );
                }}
              >
                It is theirs: mark as verified
              </Button>
            )}
          </>
        )}
        {isDatabase && (
          <Button
            icon={<Pencil aria-hidden />}
            isDisabled={!mayEdit.allowed}
            onPress={() => setIsChanging(true)}
          >
            Change the address
          </Button>
        )}
        {!mayEdit.allowed && <Why sentence={mayEdit.sentence} />}
      </div>
      {isChanging && <ChangeEmailDialog answer={answer} onClose={() => setIsChanging(false)} />}
    </section>
  );
}
