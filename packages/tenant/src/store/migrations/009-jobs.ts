import type { Migration } from '@rollcall/database/migrate.ts';

/** What runs in the background: imports, exports, and mails that were asked for. */
export const JOBS: Migration = {
  name: '009-jobs',
  statements: [
    // `parameters` is what was asked for. `payload` is a file to import: it holds password hashes, so it
    // goes when the job ends. `done` counts the entries that are dealt with for good. `run` names the
    // attempt that writes an export's file.
    `create table jobs (
      id text collate "C" primary key,
      type text not null,
      status text not null,
      created_at timestamptz not null,
      started_at timestamptz,
      connection_id text,
      connection text,
      parameters jsonb not null,
      payload bytea,
      done integer not null default 0,
      total integer not null default 0,
      inserted integer not null default 0,
      updated integer not null default 0,
      failed integer not null default 0,
      status_details text,
      run text
    )`,
    `create index jobs_pending on jobs (created_at) where status = 'pending'`,
    `create index jobs_created_at on jobs (created_at)`,
    // JSON as text: what could not be imported may hold what jsonb cannot, such as NUL characters.
    `create table job_errors (
      job_id text collate "C" not null references jobs on delete cascade,
      place integer not null,
      entry text not null,
      primary key (job_id, place)
    )`,
    `create table job_files (
      job_id text collate "C" not null references jobs on delete cascade,
      number integer not null,
      content bytea not null,
      primary key (job_id, number)
    )`,
  ],
};
