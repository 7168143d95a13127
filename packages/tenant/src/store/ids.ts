import { randomBytes } from 'node:crypto';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** A random text of this many letters and digits. */
export function randomText(length: number): string {
  // 248 is the largest multiple of 62 in a byte: above it the first letters would come up more often.
  const bytes = Array.from(randomBytes(length * 2)).filter((byte) => byte < 248);
  const text = bytes.map((byte) => LETTERS[byte % 62]).join('');
  return text.length < length ? text + randomText(length - text.length) : text.slice(0, length);
}

/** An id in Auth0's manner: a prefix such as `rol`, and 16 letters and digits. */
export function newId(prefix: string): string {
  return `${prefix}_${randomText(16)}`;
}
