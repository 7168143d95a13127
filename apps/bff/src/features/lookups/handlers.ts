import type { LookedUp, lookupsRows } from '@rollcall/shared/contract/lookups.ts';
import { keyOfEntry, readEntry } from '@rollcall/shared/user/lookup-entries.ts';
import { keysOf, lookUp, refuseMaskedEntries } from '../../access/look-up.ts';
import type { HandlersOf } from '../../http/handler.ts';
import type { TenantUsers } from '../../management/users.ts';

/**
 * Looks up many users at once. The search is asked first, for all of them; whom it does not know, one by one
 * and immediately consistent. A user whom the member may not see takes the same steps as one who is not there.
 */
export function lookupsHandlers(users: TenantUsers): HandlersOf<typeof lookupsRows> {
  return {
    lookUpUsers: async ({ member, body }) => {
      const wanted = keysOf(body.entries);
      refuseMaskedEntries(member, wanted);
      const found = await lookUp(users, member, wanted);
      const seen = new Set<string>();
      const entries = body.entries.map((entry): LookedUp => {
        if (readEntry(entry).kind === 'unreadable') return { entry, outcome: 'unreadable', user_ids: [] };
        const key = keyOfEntry(entry);
        if (seen.has(key)) return { entry, outcome: 'duplicate', user_ids: [] };
        seen.add(key);
        const ids = (found.get(key) ?? []).map((user) => user.user_id);
        const outcome = ids.length === 0 ? 'missing' : ids.length === 1 ? 'found' : 'ambiguous';
        return { entry, outcome, user_ids: ids };
      });
      const all = [...found.values()].flat();
      return { entries, users: [...new Map(all.map((user) => [user.user_id, user])).values()] };
    },
  };
}
