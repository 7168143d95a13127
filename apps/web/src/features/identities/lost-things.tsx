import { organizationsRows } from '@rollcall/shared/contract/organizations.ts';
import { rolesRows } from '@rollcall/shared/contract/roles.ts';
import type { UserDetail } from '@rollcall/shared/user/user.ts';
import { useQuery } from '@tanstack/react-query';
import { useMay } from '../../api/me.ts';
import styles from './link.module.css';
import { lostMembershipsQuery, lostRolesQuery } from './queries.ts';

/** What hangs on the second user besides its profile and metadata, and is gone with it. */
export function LostThings({ second }: { second: UserDetail }) {
  const mayRoles = useMay(rolesRows.listUserRoles, [], second);
  const mayMemberships = useMay(organizationsRows.listUserOrganizations, [], second);
  const roles = useQuery({ ...lostRolesQuery(second.user_id), enabled: mayRoles.allowed });
  const memberships = useQuery({
    ...lostMembershipsQuery(second.user_id),
    enabled: mayMemberships.allowed,
  });
  return (
    <section className={styles.section} aria-labelledby="lost-title">
      <h3 id="lost-title" className={styles.subtitle}>
        Also gone with the second user
      </h3>
      <ul className={styles.lost}>
        <li>
          Roles:{' '}
          {wordsOf(
            mayRoles.allowed,
            roles.data?.roles.map(({ name }) => name),
            roles.isError,
          )}
        </li>
        <li>
          Organizations:{' '}
          {wordsOf(
            mayMemberships.allowed,
            memberships.data?.memberships.map(
              ({ organization }) => organization.display_name ?? organization.name,
            ),
            memberships.isError,
            memberships.data?.total,
          )}
        </li>
        <li>Direct permissions, sessions and refresh tokens, second factors and passkeys, consents.</li>
        <li>
          What applications have stored under <code>{second.user_id}</code>: from the next sign-in on they are
          given the user_id of the one that stays.
        </li>
      </ul>
      <p className={styles.text}>
        Unlinking later makes a user of the identity again, with its profile and without all of this.
      </p>
    </section>
  );
}

function wordsOf(
  mayRead: boolean,
  names: readonly string[] | undefined,
  isError: boolean,
  total = names?.length ?? 0,
): string {
  if (!mayRead || isError) return 'cannot be read; whatever there is.';
  if (names === undefined) return 'looking…';
  if (names.length === 0) return 'none.';
  const others = total > names.length ? ` and ${total - names.length} more` : '';
  return `${names.join(', ')}${others}.`;
}
