import type { ListedUser } from '@rollcall/shared/contract/users.ts';
import type { CustomField } from '@rollcall/shared/user/custom-fields.ts';
import type { UserSummary } from '@rollcall/shared/user/user.ts';
import { createColumnHelper, rowSortingFeature, tableFeatures } from '@tanstack/react-table';
import { PlainTime } from '../../ui/plain-time.tsx';
import styles from './user-table.module.css';
import { StateBadges } from './state-badges.tsx';
import { UserLink } from './user-link.tsx';

export const features = tableFeatures({ rowSortingFeature });

const helper = createColumnHelper<typeof features, ListedUser>();
const count = new Intl.NumberFormat('en');

/** The columns of every list. A column that can be sorted by has the field's name as its id. */
const columns = helper.columns([
  helper.accessor('name', {
    header: 'User',
    sortDescFirst: false,
    cell: ({ row }) => <UserLink user={row.original} />,
  }),
  helper.display({
    id: 'connection',
    header: 'Connection',
    enableSorting: false,
    cell: ({ row }) => <ConnectionCell user={row.original} />,
  }),
  helper.display({
    id: 'status',
    header: 'Status',
    enableSorting: false,
    cell: ({ row }) => (
      <span className={styles.badges}>
        <StateBadges user={row.original} />
      </span>
    ),
  }),
  helper.accessor('last_login', {
    header: 'Last sign-in',
    sortDescFirst: true,
    cell: ({ getValue }) => <PlainTime iso={getValue()} fallback="Never" />,
  }),
  helper.accessor('logins_count', {
    header: 'Sign-ins',
    sortDescFirst: true,
    cell: ({ getValue }) => count.format(getValue() ?? 0),
  }),
  helper.accessor('created_at', {
    header: 'Created',
    sortDescFirst: true,
    cell: ({ getValue }) => <PlainTime iso={getValue()} />,
  }),
]);

/** Those columns, with one for each custom field that the configuration wants in the list. Auth0 sorts by no metadata. */
export function columnsWith(fields: readonly CustomField[]) {
  const custom = fields
    .filter(({ showInList }) => showInList)
    .map(({ key, title }) =>
      helper.display({
        id: key,
        header: title,
        enableSorting: false,
        cell: ({ row }) => <CustomCell value={row.original.custom?.[key]} />,
      }),
    );
  return custom.length === 0 ? columns : [...columns, ...custom];
}

function CustomCell({ value }: { value: string | number | boolean | undefined }) {
  const words =
    value === undefined ? '' : typeof value === 'boolean' ? (value ? 'Yes' : 'No') : String(value);
  return (
    <span className={styles.cut} title={words}>
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
