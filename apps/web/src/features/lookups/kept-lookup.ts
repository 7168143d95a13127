import type { Lookup } from './use-lookup.ts';

interface Kept {
  text: string;
  lookup: Lookup | undefined;
}

// In memory only: it names people, and it ends with the page, as at signing out.
let last: Kept = { text: '', lookup: undefined };

/** What was pasted and found before one went to a user, for the way back. */
export function kept(): Kept {
  return last;
}

/** Keeps what is pasted, or what was found. */
export function keep(changes: Partial<Kept>): void {
  last = { ...last, ...changes };
}
