import type { Migration } from '@rollcall/database/migrate.ts';

/** Who may do what: APIs and their permissions, roles, and the groups that enterprise connections bring. */
export const ACCESS: Migration = {
  name: '004-access',
  statements: [
    `create table resource_servers (
      id text collate "C" primary key,
      identifier text collate "C" not null unique,
      name text not null,
      is_system boolean not null default false,
      settings jsonb not null
    )`,
    // Auth0 calls them scopes where an API defines them, and permissions where somebody holds them.
    `create table permissions (
      resource_server_id text collate "C" not null references resource_servers on delete cascade,
      name text collate "C" not null,
      description text not null,
      position integer not null,
      primary key (resource_server_id, name)
    )`,
    `create table roles (
      id text collate "C" primary key,
      name text collate "C" not null unique,
      description text not null
    )`,
    `create table role_permissions (
      role_id text collate "C" not null references roles on delete cascade,
      resource_server_id text collate "C" not null,
      permission_name text collate "C" not null,
      primary key (role_id, resource_server_id, permission_name),
      foreign key (resource_server_id, permission_name) references permissions on delete cascade
    )`,
    `create index role_permissions_permission on role_permissions (resource_server_id, permission_name)`,
    `create table user_roles (
      user_id text collate "C" not null references users on delete cascade,
      role_id text collate "C" not null references roles on delete cascade,
      primary key (user_id, role_id)
    )`,
    `create index user_roles_role on user_roles (role_id, user_id)`,
    `create table user_permissions (
      user_id text collate "C" not null references users on delete cascade,
      resource_server_id text collate "C" not null,
      permission_name text collate "C" not null,
      primary key (user_id, resource_server_id, permission_name),
      foreign key (resource_server_id, permission_name) references permissions on delete cascade
    )`,
    `create index user_permissions_permission on user_permissions (resource_server_id, permission_name)`,
    // Without a connection a group is the tenant's own.
    `create table groups (
      id text collate "C" primary key,
      name text collate "C" not null,
      external_id text,
      connection_id text references connections on delete cascade,
      created_at timestamptz not null,
      updated_at timestamptz not null
    )`,
    `create unique index groups_name on groups (coalesce(connection_id, ''), name)`,
    `create table group_members (
      group_id text collate "C" not null references groups on delete cascade,
      user_id text collate "C" not null references users on delete cascade,
      created_at timestamptz not null,
      primary key (group_id, user_id)
    )`,
    `create index group_members_user on group_members (user_id, group_id)`,
    `create table group_roles (
      group_id text collate "C" not null references groups on delete cascade,
      role_id text collate "C" not null references roles on delete cascade,
      primary key (group_id, role_id)
    )`,
    `create index group_roles_role on group_roles (role_id, group_id)`,
  ],
};
