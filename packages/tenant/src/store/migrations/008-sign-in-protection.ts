import type { Migration } from '@rollcall/database/migrate.ts';

/** What a sign-in remembers between its pages, and what holds back those who guess. */
export const SIGN_IN_PROTECTION: Migration = {
  name: '008-sign-in-protection',
  statements: [
    // Who failed where, from where, how often. An identifier that belongs to nobody counts too.
    `create table failed_sign_ins (
      connection text not null,
      identifier text collate "C" not null,
      ip text not null,
      user_id text collate "C" references users on delete cascade,
      failures integer not null,
      last_failure timestamptz not null,
      primary key (identifier, ip, connection)
    )`,
    `create index failed_sign_ins_user on failed_sign_ins (user_id) where user_id is not null`,
    // One row for each identifier that an address failed on: many of them in a day are suspicious.
    `create table suspicious_attempts (
      ip text not null,
      identifier text collate "C" not null,
      attempted_at timestamptz not null,
      primary key (ip, identifier)
    )`,
    // `id` is a hash: who reads the table cannot open a ticket.
    `create table tickets (
      id text primary key,
      kind text not null,
      user_id text collate "C" not null references users on delete cascade,
      provider text not null,
      identity_id text collate "C" not null,
      options jsonb not null,
      expires_at timestamptz not null,
      used_at timestamptz
    )`,
    `create index tickets_user on tickets (user_id)`,
    // Codes that were sent to somebody in the course of one sign-in.
    `create table one_time_codes (
      interaction text not null,
      purpose text not null,
      recipient text not null,
      hash text not null,
      tries_left integer not null,
      expires_at timestamptz not null,
      primary key (interaction, purpose)
    )`,
    // Who has shown a first factor and owes a second one; `passed` when only a new recovery code is to be read.
    `create table pending_sign_ins (
      interaction text primary key,
      user_id text collate "C" not null references users on delete cascade,
      connection text not null,
      tries_left integer not null,
      passed boolean not null default false,
      expires_at timestamptz not null
    )`,
    `create index pending_sign_ins_user on pending_sign_ins (user_id)`,
  ],
};
