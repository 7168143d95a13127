import type { Database } from '../../store/open.ts';
import { findUser } from '../../store/users.ts';
import { ManagementError } from '../management-error.ts';

/** Whether a text can be the id of a user at all. */
export function isUserId(text: string): boolean {
  return /^[^|\s\p{Cc}]+\|[^\p{Cc}]+$/u.test(text) && text.length <= 512;
}

/**
 * The id in a path, or the refusal of one that cannot be an id: without a `|` it is malformed, not unknown.
 * @throws {ManagementError} 400 `invalid_uri`
 */
export function readUserId(params: Readonly<Record<string, string>>): string {
  const id = params['id'] ?? '';
  if (isUserId(id)) return id;
  throw new ManagementError(400, `Object didn't pass validation for format user-id: ${id}`, 'invalid_uri');
}

/**
 * The id in a path, of a user who is there.
 * @param find how to look; `lockUser` for an act that must not meet another one.
 * @throws {ManagementError} 400 `invalid_uri`, 404 `inexistent_user`
 */
export async function readKnownUserId(
  db: Database,
  params: Readonly<Record<string, string>>,
  find: (db: Database, userId: string) => Promise<object | undefined> = findUser,
): Promise<string> {
  const id = readUserId(params);
  if ((await find(db, id)) === undefined) throw inexistentUser();
  return id;
}

/** The refusal of an id that nobody has. */
export function inexistentUser(): ManagementError {
  return new ManagementError(404, 'The user does not exist.', 'inexistent_user');
}
