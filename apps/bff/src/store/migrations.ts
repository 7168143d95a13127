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
  {
    name: '0003-team-page',
    statements: [
      `alter table team_members
        add column source text not null default 'configuration',
        add column disabled_at timestamptz,
        add column invited_at timestamptz not null default now(),
        add column last_seen_at timestamptz`,
      `create table team_roles (
        id text primary key,
        title text not null,
        permissions jsonb not null,
        created_at timestamptz not null default now()
      )`,
      `create unique index team_roles_title on team_roles (lower(title))`,
      `create table settings (name text primary key, value jsonb not null)`,
      `alter table sessions
        add column id text not null default gen_random_uuid()::text,
        add column ip text,
        add column user_agent text,
        add column stepped_up_at timestamptz,
        add column viewing_as text references team_members on delete set null`,
      `create unique index sessions_id on sessions (id)`,
      // A sign-in that confirms who somebody is belongs to the session that asked for it: the session's
      // cookie does not come along on the way back from the tenant.
      `alter table sign_in_transactions add column step_up_of text
        references sessions (key) on delete cascade on update cascade`,
    ],
  },
  {
    name: '0004-audit-trail',
    statements: [
      `create table audit_entries (
        seq bigint primary key,
        kind text not null check (kind in ('begun', 'ended', 'noted')),
        event bigint not null,
        at timestamptz not null,
        action text not null,
        outcome text,
        actor_id text,
        actor_name text,
        target_id text,
        target_name text,
        request_id text not null,
        content text not null,
        previous text not null,
        hash text not null unique
      )`,
      `create index audit_entries_event on audit_entries (event)`,
      `create index audit_entries_actor on audit_entries (actor_id, seq)`,
      `create index audit_entries_target on audit_entries (target_id, seq)`,
      `create index audit_entries_action on audit_entries (action, seq)`,
      `create index audit_entries_at on audit_entries (at)`,
      `create function refuse_audit_change() returns trigger language plpgsql as
        $$ begin raise exception 'The audit trail is only ever added to.'; end $$`,
      `create trigger audit_entries_append_only before update or delete or truncate on audit_entries
        for each statement execute function refuse_audit_change()`,
    ],
  },
  {
    name: '0005-webhooks',
    statements: [
      `create table webhooks (
        id text primary key,
        url text not null,
        description text not null,
        actions jsonb not null,
        enabled boolean not null,
        sealed_secret text not null,
        since bigint not null,
        created_at timestamptz not null
      )`,
      `create table webhook_deliveries (
        id text primary key default gen_random_uuid()::text,
        webhook_id text not null references webhooks on delete cascade,
        event_id bigint not null,
        action text not null,
        body text not null,
        state text not null check (state in ('waiting', 'delivered', 'given_up')),
        tries integer not null,
        created_at timestamptz not null,
        last_tried_at timestamptz,
        next_try_at timestamptz,
        status integer,
        error text,
        unique (webhook_id, event_id)
      )`,
      `create index webhook_deliveries_due on webhook_deliveries (next_try_at) where state = 'waiting'`,
      `create table webhook_cursor (seq bigint not null)`,
      `insert into webhook_cursor select coalesce(max(seq), 0) from audit_entries`,
    ],
  },
  {
    name: '0006-user-notes',
    statements: [
      `create table user_notes (
        id text primary key default gen_random_uuid()::text,
        user_id text not null,
        text text not null,
        author_id text not null,
        author_name text not null,
        created_at timestamptz not null default now(),
        edited_at timestamptz
      )`,
      `create index user_notes_user on user_notes (user_id, created_at)`,
    ],
  },
  {
    name: '0007-scheduled-acts',
    statements: [
      `create table scheduled_acts (
        id text primary key default gen_random_uuid()::text,
        kind text not null,
        user_id text not null,
        user_name text,
        member_id text not null,
        member_name text not null,
        reason text,
        state text not null default 'pending'
          check (state in ('pending', 'running', 'done', 'failed', 'cancelled')),
        due_at timestamptz not null,
        tries integer not null default 0,
        next_try_at timestamptz,
        detail text,
        snapshot jsonb,
        created_at timestamptz not null default now(),
        ended_at timestamptz
      )`,
      `create index scheduled_acts_due on scheduled_acts (next_try_at) where state in ('pending', 'running')`,
      `create index scheduled_acts_user on scheduled_acts (user_id, created_at)`,
      `create unique index scheduled_acts_one on scheduled_acts (user_id, kind) where state = 'pending'`,
    ],
  },
  {
    name: '0008-walks',
    statements: [
      `create table walks (
        id text primary key default gen_random_uuid()::text,
        owner_id text not null references team_members on delete cascade,
        member_id text not null references team_members on delete cascade,
        rights text not null,
        q text not null,
        sort text not null,
        role text,
        organization text,
        mfa text,
        state text not null default 'running' check (state in ('running', 'done', 'failed', 'cancelled')),
        position jsonb,
        until timestamptz not null,
        found integer not null default 0,
        expected integer,
        calls integer not null default 0,
        expected_calls integer,
        turn integer not null default 0,
        leased_until timestamptz,
        failure jsonb,
        created_at timestamptz not null default now(),
        ended_at timestamptz,
        expires_at timestamptz not null
      )`,
      `create index walks_owner on walks (owner_id, created_at)`,
      // Ids alone, and what they are put in order by; in the order of bytes, as the tenant has them.
      `create table walk_hits (
        walk_id text not null references walks on delete cascade,
        user_id text collate "C" not null,
        sort_value text collate "C",
        primary key (walk_id, user_id)
      )`,
      `create table walk_members (
        walk_id text not null references walks on delete cascade,
        filter text not null check (filter in ('role', 'organization')),
        user_id text collate "C" not null,
        primary key (walk_id, filter, user_id)
      )`,
    ],
  },
  {
    name: '0009-views',
    statements: [
      // Who leaves the team takes along what was theirs alone, and leaves what they shared.
      `create table saved_views (
        id text primary key default gen_random_uuid()::text,
        owner_id text references team_members on delete set null,
        private_to text references team_members on delete cascade,
        name text not null,
        state jsonb not null,
        created_at timestamptz not null default now()
      )`,
      `create unique index saved_views_name on saved_views (owner_id, lower(name))`,
      `create table default_views (
        member_id text primary key references team_members on delete cascade,
        view_id text not null references saved_views on delete cascade
      )`,
      `create table recent_writes (
        member_id text not null references team_members on delete cascade,
        user_id text not null,
        kind text not null check (kind in ('changed', 'created', 'deleted')),
        at timestamptz not null default now(),
        primary key (member_id, user_id)
      )`,
    ],
  },
  {
    name: '0010-operations',
    statements: [
      // No reference to the team: what somebody has done stays told when they have left.
      `create table operations (
        id text primary key default gen_random_uuid()::text,
        kind text not null check (kind in ('bulk', 'import', 'export')),
        state text not null check (state in ('collecting', 'preparing', 'ready', 'awaiting_approval',
          'scheduled', 'running', 'paused', 'done', 'failed', 'cancelled')),
        member_id text not null,
        member_name text not null,
        rights text not null,
        reason text,
        params jsonb not null,
        progress jsonb,
        approver_id text,
        approver_name text,
        run_at timestamptz,
        turn integer not null default 0,
        leased_until timestamptz,
        tries integer not null default 0,
        next_try_at timestamptz,
        failure jsonb,
        created_at timestamptz not null default now(),
        started_at timestamptz,
        ended_at timestamptz,
        expires_at timestamptz not null
      )`,
      `create index operations_due on operations (next_try_at)
        where state in ('preparing', 'scheduled', 'running')`,
      `create index operations_newest on operations (created_at, id)`,
      `create table operation_items (
        operation_id text not null references operations on delete cascade,
        seq integer not null,
        user_id text collate "C",
        state text not null default 'pending'
          check (state in ('pending', 'sending', 'done', 'failed', 'unknown', 'refused', 'already')),
        turn integer not null default 0,
        sent_at timestamptz,
        tries integer not null default 0,
        next_try_at timestamptz,
        code text,
        detail text,
        input jsonb,
        sealed text,
        event_ids jsonb,
        primary key (operation_id, seq)
      )`,
      `create index operation_items_state on operation_items (operation_id, state, seq)`,
      `create index operation_items_user on operation_items (operation_id, user_id)`,
    ],
  },
];
