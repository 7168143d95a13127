import { sql } from 'kysely';
import { reindexUsers } from '../search/refresh.ts';
import type { Database } from '../store/open.ts';
import { insertInvitations } from '../store/organization-invitations.ts';
import { strategyTypeOf } from '../store/strategy-type.ts';
import { changeTenantSettings } from '../store/tenant-settings.ts';
import { SEED_CONNECTIONS } from './connections.ts';
import { DEMONSTRATION_USERS } from './demonstration.ts';
import { makeInvitations } from './invitations.ts';
import { SEED_ORGANIZATIONS } from './organization-list.ts';
import {
  membershipsOfDemonstrationUser,
  membershipsOfPerson,
  type SeedMembership,
} from './person-organizations.ts';
import type { SeedStep } from './steps.ts';

const CREATED = '2026-01-05T09:00:00.000Z';
/** However large the tenant is, only its first people belong anywhere: enough to page through. */
const PEOPLE = 3_000;

/** Customers of the company of the seed, and who belongs to them. */
export const ORGANIZATION_SEED: SeedStep = {
  name: 'organizations',
  run: async (transaction, users) => {
    await changeTenantSettings(transaction, {
      default_redirection_uri: 'https://portal.meridian.example/login',
      friendly_name: 'Meridian',
      picture_url: 'https://assets.meridian.example/logo.png',
      support_email: 'help@meridian.example',
      support_url: 'https://meridian.example/help',
      enabled_locales: ['en', 'de', 'es', 'ja'],
    });
    await insertOrganizations(transaction);
    const people = Math.min(PEOPLE, Math.max(0, users - DEMONSTRATION_USERS.length));
    await insertMembers(transaction, [
      ...DEMONSTRATION_USERS.flatMap(({ profile }) => membershipsOfDemonstrationUser(profile)),
      ...Array.from({ length: people }, (_, index) => membershipsOfPerson(index)).flat(),
    ]);
    await insertInvitations(transaction, makeInvitations(Date.now()));
  },
};

async function insertOrganizations(transaction: Database): Promise<void> {
  await transaction
    .insertInto('organizations')
    .values(
      SEED_ORGANIZATIONS.map(({ id, name, display_name, branding, metadata }) => ({
        id,
        name,
        display_name,
        branding: JSON.stringify(branding),
        metadata: JSON.stringify(metadata),
        created_at: CREATED,
      })),
    )
    .execute();
  await transaction
    .insertInto('organization_connections')
    .values(
      SEED_ORGANIZATIONS.flatMap(({ id, connections }) =>
        SEED_CONNECTIONS.filter(({ name }) => connections.includes(name)).map((connection) => ({
          organization_id: id,
          connection_id: connection.id,
          assign_membership_on_login: strategyTypeOf(connection.strategy) === 'enterprise',
        })),
      ),
    )
    .execute();
  await transaction
    .insertInto('organization_group_roles')
    .values(
      SEED_ORGANIZATIONS.flatMap(({ id, groupRoles }) =>
        groupRoles.map(({ group_id, role }) => ({ organization_id: id, group_id, role_id: role.id })),
      ),
    )
    .execute();
}

/** Somebody who was deleted since the tenant was seeded is passed over. */
async function insertMembers(transaction: Database, memberships: readonly SeedMembership[]): Promise<void> {
  const members = memberships.map(({ organization_id, user_id }) => ({ organization_id, user_id }));
  const { rows } = await sql<{ user_id: string }>`insert into organization_members (organization_id, user_id)
    select organization_id, user_id
    from jsonb_to_recordset(${JSON.stringify(members)}::jsonb) as row (organization_id text, user_id text)
    join users using (user_id) returning user_id`.execute(transaction);
  const roles = memberships.flatMap(({ organization_id, user_id, roles: held }) =>
    held.map(({ id }) => ({ organization_id, user_id, role_id: id })),
  );
  await sql`insert into organization_member_roles (organization_id, user_id, role_id)
    select organization_id, user_id, role_id
    from jsonb_to_recordset(${JSON.stringify(roles)}::jsonb)
      as row (organization_id text, user_id text, role_id text)
    join organization_members using (organization_id, user_id)`.execute(transaction);
  await reindexUsers(transaction, [...new Set(rows.map(({ user_id }) => user_id))]);
}
