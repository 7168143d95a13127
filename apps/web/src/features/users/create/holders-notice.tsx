import { usersRows } from '@rollcall/shared/contract/users.ts';
import type { Connection } from '@rollcall/shared/user/connection.ts';
import { displayName } from '@rollcall/shared/user/display-name.ts';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useWatch } from 'react-hook-form';
import { useMay, useMe } from '../../../api/me.ts';
import { useDebounced } from '../../../lib/debounced.ts';
import { Notice } from '../../../ui/notice.tsx';
import type { CreateControl } from './create-field.tsx';
import styles from './create.module.css';
import { askedOf, holdersQuery, type IdentifierField, identifierFields, isOfConnection } from './holders.ts';

/** How long typing rests before the tenant is asked, in milliseconds. */
const pause = 400;

const words: Record<IdentifierField, string> = {
  email: 'e-mail address',
  phone_number: 'phone number',
  username: 'username',
};

interface HoldersNoticeProps {
  connection: Connection;
  control: CreateControl;
}

/**
 * Tells who has already what was typed to sign in with, before the form is sent; sending it stays possible.
 * Whoever may not see users is told nothing.
 */
export function HoldersNotice({ connection, control }: HoldersNoticeProps) {
  const may = useMay(usersRows.listUsers);
  return (
    <div className={styles.holders} aria-live="polite">
      {may.allowed &&
        identifierFields.map((field) => (
          <HoldersOf key={field} field={field} connection={connection} control={control} />
        ))}
    </div>
  );
}

function HoldersOf({ field, connection, control }: HoldersNoticeProps & { field: IdentifierField }) {
  const { masked } = useMe();
  const typed = useWatch({ name: field, control });
  const settled = useDebounced(typed, pause);
  const asked = askedOf(field, settled, connection, masked);
  const { data } = useQuery({ ...holdersQuery(field, asked ?? ''), enabled: asked !== undefined });
  const users = data?.users ?? [];
  if (asked === undefined || settled !== typed || users.length === 0) return null;
  const others = (data?.total ?? users.length) - users.length;
  const isTaken = users.some((user) => isOfConnection(user, connection));
  return (
    <Notice
      tone={isTaken ? 'amber' : 'blue'}
      title={
        isTaken
          ? `This ${words[field]} is taken in ${connection.name}`
          : `Somebody has this ${words[field]} already`
      }
    >
      <ul className={styles.people} aria-label={`Users with this ${words[field]}`}>
        {users.map((user) => (
          <li key={user.user_id}>
            <Link to="/users/$userId" params={{ userId: user.user_id }} target="_blank">
              <bdi>{displayName(user)}</bdi>
            </Link>{' '}
            in {user.identities.map(({ connection: name }) => name).join(', ')}
          </li>
        ))}
        {others > 0 && <li>and {others} more</li>}
      </ul>
      {isTaken
        ? 'Auth0 refuses a second user with it there.'
        : 'A further user can be created, and would be another account. If it is the same person, the two can be linked.'}
    </Notice>
  );
}
