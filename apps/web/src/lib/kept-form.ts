import { useEffect, useState } from 'react';
import type { z } from 'zod';
import { dropFromTab, keepInTab, readFromTab } from './kept-in-tab.ts';

const forms = new Map<string, unknown>();

/**
 * Keeps what is typed into the forms of this page, in this tab, for the way back from a fresh sign-in.
 * Called just before the page is left for it.
 */
export function keepForms(): void {
  for (const [key, typed] of forms) keepInTab(key, typed);
}

/**
 * Says what would have to be kept of a form; `undefined` while there is nothing. Never anything secret.
 * @param key one per form and what it is about, such as `team.invite`
 */
export function useKeeping(key: string, typed: unknown): void {
  useEffect(() => {
    if (typed === undefined) return;
    forms.set(key, typed);
    return () => {
      forms.delete(key);
    };
  }, [key, typed]);
}

/** What was typed when the page was left to sign in again. Read by one page, it is kept no longer. */
export function useKept<Typed>(key: string, schema: z.ZodType<Typed>): Typed | undefined {
  const [kept] = useState(() => readFromTab(key, schema));
  useEffect(() => {
    dropFromTab(key);
  }, [key]);
  return kept;
}
