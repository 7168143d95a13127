import { type RawBuilder, sql } from 'kysely';
import type { Found, Slice } from '../management/paging.ts';
import { findPage } from './find-page.ts';
import type { Database } from './open.ts';
import { type Permission, PERMISSION_COLUMNS, PERMISSION_JOINS } from './permissions.ts';
import type { Role } from './roles.ts';

/** A role that counts for a user, given directly or to a group the user is in. */
export interface EffectiveRole extends Role {
  sources: readonly ('direct' | 'groups')[];
}

/** A permission that counts for a user, given directly or to a role that counts. */
export interface EffectivePermission extends Permission {
  sources: readonly ('direct' | 'roles')[];
}

/** Every way in which a user comes by a role, as rows of `role_id` and `source`. */
function roleSources(userId: string): RawBuilder<unknown> {
  return sql`select role_id, 'direct' as source from user_roles where user_id = ${userId}
    union all
    select role_id, 'groups' from group_members
      join group_roles on group_roles.group_id = group_members.group_id
      where user_id = ${userId}`;
}

/** The roles that count for a user, by name. */
export async function listEffectiveRoles(
  db: Database,
  userId: string,
  slice: Slice,
): Promise<Found<EffectiveRole>> {
  return findPage(db, effectiveRoles(userId, sql``), sql`name`, slice);
}

/** The roles that count for a user and allow something, by name. */
export async function listPermissionSourceRoles(
  db: Database,
  userId: string,
  resourceServerIdentifier: string,
  permissionName: string,
  slice: Slice,
): Promise<Found<EffectiveRole>> {
  const allowing = sql`where exists (
    select from role_permissions
    join resource_servers on resource_servers.id = role_permissions.resource_server_id
    where role_permissions.role_id = roles.id and identifier = ${resourceServerIdentifier}
      and permission_name = ${permissionName}
  )`;
  return findPage(db, effectiveRoles(userId, allowing), sql`name`, slice);
}

function effectiveRoles(userId: string, where: RawBuilder<unknown>): RawBuilder<EffectiveRole> {
  return sql<EffectiveRole>`select roles.id, roles.name, roles.description,
      jsonb_agg(distinct source order by source) as sources
    from (${roleSources(userId)}) as held join roles on roles.id = held.role_id ${where}
    group by roles.id`;
}

/** What a user may do on one API, by the name of the permission. */
export async function listEffectivePermissions(
  db: Database,
  userId: string,
  resourceServerIdentifier: string,
  slice: Slice,
): Promise<Found<EffectivePermission>> {
  const permissions = sql<EffectivePermission>`select ${PERMISSION_COLUMNS},
      jsonb_agg(distinct source order by source) as sources
    from (
      select resource_server_id, permission_name, 'direct' as source
      from user_permissions where user_id = ${userId}
      union all
      select resource_server_id, permission_name, 'roles'
      from role_permissions where role_id in (select role_id from (${roleSources(userId)}) as roles)
    ) as held ${PERMISSION_JOINS}
    where resource_servers.identifier = ${resourceServerIdentifier}
    group by resource_servers.id, permissions.resource_server_id, permissions.name`;
  return findPage(db, permissions, sql`permission_name`, slice);
}
