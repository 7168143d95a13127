import { walksRows } from '@rollcall/shared/contract/walks.ts';
import { call } from '../../../api/call.ts';
import type { WalkSearch } from './walk-search.ts';

/** Begins a walk. */
export async function startWalk({ q, sort, role, organization, mfa }: WalkSearch) {
  const body = {
    q,
    sort,
    ...(role === '' ? {} : { role }),
    ...(organization === '' ? {} : { organization }),
    ...(mfa === '' ? {} : { mfa }),
  };
  return (await call(walksRows.startWalk, { body })).data;
}

/** How far a walk is. */
export async function getWalk(id: string, signal: AbortSignal) {
  return (await call(walksRows.getWalk, { params: { walkId: id }, signal })).data;
}

/** A page of those whom a walk has found. */
export async function listWalkUsers(
  id: string,
  query: Pick<WalkSearch, 'page' | 'per_page' | 'columns'>,
  signal: AbortSignal,
) {
  return (await call(walksRows.listWalkUsers, { params: { walkId: id }, query, signal })).data;
}

/** The ids of all whom a walk has found. */
export async function allWalkIds(id: string): Promise<string[]> {
  const all: string[] = [];
  for (let after = ''; ;) {
    const { data } = await call(walksRows.listWalkIds, { params: { walkId: id }, query: { after } });
    all.push(...data.ids);
    if (data.next === null) return all;
    after = data.next;
  }
}

/** Ends a walk. */
export async function cancelWalk(id: string): Promise<void> {
  await call(walksRows.cancelWalk, { params: { walkId: id } });
}
