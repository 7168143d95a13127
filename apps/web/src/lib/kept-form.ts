import { useEffect, useState } from 'react';
import type { z } from 'zod';

const forms = new Map<string, unknown>();

/**
 * Keeps what is typed into the forms of this page, in this tab, for the way back from a fresh sign-in.
 * Called just before the page is left for it.
 */
export function keepForms(): void {
  for (const [key, typed] of forms) write(key, typed);
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
  const [kept] = useState(() => read(key, schema));
  useEffect(() => {
    drop(key);
  }, [key]);
  return kept;
}

function nameOf(key: string): string {
  return `rollcall.kept.${key}`;
}

function write(key: string, typed: unknown): void {
  try {
    sessionStorage.setItem(nameOf(key), JSON.stringify(typed));
  } catch {
    // Storage can be switched off or full; what is typed then lasts as long as the page.
  }
}

function drop(key: string): void {
  try {
    sessionStorage.removeItem(nameOf(key));
  } catch {
    // Nothing was kept.
  }
}

function read<Typed>(key: string, schema: z.ZodType<Typed>): Typed | undefined {
  try {
    const parsed = schema.safeParse(JSON.parse(sessionStorage.getItem(nameOf(key)) ?? 'null'));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}
