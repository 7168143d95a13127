import { displayName } from '@rollcall/shared/user/display-name.ts';
import type { ListedUser } from '@rollcall/shared/contract/users.ts';
import { lazy, Suspense } from 'react';
import { classNames } from '../../lib/class-names.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { UserAnchor } from './user-anchor.tsx';
import styles from './user-link.module.css';
import { userHandle } from './user-words.ts';

// Rarely there, and its tooltip is not in the first load.
const PendingBadge = lazy(async () => ({ default: (await import('./pending-badge.tsx')).PendingBadge }));

interface UserLinkProps {
  user: ListedUser;
  /** The name above what tells the user apart, as on a card. */
  isStacked?: boolean;
}

/** Who it is, as a link to the user that covers the nearest positioned ancestor. */
export function UserLink({ user, isStacked = false }: UserLinkProps) {
  const name = displayName(user);
  const handle = userHandle(user);
  return (
    <div className={styles.user}>
      <Avatar name={name} picture={user.picture} size={isStacked ? 'medium' : 'small'} />
      <div className={classNames(styles.words, isStacked && styles.stacked)}>
        <UserAnchor userId={user.user_id} className={styles.link} title={name}>
          <bdi>{name}</bdi>
        </UserAnchor>
        {handle !== undefined && (
          <span className={styles.handle} title={handle}>
            <bdi>{handle}</bdi>
          </span>
        )}
      </div>
      {user.pending !== undefined && (
        <Suspense>
          <PendingBadge pending={user.pending} />
        </Suspense>
      )}
    </div>
  );
}
