import { sql } from 'kysely';
import type { Database } from '../store/open.ts';
import { addPermissions } from '../store/permissions.ts';
import { saveResourceServer } from '../store/resource-servers.ts';
import { insertRole } from '../store/roles.ts';
import { DEMONSTRATION_USERS } from './demonstration.ts';
import { SEED_GROUPS } from './groups.ts';
import { type Access, accessOfDemonstrationUser, accessOfPerson } from './person-access.ts';
import { API_ROOT, SEED_RESOURCE_SERVERS } from './resource-servers.ts';
import { SEED_ROLES } from './roles.ts';
import type { SeedStep } from './steps.ts';

const CREATED = '2026-01-05T09:00:00.000Z';
const JOINED = '2026-02-02T07:30:00.000Z';
/** However large the tenant is, only its first people have roles: enough to page through. */
const PEOPLE = 5_000;

/** APIs, roles and groups of the company of the seed, and who has them. */
export const ACCESS_SEED: SeedStep = {
  name: 'access',
  run: async (transaction, users) => {
    for (const server of SEED_RESOURCE_SERVERS) await saveResourceServer(transaction, server);
    for (const { permissions, ...role } of Object.values(SEED_ROLES)) {
      await insertRole(transaction, role);
      await addPermissions(transaction, { kind: 'role', id: role.id }, namesOf(permissions));
    }
    await insertGroups(transaction);
    const people = Math.min(PEOPLE, Math.max(0, users - DEMONSTRATION_USERS.length));
    await grant(transaction, [
      ...DEMONSTRATION_USERS.map(({ profile }) => accessOfDemonstrationUser(profile)),
      ...Array.from({ length: people }, (_, index) => accessOfPerson(index)),
    ]);
  },
};

function namesOf(permissions: Readonly<Record<string, readonly string[]>>) {
  return Object.entries(permissions).flatMap(([path, names]) =>
    names.map((permission_name) => ({
      resource_server_identifier: `${API_ROOT}/${path}`,
      permission_name,
    })),
  );
}

async function insertGroups(transaction: Database): Promise<void> {
  await sql`insert into groups (id, name, external_id, connection_id, created_at, updated_at)
    select row.id, row.name, external_id, connections.id, ${CREATED}::timestamptz, ${CREATED}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(SEED_GROUPS)}::jsonb)
      as row (id text, name text, external_id text, connection text)
    left join connections on connections.name = row.connection`.execute(transaction);
  const held = SEED_GROUPS.flatMap(({ id, roles }) =>
    roles.map((role) => ({ group_id: id, role_id: role.id })),
  );
  await transaction.insertInto('group_roles').values(held).execute();
}

/** Somebody who was deleted since the tenant was seeded is passed over. */
async function grant(transaction: Database, people: readonly Access[]): Promise<void> {
  const ofRoles = people.flatMap(({ user_id, roles }) => roles.map(({ id }) => ({ user_id, id })));
  await sql`insert into user_roles (user_id, role_id)
    select user_id, id from ${asRows(ofRoles)} as row (user_id text, id text) join users using (user_id)
    on conflict do nothing`.execute(transaction);
  const ofGroups = people.flatMap(({ user_id, groups }) => groups.map(({ id }) => ({ user_id, id })));
  await sql`insert into group_members (user_id, group_id, created_at)
    select user_id, id, ${JOINED}::timestamptz
    from ${asRows(ofGroups)} as row (user_id text, id text) join users using (user_id)`.execute(transaction);
  const direct = people.flatMap(({ user_id, permissions }) => permissions.map((name) => ({ user_id, name })));
  await sql`insert into user_permissions (user_id, resource_server_id, permission_name)
    select user_id, resource_server_id, permissions.name
    from ${asRows(direct)} as row (user_id text, name text)
    join users using (user_id)
    join permissions on permissions.name = row.name
    join resource_servers on resource_servers.id = resource_server_id and not is_system
    on conflict do nothing`.execute(transaction);
}

function asRows(entries: readonly object[]) {
  return sql`jsonb_to_recordset(${JSON.stringify(entries)}::jsonb)`;
}
