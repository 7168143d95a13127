import { lockedFields } from '@rollcall/shared/user/lock.ts';
import type { UserDetail } from '@rollcall/shared/user/user.ts';
import { Ban, Clock, Lock, MailWarning } from 'lucide-react';
import { Badge } from '../../ui/badge.tsx';
import styles from './header.module.css';

/** What is worth knowing of a user at a glance. */
export function StateBadges({ user }: { user: UserDetail }) {
  const hasSignedIn = (user.logins_count ?? 0) > 0 || user.last_login !== undefined;
  const isLocked = lockedFields(user.connection).name !== undefined;
  return (
    <span className={styles.badges}>
      {user.blocked === true && (
        <Badge tone="red" icon={<Ban aria-hidden />}>
          Blocked
        </Badge>
      )}
      {user.email !== undefined && user.email_verified !== true && (
        <Badge tone="amber" icon={<MailWarning aria-hidden />}>
          E-mail unverified
        </Badge>
      )}
      {!hasSignedIn && <Badge icon={<Clock aria-hidden />}>Never signed in</Badge>}
      {isLocked && <Badge icon={<Lock aria-hidden />}>{lockWords(user)}</Badge>}
    </span>
  );
}

function lockWords({ connection }: UserDetail): string {
  return connection === null ? 'Connection not readable' : `Profile set by ${connection.name}`;
}
