import { sql } from 'kysely';
import type { Found, Slice } from '../management/paging.ts';
import type { EffectiveRole } from './effective-access.ts';
import { findPage } from './find-page.ts';
import type { Group } from './groups.ts';
import type { Database } from './open.ts';
import type { Role } from './roles.ts';

/** Somebody in an organization. */
export interface Membership {
  organizationId: string;
  userId: string;
}

/** The roles that were given to a member directly, by name. */
export async function listMemberRoles(
  db: Database,
  { organizationId, userId }: Membership,
  slice: Slice,
): Promise<Found<Role>> {
  const roles = sql<Role>`select roles.id, roles.name, roles.description
    from organization_member_roles join roles on roles.id = organization_member_roles.role_id
    where organization_id = ${organizationId} and user_id = ${userId}`;
  return findPage(db, roles, sql`name`, slice);
}

/** How many roles a member was given directly. */
export async function countMemberRoles(
  db: Database,
  { organizationId, userId }: Membership,
): Promise<number> {
  const { total } = await db
    .selectFrom('organization_member_roles')
    .select(sql<number>`count(*)::integer`.as('total'))
    .where('organization_id', '=', organizationId)
    .where('user_id', '=', userId)
    .executeTakeFirstOrThrow();
  return total;
}

/** Gives a member roles; those that the member has already stay. */
export async function addMemberRoles(
  transaction: Database,
  { organizationId, userId }: Membership,
  roleIds: readonly string[],
): Promise<void> {
  await sql`insert into organization_member_roles (organization_id, user_id, role_id)
    select ${organizationId}, ${userId}, role_id from unnest(${roleIds}::text[]) as role_id
    on conflict do nothing`.execute(transaction);
}

/** Takes roles away from a member; those that the member does not have are passed over. */
export async function removeMemberRoles(
  transaction: Database,
  { organizationId, userId }: Membership,
  roleIds: readonly string[],
): Promise<void> {
  await transaction
    .deleteFrom('organization_member_roles')
    .where('organization_id', '=', organizationId)
    .where('user_id', '=', userId)
    .where('role_id', '=', sql<string>`any(${roleIds})`)
    .execute();
}

/** The roles that count for somebody in an organization, by name: given directly, or to a group. */
export async function listEffectiveMemberRoles(
  db: Database,
  { organizationId, userId }: Membership,
  slice: Slice,
): Promise<Found<EffectiveRole>> {
  const roles = sql<EffectiveRole>`select roles.id, roles.name, roles.description,
      jsonb_agg(distinct source order by source) as sources
    from (
      select role_id, 'direct' as source from organization_member_roles
      where organization_id = ${organizationId} and user_id = ${userId}
      union all
      select role_id, 'groups' from organization_group_roles
      join group_members on group_members.group_id = organization_group_roles.group_id
      where organization_id = ${organizationId} and user_id = ${userId}
    ) as held join roles on roles.id = held.role_id
    group by roles.id`;
  return findPage(db, roles, sql`name`, slice);
}

/** The groups through which somebody has a role in an organization, in the order of their ids. */
export async function listMemberRoleGroups(
  db: Database,
  { organizationId, userId }: Membership,
  roleId: string,
  slice: Slice,
): Promise<Found<Group>> {
  const groups = sql<Group>`select groups.* from organization_group_roles
    join group_members on group_members.group_id = organization_group_roles.group_id
    join groups on groups.id = organization_group_roles.group_id
    where organization_id = ${organizationId} and user_id = ${userId} and role_id = ${roleId}`;
  return findPage(db, groups, sql`id`, slice);
}
