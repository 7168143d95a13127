import type { ListedUser } from '@rollcall/shared/contract/users.ts';
import { PlainTime } from '../../ui/plain-time.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { ConnectionCell } from './columns.tsx';
import { StateBadges } from './state-badges.tsx';
import styles from './user-cards.module.css';
import { UserLink } from './user-link.tsx';

const places = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

/** The users as cards, for a phone. `users` is undefined while they are still coming. */
export function UserCards({ users, isDimmed }: { users: ListedUser[] | undefined; isDimmed: boolean }) {
  return (
    <ul
      className={styles.cards}
      aria-label="Users"
      aria-busy={isDimmed}
      data-dimmed={isDimmed ? '' : undefined}
    >
      {users === undefined
        ? places.map((place) => (
            <li key={place} className={styles.card}>
              <Skeleton width="60%" />
              <Skeleton width="80%" />
            </li>
          ))
        : users.map((user) => <UserCard key={user.user_id} user={user} />)}
    </ul>
  );
}

function UserCard({ user }: { user: ListedUser }) {
  return (
    <li className={styles.card}>
      <UserLink user={user} isStacked />
      <div className={styles.meta}>
        <ConnectionCell user={user} />
        {user.last_login !== undefined && (
          <span>
            Signed in <PlainTime iso={user.last_login} />
          </span>
        )}
        <StateBadges user={user} />
      </div>
    </li>
  );
}
