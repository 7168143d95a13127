import type { Migration } from '@rollcall/database/migrate.ts';

/** Users, how they sign in, and what a search sees of them. */
export const USERS: Migration = {
  name: '001-users',
  statements: [
    `create extension if not exists pg_trgm`,
    // A user's public JSON, whole. What must be unique or secret is in `identities`.
    `create table users (
      user_id text collate "C" primary key,
      profile jsonb not null
    )`,
    // One row per identity, the primary one included: who signs in with what.
    `create table identities (
      provider text not null,
      id text collate "C" not null,
      connection text not null,
      user_id text collate "C" not null references users on delete cascade,
      email text,
      username text,
      phone_number text,
      password_hash text,
      password_history text[] not null default '{}',
      primary key (provider, id)
    )`,
    `create index identities_user on identities (user_id)`,
    // Unique inside a connection only where the tenant itself keeps the account.
    `create unique index identities_email on identities (connection, email)
      where provider in ('auth0', 'email')`,
    `create unique index identities_username on identities (connection, username)
      where provider = 'auth0' and username is not null`,
    `create unique index identities_phone on identities (connection, phone_number)
      where provider in ('auth0', 'sms') and phone_number is not null`,
    `create index identities_by_email on identities (email)`,
    // What a search sees of a user. No foreign key: a deleted user may stay in lists for a while.
    `create table search_index (
      user_id text collate "C" primary key,
      document jsonb not null,
      terms text[] not null,
      email text collate "C",
      name text collate "C",
      given_name text collate "C",
      family_name text collate "C",
      nickname text collate "C",
      username text collate "C",
      connection text collate "C",
      logins_count integer,
      created_at timestamptz,
      updated_at timestamptz,
      last_login timestamptz,
      shown jsonb
    )`,
    `create index search_terms on search_index using gin (terms)`,
    `create index search_email_parts on search_index using gin (email gin_trgm_ops)`,
    `create index search_name_parts on search_index using gin (name gin_trgm_ops)`,
    `create index search_email on search_index (email)`,
    `create index search_name on search_index (name)`,
    `create index search_given_name on search_index (given_name)`,
    `create index search_family_name on search_index (family_name)`,
    `create index search_nickname on search_index (nickname)`,
    `create index search_created_at on search_index (created_at)`,
    `create index search_updated_at on search_index (updated_at)`,
    `create index search_last_login on search_index (last_login)`,
    `create index search_logins_count on search_index (logins_count)`,
    `create index search_stale on search_index (user_id) where shown is not null`,
    `create table connections (
      id text primary key,
      name text not null unique,
      strategy text not null,
      options jsonb not null,
      settings jsonb not null
    )`,
  ],
};
