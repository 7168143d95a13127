import { z } from 'zod';

const Ids = z.array(z.string()).readonly();

/**
 * Whom somebody has selected, as whatever is done to them takes it: some users, or everybody whom a walk has
 * found but some. Those of a walk matched when it found them; each is judged when something is done to them.
 */
export const SelectedUsers = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ids'), ids: Ids }),
  z.object({ kind: z.literal('walk'), walkId: z.string(), count: z.number().int(), except: Ids }),
]);
export type SelectedUsers = z.infer<typeof SelectedUsers>;

/** How many they are. */
export function countOf(selected: SelectedUsers): number {
  return selected.kind === 'ids' ? selected.ids.length : selected.count - selected.except.length;
}

/** What an act on the selected users gets. */
export interface SelectionForActs {
  selected: SelectedUsers;
  count: number;
  /** Selects nobody any more. */
  clear: () => void;
}
