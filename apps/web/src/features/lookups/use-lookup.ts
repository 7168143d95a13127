import { type LookedUp, lookupsRows, mostPerLookup } from '@rollcall/shared/contract/lookups.ts';
import { keyOfEntry } from '@rollcall/shared/user/lookup-entries.ts';
import type { UserSummary } from '@rollcall/shared/user/user-summary.ts';
import { useRef, useState } from 'react';
import { call } from '../../api/call.ts';
import { kept, keep } from './kept-lookup.ts';

/** How far a lookup has come. */
export interface Lookup {
  /** What is looked up, in the order of the list. */
  entries: readonly string[];
  /** What became of the first of them. */
  done: readonly LookedUp[];
  users: ReadonlyMap<string, UserSummary>;
}

/** Looks up the entries of a list, a hundred at a time. Stopped or failed, it goes on from where it was. */
export function useLookup() {
  const [lookup, setLookup] = useState<Lookup | undefined>(kept().lookup);
  const [error, setError] = useState<unknown>();
  const [isRunning, setRunning] = useState(false);
  const abort = useRef<AbortController>(undefined);

  const run = async (from: Lookup) => {
    const { signal } = (abort.current = new AbortController());
    setError(undefined);
    setRunning(true);
    let now = from;
    const show = (next: Lookup) => {
      now = next;
      keep({ lookup: next });
      setLookup(next);
    };
    show(from);
    try {
      while (now.done.length < now.entries.length && !signal.aborted) {
        const chunk = now.entries.slice(now.done.length, now.done.length + mostPerLookup);
        const { data } = await call(lookupsRows.lookUpUsers, { body: { entries: chunk }, signal });
        const users = new Map(now.users);
        for (const user of data.users) users.set(user.user_id, user);
        show({ ...now, users, done: [...now.done, ...withoutRepeated(now.done, data.entries)] });
      }
    } catch (failure) {
      if (!signal.aborted) setError(failure);
    } finally {
      setRunning(false);
    }
  };
  return {
    lookup,
    error,
    isRunning,
    start: (entries: readonly string[]) => void run({ entries, done: [], users: new Map() }),
    goOn: () => {
      if (lookup !== undefined) void run(lookup);
    },
    stop: () => abort.current?.abort(),
  };
}

/** An entry is a duplicate of an earlier one that asks for the same, or that the same user was found by. */
function withoutRepeated(before: readonly LookedUp[], more: readonly LookedUp[]): LookedUp[] {
  const keys = new Set(before.map(({ entry }) => keyOfEntry(entry)));
  const found = new Set(before.flatMap(({ outcome, user_ids }) => (outcome === 'found' ? user_ids : [])));
  return more.map((looked): LookedUp => {
    const [userId, ...others] = looked.user_ids;
    const isSameUser = userId !== undefined && others.length === 0 && found.has(userId);
    const isRepeated = looked.outcome !== 'unreadable' && keys.has(keyOfEntry(looked.entry));
    if (looked.outcome === 'found' && userId !== undefined) found.add(userId);
    keys.add(keyOfEntry(looked.entry));
    return isSameUser || isRepeated ? { ...looked, outcome: 'duplicate', user_ids: [] } : looked;
  });
}
