import { sql } from 'kysely';
import type { Found, Slice } from '../management/paging.ts';
import { findPage } from './find-page.ts';
import type { Database } from './open.ts';
import type { Role } from './roles.ts';

/** A user as lists of a role's users show it. */
export interface RoleUser {
  user_id: string;
  email: string | null;
  name: string | null;
  picture: string | null;
}

/** The roles that were given to a user directly, by name. */
export async function listUserRoles(db: Database, userId: string, slice: Slice): Promise<Found<Role>> {
  const roles = sql<Role>`select id, name, description
    from user_roles join roles on roles.id = user_roles.role_id
    where user_roles.user_id = ${userId}`;
  return findPage(db, roles, sql`name`, slice);
}

/** The users whom a role was given directly, in the order of `user_id`. */
export async function listRoleUsers(db: Database, roleId: string, slice: Slice): Promise<Found<RoleUser>> {
  // An outer join, so that counting does not have to look at the users themselves.
  const users = sql<RoleUser>`select user_roles.user_id, profile->>'email' as email, profile->>'name' as name,
      profile->>'picture' as picture
    from user_roles left join users on users.user_id = user_roles.user_id
    where user_roles.role_id = ${roleId}`;
  return findPage(db, users, sql`user_id`, slice);
}

/** Which of these roles there are. */
export async function knownRoles(db: Database, roleIds: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('roles')
    .select('id')
    .where('id', '=', sql<string>`any(${roleIds})`)
    .execute();
  return new Set(rows.map(({ id }) => id));
}

/** Which of these users there are, locked against other writers until the transaction ends. */
export async function lockUsers(
  transaction: Database,
  userIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await transaction
    .selectFrom('users')
    .select('user_id')
    .where('user_id', '=', sql<string>`any(${userIds})`)
    // Always in the same order, so that two requests never wait for each other.
    .orderBy('user_id')
    .forUpdate()
    .execute();
  return new Set(rows.map(({ user_id }) => user_id));
}

/** Gives every one of the users every one of the roles; what they have already stays. */
export async function addUserRoles(
  transaction: Database,
  userIds: readonly string[],
  roleIds: readonly string[],
): Promise<void> {
  await sql`insert into user_roles (user_id, role_id)
    select user_id, role_id from unnest(${userIds}::text[]) as user_id, unnest(${roleIds}::text[]) as role_id
    on conflict do nothing`.execute(transaction);
}

/** Takes roles away from a user; those that the user does not have are passed over. */
export async function removeUserRoles(
  transaction: Database,
  userId: string,
  roleIds: readonly string[],
): Promise<void> {
  await transaction
    .deleteFrom('user_roles')
    .where('user_id', '=', userId)
    .where('role_id', '=', sql<string>`any(${roleIds})`)
    .execute();
}

/** Whether one of these users has more roles than this. */
export async function anyHasMoreRoles(
  db: Database,
  userIds: readonly string[],
  limit: number,
): Promise<boolean> {
  const { rows } = await sql`select user_id from user_roles where user_id = any(${userIds})
    group by user_id having count(*) > ${limit} limit 1`.execute(db);
  return rows.length > 0;
}
