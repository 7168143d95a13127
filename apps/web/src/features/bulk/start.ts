import type { BulkAct } from '@rollcall/shared/bulk/acts.ts';
import { bulkRows, mostIdsPerCall } from '@rollcall/shared/contract/bulk.ts';
import type { Operation } from '@rollcall/shared/contract/operations.ts';
import { call } from '../../api/call.ts';
import type { SelectedUsers } from '../../lib/selected-users.ts';

/** To whom: those who were selected, or the entries of a list. */
export type Whom = SelectedUsers | { kind: 'entries'; entries: readonly string[] };

/**
 * Begins an operation, and tells it everybody whom it is about, some at a time. Nothing is done to anybody by it.
 *
 * @param onTold is told how many were told of
 * @throws {ProblemError} the refusal; what was told by then is forgotten after a day
 */
export async function startBulk(
  act: BulkAct,
  whom: Whom,
  reason: string,
  onTold: (count: number) => void,
): Promise<Operation> {
  if (whom.kind === 'walk') {
    const walk = { id: whom.walkId, except: [...whom.except] };
    return (await call(bulkRows.startBulk, { body: { ...act, walk }, reason })).data;
  }
  const all = whom.kind === 'ids' ? whom.ids : whom.entries;
  const named = (part: readonly string[]) =>
    whom.kind === 'ids' ? { ids: [...part] } : { entries: [...part] };
  const first = all.slice(0, mostIdsPerCall);
  const more = all.length > first.length;
  let { data } = await call(bulkRows.startBulk, { body: { ...act, ...named(first), more }, reason });
  for (let start = first.length; start < all.length; start += mostIdsPerCall) {
    onTold(start);
    const part = all.slice(start, start + mostIdsPerCall);
    const isLast = start + part.length >= all.length;
    const body = { ...named(part), more: !isLast };
    ({ data } = await call(bulkRows.addBulkUsers, { params: { operationId: data.id }, body, reason }));
  }
  return data;
}
