import type { BadRow, GoodRow } from '@rollcall/shared/import/check-rows.ts';
import type { SourceFile } from '@rollcall/shared/import/source-file.ts';
import type { GuessedColumn } from '@rollcall/shared/import/targets.ts';
import { useSyncExternalStore } from 'react';

/** A file on its way to be imported. */
export interface ImportDraft {
  name: string;
  file: SourceFile;
  columns: readonly GuessedColumn[];
  /** What its rows were judged to be, with these columns. */
  checked?: { good: readonly GoodRow[]; bad: readonly BadRow[] } | undefined;
}

// In memory only: it holds people and perhaps hashes, and ends with the page, as at signing out.
let draft: ImportDraft | undefined;
const listeners = new Set<() => void>();

/** The file that was chosen last, while this page of the browser lives. */
export function useDraft(): ImportDraft | undefined {
  return useSyncExternalStore(subscribe, currentDraft);
}

/** The same, for whoever needs it once. */
export function currentDraft(): ImportDraft | undefined {
  return draft;
}

/** Keeps a file, or another view of it. */
export function keepDraft(next: ImportDraft | undefined): void {
  draft = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}
