import type { z } from 'zod';

const prefix = 'rollcall.kept.';

/** Keeps a value in this tab, over a reload and a sign-in. Never anything secret. */
export function keepInTab(key: string, value: unknown): void {
  try {
    sessionStorage.setItem(prefix + key, JSON.stringify(value));
  } catch {
    // Storage can be switched off or full; the value then lasts as long as the page.
  }
}

/** Keeps it no longer. */
export function dropFromTab(key: string): void {
  try {
    sessionStorage.removeItem(prefix + key);
  } catch {
    // Nothing was kept.
  }
}

/** What was kept in this tab; `undefined` where there is nothing, or nothing of that shape. */
export function readFromTab<Value>(key: string, schema: z.ZodType<Value>): Value | undefined {
  try {
    const parsed = schema.safeParse(JSON.parse(sessionStorage.getItem(prefix + key) ?? 'null'));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}
