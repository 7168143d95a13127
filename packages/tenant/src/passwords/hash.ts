import { compare, hash } from 'bcryptjs';
import { CustomPasswordHash } from './custom-hash.ts';
import { verifyCustomHash } from './verify-custom-hash.ts';

/** Auth0's cost. */
const ROUNDS = 10;

/** A bcrypt hash. Like Auth0's, it sees the first 72 bytes. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, ROUNDS);
}

/**
 * Whether this password made this hash, which is bcrypt or what `storedHash` makes of an imported
 * one; takes as long when there is no hash to compare with.
 */
export async function verifyPassword(password: string, known: string | null | undefined): Promise<boolean> {
  if (known?.startsWith('{') === true) {
    return verifyCustomHash(CustomPasswordHash.parse(JSON.parse(known)), password);
  }
  const matches = await compare(password, known ?? ABSENT);
  return matches && typeof known === 'string';
}

/** Whether a hash is one that this tenant would not make itself. */
export function isForeignHash(known: string): boolean {
  return !/^\$2[ab]\$10\$/u.test(known);
}

/** A hash that no password is checked against in earnest; it only keeps the time the same. */
const ABSENT = '$2b$10$7EqJtq98hPqEX7fNZaFWoOhi5BWX4Z1Z3yQ0kq1b1Jq6Yk1cWc6yG';
