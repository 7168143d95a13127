import type { AuditEvent, AuditQuery } from '@rollcall/shared/contract/audit.ts';
import { sql } from 'kysely';
import { EntryContent } from '../../audit/entry.ts';
import { eventOf } from '../../audit/events.ts';
import type { Store } from '../../store/schema.ts';

/** Which events to look for. */
export interface EventFilter extends Partial<Omit<AuditQuery, 'limit'>> {
  /** One user by id, whatever else is called so. */
  userId?: string | undefined;
  /** The only team member whose acts on other things than users count. */
  othersOf?: string | undefined;
}

/** Events, the newest first. Of one act there is one, told by how it began and how it ended. */
export async function findEvents(store: Store, filter: EventFilter, limit: number): Promise<AuditEvent[]> {
  const found = await matching(store, filter)
    .select(['first.content as first', 'last.content as last'])
    .orderBy('first.seq', 'desc')
    .limit(limit)
    .execute();
  return found.map(({ first, last }) => eventOf(entryIn(first), last === null ? undefined : entryIn(last)));
}

/** One event; `undefined` where there is none with this id. */
export async function findEvent(store: Store, id: number): Promise<AuditEvent | undefined> {
  const [event] = await findEvents(store, { before: id + 1 }, 1);
  return event?.id === id ? event : undefined;
}

function entryIn(content: string): EntryContent {
  return EntryContent.parse(JSON.parse(content));
}

function matching(store: Store, filter: EventFilter) {
  const { actor, target, action, outcome, from, to, request, before, userId, othersOf } = filter;
  let query = store
    .selectFrom('audit_entries as first')
    .leftJoin('audit_entries as last', (join) =>
      join.onRef('last.event', '=', 'first.seq').on('last.kind', '=', 'ended'),
    )
    .where('first.kind', '!=', 'ended');
  if (before !== undefined) query = query.where('first.seq', '<', before);
  if (action !== undefined) query = query.where('first.action', '=', action);
  if (request !== undefined) query = query.where('first.request_id', '=', request);
  if (from !== undefined) query = query.where('first.at', '>=', `${from}T00:00:00Z`);
  if (to !== undefined) {
    query = query.where('first.at', '<', sql<Date>`${`${to}T00:00:00Z`}::timestamptz + interval '1 day'`);
  }
  if (outcome === 'begun') {
    query = query.where('first.kind', '=', 'begun').where('last.seq', 'is', null);
  } else if (outcome !== undefined) {
    query = query.where(sql`coalesce(last.outcome, first.outcome)`, '=', outcome);
  }
  if (actor !== undefined) {
    query = query.where((row) =>
      row.or([row('first.actor_id', '=', actor), row('first.actor_name', 'ilike', containing(actor))]),
    );
  }
  if (target !== undefined || userId !== undefined) {
    // What an act was done to is known at its beginning or only at its end.
    const about = store.selectFrom('audit_entries').select('event');
    const named = about.where((row) =>
      row.or([row('target_id', '=', target ?? ''), row('target_name', 'ilike', containing(target ?? ''))]),
    );
    query = query.where(
      'first.seq',
      'in',
      userId === undefined ? named : about.where('target_id', '=', userId),
    );
  }
  if (othersOf !== undefined) {
    query = query.where((row) =>
      row.or([
        row('first.actor_id', '=', othersOf),
        row('first.action', 'like', 'user.%'),
        row('first.action', 'in', ['read', 'audit.revert']),
      ]),
    );
  }
  return query;
}

/** A pattern of SQL's for text that has this somewhere in it. */
function containing(text: string): string {
  return `%${text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
}
