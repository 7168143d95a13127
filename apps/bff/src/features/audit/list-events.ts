import type { AuditEvent, AuditList } from '@rollcall/shared/contract/audit.ts';
import type { Store } from '../../store/schema.ts';
import { type EventFilter, findEvents } from './find-events.ts';
import type { AuditReader } from './reader.ts';

/**
 * A page of events as the reader may see them. A page can have fewer than `limit` although there are
 * more, where many had to be looked at that are not for this reader.
 */
export async function listEvents(
  store: Store,
  reader: AuditReader,
  filter: EventFilter,
  limit: number,
): Promise<AuditList> {
  const events: AuditEvent[] = [];
  let { before } = filter;
  for (;;) {
    const found = await findEvents(store, { ...filter, before, othersOf: reader.othersOf }, limit + 1);
    const shown = await reader.show(found);
    for (const [index, { id }] of found.entries()) {
      if (events.length === limit) return { events, next: before };
      before = id;
      const event = shown[index];
      if (event !== undefined && isTarget(event, filter.target)) events.push(event);
    }
    if (found.length <= limit) return { events };
    if (reader.isSpent()) return { events, next: before };
  }
}

/** Whether an event is about what was asked for, as far as the reader can see what it is about. */
function isTarget({ target }: AuditEvent, asked: string | undefined): boolean {
  if (asked === undefined || target?.id === asked) return true;
  return target?.name?.toLowerCase().includes(asked.toLowerCase()) ?? false;
}
