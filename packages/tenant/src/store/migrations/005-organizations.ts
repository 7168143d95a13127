import type { Migration } from '@rollcall/database/migrate.ts';

/** Organizations with what belongs to them, what the Management API tells of applications, and the tenant's settings. */
export const ORGANIZATIONS: Migration = {
  name: '005-organizations',
  statements: [
    `create table organizations (
      id text collate "C" primary key,
      name text collate "C" not null unique,
      display_name text,
      branding jsonb,
      metadata jsonb,
      created_at timestamptz not null default now()
    )`,
    `create table organization_members (
      organization_id text collate "C" not null references organizations on delete cascade,
      user_id text collate "C" not null references users on delete cascade,
      primary key (organization_id, user_id)
    )`,
    `create index organization_members_user on organization_members (user_id)`,
    `create table organization_member_roles (
      organization_id text collate "C" not null,
      user_id text collate "C" not null,
      role_id text collate "C" not null references roles on delete cascade,
      primary key (organization_id, user_id, role_id),
      foreign key (organization_id, user_id) references organization_members on delete cascade
    )`,
    `create index organization_member_roles_role on organization_member_roles (role_id)`,
    // The roles that everybody of a group has inside an organization.
    `create table organization_group_roles (
      organization_id text collate "C" not null references organizations on delete cascade,
      group_id text collate "C" not null references groups on delete cascade,
      role_id text collate "C" not null references roles on delete cascade,
      primary key (organization_id, group_id, role_id)
    )`,
    `create table organization_connections (
      organization_id text collate "C" not null references organizations on delete cascade,
      connection_id text not null references connections on delete cascade,
      assign_membership_on_login boolean not null default false,
      show_as_button boolean not null default true,
      primary key (organization_id, connection_id)
    )`,
    // An invitation that has expired stays here until somebody deletes it, as it does at Auth0.
    `create table organization_invitations (
      id text collate "C" primary key,
      organization_id text collate "C" not null references organizations on delete cascade,
      ticket_id text not null unique,
      created_at timestamptz not null,
      expires_at timestamptz not null,
      invitation jsonb not null
    )`,
    `create index organization_invitations_created
      on organization_invitations (organization_id, created_at, id)`,
    // What the Management API tells of an application besides its id, name and secret.
    `alter table clients add column settings jsonb not null default '{}'`,
    // One row: what was set. What was not has a default.
    `create table tenant_settings (settings jsonb not null)`,
    `insert into tenant_settings (settings) values ('{}')`,
  ],
};
