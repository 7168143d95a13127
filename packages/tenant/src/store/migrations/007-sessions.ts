import type { Migration } from '@rollcall/database/migrate.ts';

/** Sessions, consents, refresh tokens, and what else a user's applications and devices hold. */
export const SESSIONS: Migration = {
  name: '007-sessions',
  statements: [
    // `id` is public: the `sid` of ID tokens. `cookie_id` is what the browser holds. Nobody is signed in without a user.
    `create table sessions (
      id text collate "C" primary key,
      cookie_id text unique,
      user_id text collate "C" references users on delete cascade,
      payload jsonb not null,
      created_at timestamptz not null,
      updated_at timestamptz not null,
      authenticated_at timestamptz,
      last_interacted_at timestamptz not null,
      idle_expires_at timestamptz not null,
      expires_at timestamptz not null,
      device jsonb not null,
      client_ids text[] not null,
      methods jsonb not null,
      session_metadata jsonb
    )`,
    `create index sessions_user on sessions (user_id, id)`,
    // What a user lets an application do. Without an audience it is about the tenant's own /userinfo.
    `create table grants (
      id text collate "C" primary key,
      client_id text not null,
      user_id text collate "C" not null references users on delete cascade,
      audience text,
      scope text[] not null
    )`,
    `create unique index grants_same on grants (user_id, client_id, (coalesce(audience, '')))`,
    `create index grants_client on grants (client_id)`,
    // `id` is public, `token` is what the application holds.
    `create table refresh_tokens (
      id text collate "C" primary key,
      token text unique,
      user_id text collate "C" not null references users on delete cascade,
      client_id text not null,
      session_id text collate "C",
      grant_id text collate "C" not null references grants on delete cascade,
      audience text,
      scope text not null,
      payload jsonb not null,
      rotating boolean not null,
      created_at timestamptz not null,
      last_exchanged_at timestamptz,
      idle_expires_at timestamptz not null,
      expires_at timestamptz not null,
      device jsonb not null,
      refresh_token_metadata jsonb
    )`,
    `create index refresh_tokens_user on refresh_tokens (user_id, id)`,
    `create index refresh_tokens_client on refresh_tokens (client_id)`,
    `create index refresh_tokens_session on refresh_tokens (session_id) where session_id is not null`,
    `create index refresh_tokens_grant on refresh_tokens (grant_id)`,
    `create table device_keys (
      id text collate "C" primary key,
      user_id text collate "C" not null references users on delete cascade,
      client_id text not null,
      device_name text not null,
      device_id text not null,
      value text not null,
      unique (user_id, client_id, device_id)
    )`,
    // Auth0 counts refresh tokens among the credentials of devices.
    `create view device_credentials as
      select id, case when rotating then 'rotating_refresh_token' else 'refresh_token' end as type,
        device->>'initial_user_agent' as device_name, null::text as device_id, user_id, client_id
      from refresh_tokens where least(idle_expires_at, expires_at) > now()
      union all
      select id, 'public_key', device_name, device_id, user_id, client_id from device_keys`,
    // Accounts at other services whose tokens the tenant keeps for applications.
    `create table connected_accounts (
      id text collate "C" primary key,
      user_id text collate "C" not null references users on delete cascade,
      connection_id text not null references connections on delete cascade,
      scopes text[] not null,
      created_at timestamptz not null,
      expires_at timestamptz
    )`,
    `create index connected_accounts_user on connected_accounts (user_id, id)`,
    // The rule that runs after a sign-in: what it adds to /userinfo.
    `create table userinfo_claims (name text primary key, value jsonb not null)`,
  ],
};
