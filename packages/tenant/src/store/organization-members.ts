import { sql } from 'kysely';
import type { Found, Slice } from '../management/paging.ts';
import { findPage } from './find-page.ts';
import type { Database } from './open.ts';

/** A member as lists of an organization show it. */
export interface OrganizationMember {
  user_id: string;
  email: string | null;
  name: string | null;
  picture: string | null;
  /** Those that were given to the member directly, by name; there when they were asked for. */
  roles?: readonly { id: string; name: string }[];
}

/** The members of an organization, in the order of `user_id`. */
export async function listMembers(
  db: Database,
  organizationId: string,
  slice: Slice,
  withRoles: boolean,
): Promise<Found<OrganizationMember>> {
  const roles = sql`, coalesce((
    select jsonb_agg(jsonb_build_object('id', roles.id, 'name', roles.name) order by roles.name)
    from organization_member_roles join roles on roles.id = organization_member_roles.role_id
    where organization_member_roles.organization_id = organization_members.organization_id
      and organization_member_roles.user_id = organization_members.user_id
  ), '[]') as roles`;
  // An outer join, so that counting does not have to look at the users themselves.
  const members = sql<OrganizationMember>`select organization_members.user_id, profile->>'email' as email,
      profile->>'name' as name, profile->>'picture' as picture ${withRoles ? roles : sql``}
    from organization_members left join users on users.user_id = organization_members.user_id
    where organization_members.organization_id = ${organizationId}`;
  return findPage(db, members, sql`user_id`, slice);
}

/** Whether a user belongs to an organization. */
export async function isMember(db: Database, organizationId: string, userId: string): Promise<boolean> {
  const row = await db
    .selectFrom('organization_members')
    .select('user_id')
    .where('organization_id', '=', organizationId)
    .where('user_id', '=', userId)
    .executeTakeFirst();
  return row !== undefined;
}

/** Adds users to an organization. Answers those who were not in it before. */
export async function addMembers(
  transaction: Database,
  organizationId: string,
  userIds: readonly string[],
): Promise<string[]> {
  const { rows } = await sql<{ user_id: string }>`insert into organization_members (organization_id, user_id)
    select ${organizationId}, user_id from unnest(${userIds}::text[]) as user_id
    on conflict do nothing returning user_id`.execute(transaction);
  return rows.map(({ user_id }) => user_id);
}

/** Takes users, and the roles they have there, out of an organization. Answers those who were in it. */
export async function removeMembers(
  transaction: Database,
  organizationId: string,
  userIds: readonly string[],
): Promise<string[]> {
  const rows = await transaction
    .deleteFrom('organization_members')
    .where('organization_id', '=', organizationId)
    .where('user_id', '=', sql<string>`any(${userIds})`)
    .returning('user_id')
    .execute();
  return rows.map(({ user_id }) => user_id);
}
