import { z } from 'zod';
import { UserId } from './id.ts';

/** What one entry of a pasted list asks for. */
export type LookupEntry =
  { kind: 'email'; email: string } | { kind: 'user_id'; userId: string } | { kind: 'unreadable' };

/** Reads one entry: an e-mail address, or a user_id. */
export function readEntry(text: string): LookupEntry {
  if (z.email().safeParse(text).success) return { kind: 'email', email: text };
  return UserId.safeParse(text).success ? { kind: 'user_id', userId: text } : { kind: 'unreadable' };
}

/** What two entries have in common that ask for the same: of an address the capitals do not count. */
export function keyOfEntry(text: string): string {
  return readEntry(text).kind === 'email' ? text.toLowerCase() : text;
}

/** Quotes and brackets around an entry, as spreadsheets and mail programs put them. */
const wrapping = /^["'<(\s]+|["'>)\s]+$/g;

/**
 * The entries of a pasted list, in its order: lines, with commas, semicolons and tabs between them. Of
 * `Name <mail@example.com>` it is the address, and what else stands between two entries is one by itself.
 */
export function readEntries(text: string): string[] {
  return text
    .replace(/^\uFEFF/, '')
    .split(/[\n\r,;\t\u2028\u2029]+/)
    .map((part) => /<([^<>]+)>\s*"?\s*$/.exec(part)?.[1] ?? part)
    .map((part) => part.replaceAll(wrapping, ''))
    .filter((part) => part !== '');
}
