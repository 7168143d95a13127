import type { ListedUser } from '@rollcall/shared/contract/users.ts';
import { type Column, columnTitle } from '@rollcall/shared/user/columns.ts';
import type { CustomField } from '@rollcall/shared/user/custom-fields.ts';
import { PlainTime } from '../../ui/plain-time.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { cellOf, ConnectionCell } from './columns/cell.tsx';
import { SelectUser } from './selection.tsx';
import type { Selection } from './use-selection.ts';
import { StateBadges } from './state-badges.tsx';
import styles from './user-cards.module.css';
import { UserLink } from './user-link.tsx';

const places = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

/** What a card shows of every user, whatever the columns are. */
const always: ReadonlySet<string> = new Set([
  'name',
  'email',
  'connection',
  'status',
  'last_login',
  'logins_count',
  'created_at',
]);

interface UserCardsProps {
  /** Undefined while they are still coming. */
  users: ListedUser[] | undefined;
  columns: readonly Column[];
  fields: readonly CustomField[];
  selection: Selection;
  isDimmed: boolean;
}

/** The users as cards, for a phone. Columns that were chosen stand on them, too. */
export function UserCards({ users, columns, fields, selection, isDimmed }: UserCardsProps) {
  const more = columns.filter(({ path }) => !always.has(path));
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
        : users.map((user) => (
            <li key={user.user_id} className={styles.card}>
              <div className={styles.top}>
                <UserLink user={user} isStacked />
                <SelectUser
                  user={user}
                  isSelected={selection.has(user.user_id)}
                  onToggle={selection.toggle}
                />
              </div>
              <div className={styles.meta}>
                <ConnectionCell user={user} />
                {user.last_login !== undefined && (
                  <span>
                    Signed in <PlainTime iso={user.last_login} />
                  </span>
                )}
                <StateBadges user={user} />
              </div>
              <More user={user} columns={more} fields={fields} />
            </li>
          ))}
    </ul>
  );
}

interface MoreProps extends Pick<UserCardsProps, 'columns' | 'fields'> {
  user: ListedUser;
}

/** The columns of this user that have something to say. */
function More({ user, columns, fields }: MoreProps) {
  const told = columns.flatMap(({ path }) => {
    const value = cellOf(path, user);
    return value === undefined ? [] : [{ path, value }];
  });
  if (told.length === 0) return null;
  return (
    <dl className={styles.more}>
      {told.map(({ path, value }) => (
        <div key={path}>
          <dt>{columnTitle(path, fields)}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
