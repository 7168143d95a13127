import { z } from 'zod';
import { assertStorable } from '../../management/storable.ts';
import type { ConnectionRecord } from '../../store/schema.ts';
import { identifierFaults } from './identifier-faults.ts';
import { maskUser } from './mask.ts';
import { type RowError, rowErrorOf } from './row-error.ts';
import { ImportedUser } from './user-schema.ts';

/** One entry of a file: what may be shown of it, and the user in it or why there is none. */
export interface Row {
  /** Its index in the file. */
  place: number;
  shown: Readonly<Record<string, unknown>>;
  content: { user: ImportedUser } | { errors: readonly RowError[] };
}

/** Thrown when a whole file cannot be imported. The message can be shown as it is. */
export class FileUnreadable extends Error {
  override name = 'FileUnreadable';
}

const AnyObject = z.record(z.string(), z.unknown());

/**
 * Reads a file of users; the same file and connection give the same rows each time. Addresses and
 * usernames are in lower case, as the store has them.
 * @param connection where they are to go; it has rules of its own for what they may be known by.
 * @throws {FileUnreadable} when it is no JSON array.
 */
export function readRows(file: Uint8Array, connection: ConnectionRecord): Row[] {
  const entries = parse(file);
  const provided = new Set<string>();
  return entries.map((entry, place) => {
    const row = readRow(entry, place, connection);
    if (!('user' in row.content)) return row;
    const attribute = provide(provided, row.content.user);
    if (attribute === undefined) return row;
    const message = `A user with this ${attribute} was already provided.`;
    return { ...row, content: { errors: [{ code: 'DUPLICATED_USER', message }] } };
  });
}

function parse(file: Uint8Array): unknown[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(file));
  } catch {
    throw new FileUnreadable(
      'Failed to parse users file JSON when importing users. Make sure it is valid JSON.',
    );
  }
  if (!Array.isArray(parsed)) throw new FileUnreadable('The users file must hold an array of users.');
  return parsed;
}

function readRow(entry: unknown, place: number, connection: ConnectionRecord): Row {
  const refused = (shown: Row['shown'], ...errors: RowError[]): Row => ({
    place,
    shown,
    content: { errors },
  });
  const object = AnyObject.safeParse(entry);
  const attributes = object.success && !Array.isArray(entry) ? object.data : {};
  // First: what is nested too deeply must not be looked at by anything that recurses freely.
  if (!isStorable(entry)) {
    const scalars = Object.entries(attributes).filter(([, value]) => typeof value !== 'object');
    const message = 'The user holds invalid characters, or is nested too deeply';
    return refused(maskUser(Object.fromEntries(scalars)), { code: 'NOT_PASSED', message });
  }
  const shown = maskUser(attributes);
  const result = ImportedUser.safeParse(entry, { reportInput: true });
  if (!result.success) return refused(shown, ...result.error.issues.map(rowErrorOf));
  const faults = identifierFaults(connection, result.data);
  if (faults.length > 0) return refused(shown, ...faults);
  const { email, username, ...rest } = result.data;
  const user = {
    ...rest,
    email: email.toLowerCase(),
    ...(username === undefined ? {} : { username: username.toLowerCase() }),
  };
  return { place, shown, content: { user } };
}

function isStorable(entry: unknown): boolean {
  try {
    assertStorable(entry);
    return true;
  } catch {
    return false;
  }
}

/** Remembers what a user is known by; answers the first attribute that another user of the file has. */
function provide(provided: Set<string>, user: ImportedUser): string | undefined {
  const keys = (['email', 'username', 'user_id', 'phone_number'] as const).flatMap((attribute) => {
    const value = user[attribute];
    return value === undefined || value === '' ? [] : [{ attribute, key: `${attribute}:${value}` }];
  });
  const taken = keys.find(({ key }) => provided.has(key));
  if (taken === undefined) for (const { key } of keys) provided.add(key);
  return taken?.attribute;
}
