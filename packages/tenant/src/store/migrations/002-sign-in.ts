import type { Migration } from '@rollcall/database/migrate.ts';

/** Applications, keys, and the memory of the OpenID provider. */
export const SIGN_IN: Migration = {
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
};
