import type { ListedUser } from '@rollcall/shared/contract/users.ts';
import type { UserSummary } from '@rollcall/shared/user/user-summary.ts';
import type { ReactNode } from 'react';
import { PlainTime } from '../../../ui/plain-time.tsx';
import { StateBadges } from '../state-badges.tsx';
import { UserLink } from '../user-link.tsx';
import styles from '../user-table.module.css';

const count = new Intl.NumberFormat('en');

/** What stands in a cell. */
export function Cell({ path, user, isHidden }: { path: string; user: ListedUser; isHidden: boolean }) {
  return cellOf(path, user) ?? <span className={styles.none}>{isHidden ? 'Hidden from you' : '—'}</span>;
}

/** What one column shows of a user; undefined where there is nothing. */
export function cellOf(path: string, user: ListedUser): ReactNode {
  switch (path) {
    case 'name':
      return <UserLink user={user} />;
    case 'connection':
      return <ConnectionCell user={user} />;
    case 'status':
      return (
        <span className={styles.badges}>
          <StateBadges user={user} />
        </span>
      );
    case 'last_login':
      return <PlainTime iso={user.last_login} fallback="Never" />;
    case 'created_at':
      return <PlainTime iso={user.created_at} />;
    case 'updated_at':
      return <PlainTime iso={textOf(user.cells?.[path])} />;
    case 'logins_count':
      return count.format(user.logins_count ?? 0);
    case 'email':
    case 'email_verified':
    case 'username':
    case 'phone_number':
    case 'given_name':
    case 'family_name':
    case 'nickname':
    case 'user_id':
      return valueCell(user[path]);
    default:
      return valueCell(user.cells?.[path]);
  }
}

function textOf(value: string | number | boolean | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function valueCell(value: string | number | boolean | undefined): ReactNode {
  return value === undefined || value === '' ? undefined : <ValueCell value={value} />;
}

function ValueCell({ value }: { value: string | number | boolean }) {
  const words = typeof value === 'boolean' ? (value ? 'Yes' : 'No') : String(value);
  return (
    <span className={styles.value} title={words}>
      <bdi>{words}</bdi>
    </span>
  );
}

/** The primary identity's connection, and how many identities are linked to it. */
export function ConnectionCell({ user }: { user: UserSummary }) {
  const [primary, ...others] = user.identities;
  if (primary === undefined) return '—';
  return (
    <span className={styles.connection}>
      <span className={styles.cut} title={primary.connection}>
        {primary.connection}
      </span>
      {others.length > 0 && (
        <span className={styles.more} title={others.map(({ connection }) => connection).join(', ')}>
          +{others.length}
        </span>
      )}
    </span>
  );
}
