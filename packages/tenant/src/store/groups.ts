import { sql } from 'kysely';
import type { Found, Slice } from '../management/paging.ts';
import { findPage } from './find-page.ts';
import type { Database } from './open.ts';

/** A group of users, mostly one that an enterprise connection brought. */
export interface Group {
  id: string;
  name: string;
  external_id: string | null;
  /** Null for a group of the tenant's own. */
  connection_id: string | null;
  created_at: Date;
  updated_at: Date;
}

const GROUP_COLUMNS = sql`groups.id, groups.name, external_id, connection_id, groups.created_at, groups.updated_at`;

/** The groups a user is in, in the order of their ids. */
export async function listUserGroups(
  db: Database,
  userId: string,
  slice: Slice,
): Promise<Found<Group & { membership_created_at: Date }>> {
  const groups = sql<Group & { membership_created_at: Date }>`select ${GROUP_COLUMNS},
      group_members.created_at as membership_created_at
    from group_members join groups on groups.id = group_members.group_id
    where group_members.user_id = ${userId}`;
  return findPage(db, groups, sql`id`, slice);
}

/** The groups that have a role, in the order of their ids. */
export async function listRoleGroups(db: Database, roleId: string, slice: Slice): Promise<Found<Group>> {
  const groups = sql<Group>`select ${GROUP_COLUMNS}
    from group_roles join groups on groups.id = group_roles.group_id
    where group_roles.role_id = ${roleId}`;
  return findPage(db, groups, sql`id`, slice);
}

/** The groups through which a user has a role, in the order of their ids. */
export async function listRoleSourceGroups(
  db: Database,
  userId: string,
  roleId: string,
  slice: Slice,
): Promise<Found<Group>> {
  const groups = sql<Group>`select ${GROUP_COLUMNS}
    from group_members
    join groups on groups.id = group_members.group_id
    join group_roles on group_roles.group_id = groups.id
    where group_members.user_id = ${userId} and group_roles.role_id = ${roleId}`;
  return findPage(db, groups, sql`id`, slice);
}

/** Which of these groups there are. */
export async function knownGroups(db: Database, groupIds: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('groups')
    .select('id')
    .where('id', '=', sql<string>`any(${groupIds})`)
    .execute();
  return new Set(rows.map(({ id }) => id));
}

/** Gives a role to groups; those that have it already keep it. */
export async function addRoleGroups(
  transaction: Database,
  roleId: string,
  groupIds: readonly string[],
): Promise<void> {
  await sql`insert into group_roles (group_id, role_id)
    select group_id, ${roleId} from unnest(${groupIds}::text[]) as group_id
    on conflict do nothing`.execute(transaction);
}

/** Takes a role away from groups; those that do not have it are passed over. */
export async function removeRoleGroups(
  transaction: Database,
  roleId: string,
  groupIds: readonly string[],
): Promise<void> {
  await transaction
    .deleteFrom('group_roles')
    .where('role_id', '=', roleId)
    .where('group_id', '=', sql<string>`any(${groupIds})`)
    .execute();
}
