import { displayName } from '@rollcall/shared/user/display-name.ts';
import type { UserSummary } from '@rollcall/shared/user/user-summary.ts';
import { Link } from '@tanstack/react-router';
import { classNames } from '../../lib/class-names.ts';
import { Avatar } from '../../ui/avatar.tsx';
import styles from './user-link.module.css';
import { userHandle } from './user-words.ts';

interface UserLinkProps {
  user: UserSummary;
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
        <Link
          to="/users/$userId"
          params={{ userId: user.user_id }}
          className={styles.link}
          title={name}
          data-user-link={user.user_id}
        >
          <bdi>{name}</bdi>
        </Link>
        {handle !== undefined && (
          <span className={styles.handle} title={handle}>
            <bdi>{handle}</bdi>
          </span>
        )}
      </div>
    </div>
  );
}
