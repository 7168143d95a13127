import { ManagementError } from './management-error.ts';

const MAX_DEPTH = 64;

/**
 * Refuses JSON that the database cannot keep: NUL characters, halves of characters, endless nesting.
 * @throws {ManagementError} 400
 */
export function assertStorable(value: unknown, depth = 0): void {
  if (depth > MAX_DEPTH) throw refused(`The body is nested more than ${MAX_DEPTH} levels deep`);
  if (typeof value === 'string') {
    if (value.includes('\0') || !value.isWellFormed()) throw refused('The body holds an invalid character');
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) {
      assertStorable(key, depth);
      assertStorable(inner, depth + 1);
    }
  }
}

/**
 * Refuses an address that asks for what the database cannot keep, and so cannot look for either.
 * @throws {ManagementError} 400 `invalid_uri`
 */
export function assertStorableAddress(address: string): void {
  if (!address.includes('%00')) return;
  throw new ManagementError(
    400,
    "Path validation error: 'The address holds an invalid character'.",
    'invalid_uri',
  );
}

function refused(reason: string): ManagementError {
  return new ManagementError(400, `Payload validation error: '${reason}'.`, 'invalid_body');
}
