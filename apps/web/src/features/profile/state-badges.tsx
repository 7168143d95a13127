import { lockedFields } from '@rollcall/shared/user/lock.ts';
import { type UserState, userStates } from '@rollcall/shared/user/states.ts';
import type { UserDetail } from '@rollcall/shared/user/user.ts';
import { Ban, Clock, Lock, MailWarning } from 'lucide-react';
import type { ReactNode } from 'react';
import { Badge } from '../../ui/badge.tsx';
import styles from './header.module.css';

const icons: Record<UserState['label'], ReactNode> = {
  Blocked: <Ban aria-hidden />,
  'E-mail unverified': <MailWarning aria-hidden />,
  'Never signed in': <Clock aria-hidden />,
};

/** What is worth knowing of a user at a glance. */
export function StateBadges({ user }: { user: UserDetail }) {
  const isLocked = lockedFields(user.connection).name !== undefined;
  return (
    <span className={styles.badges}>
      {userStates(user).map(({ label, tone }) => (
        <Badge key={label} tone={tone} icon={icons[label]}>
          {label}
        </Badge>
      ))}
      {isLocked && <Badge icon={<Lock aria-hidden />}>{lockWords(user)}</Badge>}
    </span>
  );
}

function lockWords({ connection }: UserDetail): string {
  return connection === null ? 'Connection not readable' : `Profile set by ${connection.name}`;
}
