import { displayName } from '@rollcall/shared/user/display-name.ts';
import type { UserDetail } from '@rollcall/shared/user/user.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { CopyText } from '../../ui/copy-text.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { UserActions } from './actions.tsx';
import styles from './header.module.css';
import { StateBadges } from './state-badges.tsx';

/** Who the user is, in what state, and what can be done about it. */
export function UserHeader({ user }: { user: UserDetail }) {
  const name = displayName(user);
  return (
    <header className={styles.header}>
      <Avatar name={name} picture={user.picture} size="large" />
      <div className={styles.title}>
        <h1 className={styles.name} title={name}>
          <bdi>{name}</bdi>
        </h1>
        <StateBadges user={user} />
      </div>
      <div className={styles.acts}>
        <UserActions user={user} />
      </div>
      <div className={styles.line}>
        {user.email !== undefined && user.email !== name && (
          <span className={styles.email} title={user.email}>
            <bdi>{user.email}</bdi>
          </span>
        )}
        <CopyText text={user.user_id} label="user_id" />
      </div>
      <dl className={styles.facts}>
        <div>
          <dt>Connection</dt>
          <dd>{connectionWords(user)}</dd>
        </div>
        <div>
          <dt>Created</dt>
          <dd>
            <RelativeTime iso={user.created_at} fallback="unknown" />
          </dd>
        </div>
        <div>
          <dt>Last sign-in</dt>
          <dd>
            <RelativeTime iso={user.last_login} fallback="never" />
          </dd>
        </div>
      </dl>
    </header>
  );
}

/** The primary identity's connection and, where its name does not tell, its strategy. */
function connectionWords({ connection, identities }: UserDetail): string {
  const primary = identities[0];
  if (connection === null) return primary === undefined ? 'none' : `${primary.connection} (not readable)`;
  return connection.name === connection.strategy
    ? connection.name
    : `${connection.name} (${connection.strategy})`;
}
