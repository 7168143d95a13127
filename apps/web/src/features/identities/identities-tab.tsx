import { identitiesRows } from '@rollcall/shared/contract/identities.ts';
import type { Identity } from '@rollcall/shared/user/user-summary.ts';
import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Link2 } from 'lucide-react';
import { useState } from 'react';
import { useMay } from '../../api/me.ts';
import { userQuery } from '../../api/user.ts';
import { useKeptDialog } from '../../lib/kept-dialog.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { WhySign } from '../../ui/why-sign.tsx';
import { IdentityCard } from './identity-card.tsx';
import styles from './identities.module.css';
import { UnlinkDialog } from './unlink-dialog.tsx';

const route = getRouteApi('/shell/users/$userId');

/** The identities of the user: the primary one, and those linked to it. */
export function IdentitiesTab() {
  const { userId } = route.useParams();
  const { data: answer } = useSuspenseQuery(userQuery(userId));
  const { identities } = answer.data;
  const mayLink = useMay(identitiesRows.linkIdentity, [], answer.data);
  const mayUnlink = useMay(identitiesRows.unlinkIdentity, [], answer.data);
  const [unlinked, setUnlinked] = useKeptIdentity(userId, identities);
  return (
    <div className={styles.tab}>
      <div className={styles.bar}>
        {mayLink.allowed ? (
          <ButtonLink to="/users/$userId/identities/link" params={{ userId }} icon={<Link2 aria-hidden />}>
            Link another user
          </ButtonLink>
        ) : (
          <>
            <Button icon={<Link2 aria-hidden />} isDisabled>
              Link another user
            </Button>
            <WhySign sentence={mayLink.sentence} />
          </>
        )}
      </div>
      <ul className={styles.identities}>
        {identities.map((identity, index) => (
          <li key={`${identity.provider}|${identity.user_id}`}>
            <IdentityCard
              identity={identity}
              isPrimary={index === 0}
              unlink={index === 0 ? undefined : { may: mayUnlink, onPress: () => setUnlinked(identity) }}
            />
          </li>
        ))}
      </ul>
      {identities.length < 2 && (
        <EmptyState title="No linked identities">
          This person signs in through one connection only. When identities of other connections are linked,
          they appear here as secondary identities; the profile stays that of the primary one.
        </EmptyState>
      )}
      {unlinked !== undefined && (
        <UnlinkDialog user={answer.data} identity={unlinked} onClose={() => setUnlinked(undefined)} />
      )}
    </div>
  );
}

/** The identity that is about to be unlinked. It is still so after signing in again. */
function useKeptIdentity(userId: string, identities: readonly Identity[]) {
  const keys = identities.map(({ provider, user_id: id }) => `${provider}|${id}`);
  const [first = '', ...others] = keys;
  const [open, setOpen] = useKeptDialog(`unlink ${userId}`, [first, ...others]);
  const [chosen, setChosen] = useState(identities.find((_identity, index) => keys[index] === open));
  const choose = (identity: Identity | undefined) => {
    setChosen(identity);
    setOpen(identity === undefined ? undefined : `${identity.provider}|${identity.user_id}`);
  };
  return [chosen, choose] as const;
}
