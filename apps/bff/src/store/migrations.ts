import type { Migration } from '@rollcall/database/migrate.ts';

/** The BFF's schema, step by step. A step that has been released is never changed. */
export const migrations: readonly Migration[] = [
  {
    name: '0001-sign-in',
    statements: [
      `create table team_members (
        id text primary key default gen_random_uuid()::text,
        issuer text,
        subject text,
        invited_email text,
        email text,
        name text,
        picture text,
        grants jsonb not null,
        last_seen_at timestamptz,
        unique (issuer, subject)
      )`,
      `create index team_members_invited_email on team_members (invited_email)`,
      `create table sessions (
        key text primary key,
        member_id text not null references team_members on delete cascade,
        id_token text,
        created_at timestamptz not null default now(),
        last_seen_at timestamptz not null default now(),
        revoked_at timestamptz
      )`,
      `create index sessions_member on sessions (member_id, created_at)`,
      `create table sign_in_transactions (
        key text primary key,
        state text not null,
        nonce text not null,
        code_verifier text not null,
        return_to text not null,
        created_at timestamptz not null default now()
      )`,
    ],
  },
  {
    name: '0002-one-invitation-per-address',
    statements: [
      // Of two invitations for one address, the one that somebody has taken stays.
      `delete from team_members surplus using team_members kept
        where surplus.invited_email = kept.invited_email
        and (surplus.subject is null, surplus.id) > (kept.subject is null, kept.id)`,
      `drop index team_members_invited_email`,
      `create unique index team_members_invited_email on team_members (invited_email)`,
      `alter table team_members drop column last_seen_at`,
    ],
  },
];
