import { credentialsRows, type Ticket } from '@rollcall/shared/contract/credentials.ts';
import type { UserDetail } from '@rollcall/shared/user/user.ts';
import { Link2, Mail } from 'lucide-react';
import { useState } from 'react';
import { useAsksToSignIn } from '../../api/conditions.ts';
import { useMay } from '../../api/me.ts';
import { useReason } from '../../api/use-reason.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { Select, type SelectOption } from '../../ui/select.tsx';
import { ReasonField } from '../../ui/reason-field.tsx';
import { ShownOnce } from '../../ui/shown-once.tsx';
import { SignInAgainNote } from '../../ui/sign-in-again-note.tsx';
import { toast } from '../../ui/toast.tsx';
import { Why } from '../../ui/why.tsx';
import styles from './credentials.module.css';
import { useMakeLink, useSendPasswordEmail } from './queries.ts';

/** In seconds. */
const lifetimes = { '3600': '1 hour', '86400': '1 day', '432000': '5 days', '2592000': '30 days' } as const;
type Lifetime = keyof typeof lifetimes;
const lifetimeOptions: SelectOption<Lifetime>[] = [
  { id: '3600', label: lifetimes[3600] },
  { id: '86400', label: lifetimes[86400] },
  { id: '432000', label: lifetimes[432000] },
  { id: '2592000', label: lifetimes[2592000] },
];

/** Lets the user choose a password that nobody else knows: by a link that is handed over, or by an e-mail. */
export function PasswordLinkMaker({ user }: { user: UserDetail }) {
  const [lifetime, setLifetime] = useState<Lifetime>('86400');
  const [marksVerified, setMarksVerified] = useState(false);
  const [ticket, setTicket] = useState<Ticket>();
  const mayLink = useMay(credentialsRows.createPasswordTicket, [], user);
  const mayMail = useMay(credentialsRows.sendPasswordEmail, [], user);
  const asksToSignIn = useAsksToSignIn(credentialsRows.createPasswordTicket);
  const making = useMakeLink(user.user_id, setTicket);
  const sending = useSendPasswordEmail(user.user_id);
  const reason = useReason(credentialsRows.createPasswordTicket, making.error ?? sending.error);
  const isBusy = making.isPending || sending.isPending;
  const isOpen = !reason.isMissing && user.email !== undefined && !isBusy;

  return (
    <section className={styles.links} aria-labelledby="link-title">
      <h3 id="link-title" className={styles.subtitle}>
        Let them choose it
      </h3>
      <p className={styles.words}>
        {user.email === undefined
          ? 'This user has no e-mail address, so Auth0 makes no link for them.'
          : 'Nobody but the user knows the password then. The old one works until they have chosen a new one.'}
      </p>
      {mayLink.allowed && asksToSignIn && <SignInAgainNote />}
      <Select
        label="The link works for"
        options={lifetimeOptions}
        selectedKey={lifetime}
        onSelectionChange={setLifetime}
        isDisabled={!mayLink.allowed}
      />
      <Checkbox isSelected={marksVerified} onChange={setMarksVerified} isDisabled={!mayLink.allowed}>
        Using it verifies the e-mail address
      </Checkbox>
      {reason.asks && <ReasonField value={reason.text} onChange={reason.setText} />}
      {(making.error ?? sending.error) !== null && <ProblemNotice error={making.error ?? sending.error} />}
      {ticket !== undefined && (
        <ShownOnce
          title="Hand this link to the user"
          text={ticket.ticket}
          label="link"
          expiresAt={ticket.expires_at}
          onDone={() => setTicket(undefined)}
        />
      )}
      <div className={styles.actions}>
        <Button
          icon={<Link2 aria-hidden />}
          isDisabled={!mayLink.allowed || !isOpen}
          isPending={making.isPending}
          onPress={() => {
            sending.reset();
            making.mutate({
              kind: 'password',
              lifetime: Number(lifetime),
              marksVerified,
              reason: reason.text,
            });
          }}
        >
          Make a link
        </Button>
        <Button
          icon={<Mail aria-hidden />}
          isDisabled={!mayMail.allowed || !isOpen}
          isPending={sending.isPending}
          onPress={() => {
            making.reset();
            sending.mutate(reason.text, {
              onSuccess: () => toast({ text: `The tenant sends an e-mail to ${user.email ?? 'the user'}.` }),
            });
          }}
        >
          Send an e-mail
        </Button>
        {!mayLink.allowed && <Why sentence={mayLink.sentence} />}
      </div>
    </section>
  );
}
