import type { Migration } from '@rollcall/database/migrate.ts';

/**
 * Texts compare by code point (collation "C"), as the search language does, whatever the server's
 * own locale is; a plain index then also serves prefixes.
 */
export const MIGRATIONS: readonly Migration[] = [
  {
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
  },
  {
    name: '002-sign-in',
    statements: [
      `create table clients (
        client_id text primary key,
        client_secret text not null,
        name text not null,
        kind text not null,
        scopes text[] not null
      )`,
      `create table secrets (name text primary key, value jsonb not null)`,
      `create table oidc_records (
        model text not null,
        id text not null,
        payload jsonb not null,
        uid text,
        grant_id text,
        account_id text,
        expires_at timestamptz,
        primary key (model, id)
      )`,
      `create index oidc_records_uid on oidc_records (uid) where uid is not null`,
      `create index oidc_records_grant on oidc_records (grant_id) where grant_id is not null`,
      `create index oidc_records_account on oidc_records (account_id) where account_id is not null`,
      `create table provider_people (
        connection text not null,
        id text not null,
        profile jsonb not null,
        primary key (connection, id)
      )`,
    ],
  },
];
