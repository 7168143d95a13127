import type { AuditChange } from '@rollcall/shared/contract/audit.ts';
import type { AuditAction } from '@rollcall/shared/contract/audit-actions.ts';
import type { Store } from '../store/schema.ts';
import { EntryContent } from './entry.ts';

/** What an act that is done has changed, as the trail tells it. */
export interface DoneAct {
  /** `undefined` where no event tells of it. */
  event: number | undefined;
  action: AuditAction;
  changes: readonly AuditChange[];
}

/** The acts that these events tell of, as far as they are done, the last one first. */
export async function doneActs(store: Store, events: readonly number[]): Promise<DoneAct[]> {
  if (events.length === 0) return [];
  const found = await store
    .selectFrom('audit_entries')
    .select('content')
    .where('event', 'in', events)
    .where('kind', '=', 'ended')
    .where('outcome', '=', 'done')
    .orderBy('event', 'desc')
    .execute();
  return found.map(({ content }) => {
    const { event, action, changes } = EntryContent.parse(JSON.parse(content));
    return { event, action, changes: changes ?? [] };
  });
}
