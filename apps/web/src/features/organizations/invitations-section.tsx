import { type Invitation, organizationsRows } from '@rollcall/shared/contract/organizations.ts';
import type { UserDetail } from '@rollcall/shared/user/user.ts';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { MailPlus, Search } from 'lucide-react';
import { useState } from 'react';
import { useMay } from '../../api/me.ts';
import { useKeptDialog } from '../../lib/kept-dialog.ts';
import { Button } from '../../ui/button.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Why } from '../../ui/why.tsx';
import { WhySign } from '../../ui/why-sign.tsx';
import { InvitationCard } from './invitation-card.tsx';
import { InviteDialog } from './invite-dialog.tsx';
import { LookElsewhereDialog } from './look-elsewhere-dialog.tsx';
import styles from './organizations.module.css';
import { invitationsQuery } from './queries.ts';
import { RevokeDialog } from './revoke-dialog.tsx';

const route = getRouteApi('/shell/users/$userId/organizations');

/** The organizations that the user is invited to, and how far it was looked for such invitations. */
export function InvitationsSection({ user }: { user: UserDetail }) {
  const { look: organizationId } = route.useSearch();
  const navigate = useNavigate();
  const mayRead = useMay(organizationsRows.listUserInvitations, [], user);
  const mayInvite = useMay(organizationsRows.inviteUser, [], user);
  const mayLook = useMay(organizationsRows.listOrganizations);
  const { data, error, refetch } = useQuery({
    ...invitationsQuery(user.user_id, organizationId),
    enabled: mayRead.allowed,
  });
  const [open, setOpen] = useKeptDialog(`invitations ${user.user_id}`, ['invite', 'look']);
  const [revoked, setRevoked] = useState<Invitation>();
  const hasAddress = user.email !== undefined || user.masked.includes('email');
  const close = () => {
    setOpen(undefined);
    setRevoked(undefined);
  };
  const lookIn = (next: string | undefined) =>
    void navigate({
      to: '/users/$userId/organizations',
      params: { userId: user.user_id },
      search: ({ members }) => ({ members, look: next }),
    });

  return (
    <section className={styles.section} aria-labelledby="invitations-title">
      <div className={styles.head}>
        <h2 id="invitations-title" className={styles.title}>
          Invited to
        </h2>
        <span className={styles.act}>
          <Button
            icon={<MailPlus aria-hidden />}
            isDisabled={!mayInvite.allowed || !hasAddress}
            onPress={() => setOpen('invite')}
          >
            Invite
          </Button>
          {!mayInvite.allowed && <WhySign sentence={mayInvite.sentence} />}
          {mayInvite.allowed && !hasAddress && (
            <WhySign sentence="The user has no e-mail address, and an invitation goes to one." />
          )}
        </span>
      </div>
      {!mayRead.allowed && <Why sentence={mayRead.sentence} />}
      {error !== null && <ProblemNotice error={error} onRetry={() => void refetch()} />}
      {mayRead.allowed && data === undefined && error === null && (
        <div aria-busy="true">
          <Skeleton width="60%" />
        </div>
      )}
      {data !== undefined && (
        <p className={styles.text}>
          {lookedWords(data, organizationId)}
          {data.searched < data.total && (
            <span className={styles.look}>
              {organizationId !== undefined && (
                <Button size="small" variant="quiet" onPress={() => lookIn(undefined)}>
                  Back to the first ones
                </Button>
              )}
              <Button
                size="small"
                variant="quiet"
                icon={<Search aria-hidden />}
                isDisabled={!mayLook.allowed}
                onPress={() => setOpen('look')}
              >
                Look in another one
              </Button>
              {!mayLook.allowed && <WhySign sentence={mayLook.sentence} />}
            </span>
          )}
        </p>
      )}
      {data !== undefined && data.invitations.length > 0 && (
        <ul className={styles.cards}>
          {data.invitations.map((invitation) => (
            <li key={invitation.id}>
              <InvitationCard user={user} invitation={invitation} onRevoke={() => setRevoked(invitation)} />
            </li>
          ))}
        </ul>
      )}
      {open === 'invite' && <InviteDialog user={user} onClose={close} />}
      {open === 'look' && (
        <LookElsewhereDialog
          onLook={(id) => {
            lookIn(id);
            close();
          }}
          onClose={close}
        />
      )}
      {revoked !== undefined && <RevokeDialog user={user} invitation={revoked} onClose={close} />}
    </section>
  );
}

/** How far it was looked, and what was found there. */
function lookedWords(
  { invitations, searched, total }: { invitations: readonly Invitation[]; searched: number; total: number },
  organizationId: string | undefined,
): string {
  if (total === 0 && searched === 0) return 'No invitations: they go to an e-mail address.';
  const found = invitations.length === 0 ? 'No invitation' : count(invitations.length, 'invitation');
  if (organizationId !== undefined) return `${found} to the organization that you have chosen.`;
  if (searched >= total) return `${found} in any of ${count(total, 'organization')}.`;
  return `${found} in the first ${searched} of ${total} organizations. Auth0 cannot search for an address.`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
