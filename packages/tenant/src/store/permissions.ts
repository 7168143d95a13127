import { type RawBuilder, sql } from 'kysely';
import type { Found, Slice } from '../management/paging.ts';
import { findPage } from './find-page.ts';
import type { Database } from './open.ts';

/** What a permission is asked for by. */
export interface PermissionName {
  resource_server_identifier: string;
  permission_name: string;
}

/** A permission as the Management API shows it. */
export interface Permission extends PermissionName {
  resource_server_name: string;
  description: string;
}

/** Where a user has a permission from. */
export interface PermissionSource {
  /** Empty when the permission was given to the user directly. */
  source_id: string;
  source_name: string;
  source_type: 'DIRECT' | 'ROLE';
}

/** Who holds permissions: a role or a user. */
export type Holder = { kind: 'role'; id: string } | { kind: 'user'; id: string };

const ORDER = sql`resource_server_identifier, permission_name`;
/** The columns of a `Permission`, where `permissions` and `resource_servers` are joined. */
export const PERMISSION_COLUMNS = sql`resource_servers.identifier as resource_server_identifier,
  resource_servers.name as resource_server_name, permissions.name as permission_name, permissions.description`;
/** Joins what describes a permission to rows called `held`. */
export const PERMISSION_JOINS = sql`
  join permissions on permissions.resource_server_id = held.resource_server_id
    and permissions.name = held.permission_name
  join resource_servers on resource_servers.id = held.resource_server_id`;

/** What a role may do, API by API. */
export async function listRolePermissions(
  db: Database,
  roleId: string,
  slice: Slice,
): Promise<Found<Permission>> {
  const permissions = sql<Permission>`select ${PERMISSION_COLUMNS}
    from role_permissions as held ${PERMISSION_JOINS}
    where held.role_id = ${roleId}`;
  return findPage(db, permissions, ORDER, slice);
}

/** What a user may do directly and through roles that were given directly, and where each of it comes from. */
export async function listUserPermissions(
  db: Database,
  userId: string,
  slice: Slice,
): Promise<Found<Permission & { sources: readonly PermissionSource[] }>> {
  const permissions = sql<Permission & { sources: readonly PermissionSource[] }>`select ${PERMISSION_COLUMNS},
      jsonb_agg(jsonb_build_object('source_id', source_id, 'source_name', source_name, 'source_type', source_type)
        order by source_type, source_name) as sources
    from (
      select resource_server_id, permission_name, '' as source_id, '' as source_name, 'DIRECT' as source_type
      from user_permissions where user_id = ${userId}
      union all
      select resource_server_id, permission_name, roles.id, roles.name, 'ROLE'
      from user_roles
      join roles on roles.id = user_roles.role_id
      join role_permissions on role_permissions.role_id = roles.id
      where user_roles.user_id = ${userId}
    ) as held ${PERMISSION_JOINS}
    group by resource_servers.id, permissions.resource_server_id, permissions.name`;
  return findPage(db, permissions, ORDER, slice);
}

/** The first of these permissions that no API knows, and whether even the API is unknown. */
export async function findUnknownPermission(
  db: Database,
  names: readonly PermissionName[],
): Promise<{ unknown: 'resource server' | 'permission' } | undefined> {
  const { rows } = await sql<{ unknown: 'resource server' | 'permission' }>`
    select case when resource_servers.id is null then 'resource server' else 'permission' end as unknown
    from ${asRows(names)}
    left join resource_servers on identifier = resource_server_identifier
    left join permissions on resource_server_id = resource_servers.id and permissions.name = permission_name
    where permissions.name is null
    limit 1`.execute(db);
  return rows[0];
}

/** Gives permissions to somebody; those held already stay, and those that no API knows are passed over. */
export async function addPermissions(
  transaction: Database,
  holder: Holder,
  names: readonly PermissionName[],
): Promise<void> {
  const { table, column } = tableOf(holder);
  await sql`insert into ${table} (${column}, resource_server_id, permission_name)
    select ${holder.id}, permissions.resource_server_id, permissions.name
    from ${asRows(names)}
    join resource_servers on identifier = resource_server_identifier
    join permissions on resource_server_id = resource_servers.id and permissions.name = permission_name
    on conflict do nothing`.execute(transaction);
}

/** Takes permissions away from somebody; those that are not held are passed over. */
export async function removePermissions(
  transaction: Database,
  holder: Holder,
  names: readonly PermissionName[],
): Promise<void> {
  const { table, column } = tableOf(holder);
  await sql`delete from ${table} as held using ${asRows(names)}, resource_servers
    where held.${column} = ${holder.id}
      and held.resource_server_id = resource_servers.id and identifier = resource_server_identifier
      and held.permission_name = wanted.permission_name`.execute(transaction);
}

/** How many permissions somebody holds directly. */
export async function countPermissions(db: Database, holder: Holder): Promise<number> {
  const { table, column } = tableOf(holder);
  const { rows } = await sql<{ total: number }>`select count(*)::integer as total from ${table}
    where ${column} = ${holder.id}`.execute(db);
  return rows[0]?.total ?? 0;
}

function tableOf({ kind }: Holder): { table: RawBuilder<unknown>; column: RawBuilder<unknown> } {
  return { table: sql.table(`${kind}_permissions`), column: sql.ref(`${kind}_id`) };
}

function asRows(names: readonly PermissionName[]): RawBuilder<unknown> {
  return sql`jsonb_to_recordset(${JSON.stringify(names)}::jsonb)
    as wanted (resource_server_identifier text, permission_name text)`;
}
