import type { Migration } from '@rollcall/database/migrate.ts';

/** What happened in the tenant, and the messages it would have sent. */
export const LOG_EVENTS: Migration = {
  name: '003-log-events',
  statements: [
    `create sequence log_numbers`,
    // `log_id` sorts by time, so that a checkpoint is a place in the order of the log.
    `create table log_events (
      log_id text collate "C" primary key,
      date timestamptz not null,
      type text not null,
      user_id text collate "C",
      event jsonb not null
    )`,
    `create index log_events_date on log_events (date, log_id)`,
    `create index log_events_user on log_events (user_id, date) where user_id is not null`,
    `create index log_events_type on log_events (type, date)`,
    `create table messages (
      id bigint generated always as identity primary key,
      sent_at timestamptz not null default now(),
      kind text not null,
      recipient text not null,
      subject text not null,
      body text not null,
      link text,
      user_id text collate "C"
    )`,
    `create index messages_recipient on messages (recipient, sent_at)`,
  ],
};
