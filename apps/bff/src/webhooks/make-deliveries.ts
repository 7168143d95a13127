import type { AuditAction } from '@rollcall/shared/contract/audit-actions.ts';
import { EntryContent } from '../audit/entry.ts';
import { eventOf } from '../audit/events.ts';
import type { Store } from '../store/schema.ts';
import { readActions } from './actions.ts';
import { reportOf } from './report.ts';

const mostAtOnce = 200;

/**
 * Makes deliveries of what the audit trail tells since the last time. They come out of the trail, not out
 * of the process that acted: one that is killed right after an act loses no report, and of several
 * replicas one at a time does this, where the last has stopped.
 */
export async function makeDeliveries(store: Store, now: Date): Promise<void> {
  while ((await makeSome(store, now)) === mostAtOnce);
}

function makeSome(store: Store, now: Date): Promise<number> {
  return store.transaction().execute(async (transaction) => {
    const cursor = await transaction
      .selectFrom('webhook_cursor')
      .select('seq')
      .forUpdate()
      .skipLocked()
      .executeTakeFirst();
    if (cursor === undefined) return 0;
    const rows = await transaction
      .selectFrom('audit_entries')
      .select(['seq', 'content'])
      .where('seq', '>', Number(cursor.seq))
      .orderBy('seq')
      .limit(mostAtOnce)
      .execute();
    const last = rows.at(-1);
    if (last === undefined) return 0;
    const webhooks = await transaction
      .selectFrom('webhooks')
      .select(['id', 'actions', 'since'])
      .where('enabled', '=', true)
      .execute();
    const told = rows.flatMap(({ seq, content }) => {
      const event = doneIn(content);
      return event === undefined ? [] : [{ seq: Number(seq), event }];
    });
    for (const { id, since, actions } of webhooks) {
      const deliveries = told
        .filter(({ seq, event }) => seq > Number(since) && isWanted(actions, event.action))
        .map(({ event }) => ({
          webhook_id: id,
          event_id: event.id,
          action: event.action,
          body: reportOf(event),
          state: 'waiting' as const,
          tries: 0,
          created_at: now,
          next_try_at: now,
        }));
      if (deliveries.length > 0) {
        await transaction.insertInto('webhook_deliveries').values(deliveries).execute();
      }
    }
    await transaction
      .updateTable('webhook_cursor')
      .set({ seq: Number(last.seq) })
      .execute();
    return rows.length;
  });
}

/** The act that an entry tells of, if it ends one that was done. An entry that cannot be read holds up nobody. */
function doneIn(content: string) {
  const entry = EntryContent.safeParse(parsed(content)).data;
  return entry?.outcome === 'done' ? eventOf(entry, undefined) : undefined;
}

function parsed(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return undefined;
  }
}

function isWanted(stored: unknown, action: AuditAction): boolean {
  const actions = readActions(stored);
  return actions.length === 0 || actions.includes(action);
}
