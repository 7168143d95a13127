import type { Migration } from '@rollcall/database/migrate.ts';

/** What users prove themselves with beyond a password, and where they need not do so again. */
export const FACTORS: Migration = {
  name: '006-factors',
  statements: [
    // `id` is the `dev_…` part. `secret` is the base32 of a TOTP, or the hash of a recovery code.
    `create table authentication_methods (
      id text collate "C" primary key,
      user_id text collate "C" not null references users on delete cascade,
      type text not null,
      confirmed boolean not null,
      name text,
      details jsonb not null,
      secret text,
      last_step integer,
      created_at timestamptz not null,
      last_auth_at timestamptz
    )`,
    `create index authentication_methods_user on authentication_methods (user_id, created_at, id)`,
    `create unique index authentication_methods_same on authentication_methods
      (user_id, type, (coalesce(secret, details->>'phone_number', lower(details->>'email'), details->>'key_id')))`,
    // `id` is the hash of what the link of the ticket holds; `secret` is the TOTP it is about to enrol.
    `create table enrollment_tickets (
      id text primary key,
      user_id text collate "C" not null references users on delete cascade,
      secret text not null,
      allow_multiple boolean not null,
      expires_at timestamptz not null,
      used_at timestamptz
    )`,
    `create index enrollment_tickets_user on enrollment_tickets (user_id)`,
    `create table remembered_browsers (
      user_id text collate "C" not null references users on delete cascade,
      id text not null,
      expires_at timestamptz not null,
      primary key (user_id, id)
    )`,
  ],
};
