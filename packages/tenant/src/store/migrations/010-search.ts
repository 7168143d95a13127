import type { Migration } from '@rollcall/database/migrate.ts';

/** The index of searches, narrow enough to be read whole. It is filled again when the tenant starts. */
export const SEARCH: Migration = {
  name: '010-search',
  statements: [
    `drop table search_index`,
    // No foreign key: a deleted user may stay in lists for a while.
    `create table search_index (
      user_id text collate "C" primary key,
      email text collate "C",
      name text collate "C",
      given_name text collate "C",
      family_name text collate "C",
      nickname text collate "C",
      username text collate "C",
      phone_number text collate "C",
      last_ip text collate "C",
      connection text collate "C" not null,
      logins_count integer,
      created_at timestamptz,
      updated_at timestamptz,
      last_login timestamptz,
      blocked boolean,
      email_verified boolean,
      phone_verified boolean,
      terms bigint[] not null,
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
    `create index search_username on search_index (username) where username is not null`,
    `create index search_phone_number on search_index (phone_number) where phone_number is not null`,
    `create index search_last_ip on search_index (last_ip)`,
    `create index search_connection on search_index (connection, user_id)`,
    `create index search_logins_count on search_index (logins_count)`,
    `create index search_created_at on search_index (created_at)`,
    `create index search_updated_at on search_index (updated_at)`,
    `create index search_last_login on search_index (last_login)`,
    `create index search_blocked on search_index (user_id) where blocked`,
    `create index search_stale on search_index (user_id) where shown is not null`,
    // Like the terms of Lucene: what a wildcard or a range on metadata can mean is looked up here first.
    `create table search_vocabulary (
      term bigint primary key,
      field text collate "C" not null,
      text text collate "C",
      number double precision
    )`,
    `create index search_vocabulary_field on search_vocabulary (field)`,
  ],
};
