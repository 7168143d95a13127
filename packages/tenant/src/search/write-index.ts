import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../store/open.ts';
import type { IndexEntry } from './index-user.ts';

const COLUMNS = sql.raw(
  'user_id, email, name, given_name, family_name, nickname, username, phone_number, last_ip, connection, ' +
    'logins_count, created_at, updated_at, last_login, blocked, email_verified, phone_verified',
);

/**
 * A term as the index holds it: 64 bits, so that rows stay narrow. PostgreSQL computes it, with
 * the function it also spreads rows over partitions with, which is the same in every version.
 */
export function hashOf(term: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`hashtextextended(${term}, 0)`;
}

/** Puts users into the search index, replacing what it knew of them. */
export async function insertIndexEntries(
  transaction: Database,
  entries: readonly IndexEntry[],
): Promise<void> {
  await insertWords(transaction, entries);
  const rows = entries.map(({ row }) => row);
  await sql`insert into search_index (${COLUMNS}, terms)
    select ${COLUMNS}, array(select ${hashOf(sql`term`)} from unnest(terms) as term)
    from json_to_recordset(${JSON.stringify(rows)}::json)
      as row (user_id text, email text, name text, given_name text, family_name text, nickname text, username text,
        phone_number text, last_ip text, connection text, logins_count integer, created_at timestamptz,
        updated_at timestamptz, last_login timestamptz, blocked boolean, email_verified boolean,
        phone_verified boolean, terms text[])
    on conflict (user_id) do update set email = excluded.email, name = excluded.name,
      given_name = excluded.given_name, family_name = excluded.family_name, nickname = excluded.nickname,
      username = excluded.username, phone_number = excluded.phone_number, last_ip = excluded.last_ip,
      connection = excluded.connection, logins_count = excluded.logins_count, created_at = excluded.created_at,
      updated_at = excluded.updated_at, last_login = excluded.last_login, blocked = excluded.blocked,
      email_verified = excluded.email_verified, phone_verified = excluded.phone_verified,
      terms = excluded.terms, shown = null`.execute(transaction);
}

async function insertWords(transaction: Database, entries: readonly IndexEntry[]): Promise<void> {
  const words = new Map(entries.flatMap(({ vocabulary }) => vocabulary.map((word) => [word.term, word])));
  if (words.size === 0) return;
  // In one order everywhere, so that writers who add the same words wait for each other but never in a circle.
  await sql`insert into search_vocabulary (term, field, text, number)
    select ${hashOf(sql`term`)} as hash, field, text, number
    from json_to_recordset(${JSON.stringify([...words.values()])}::json)
      as word (term text, field text, text text, number double precision)
    order by hash
    on conflict do nothing`.execute(transaction);
}
