import { ManagementError } from '../management-error.ts';

/**
 * The id in a path, or the refusal of one that cannot be an id: without a `|` it is malformed, not unknown.
 * @throws {ManagementError} 400 `invalid_uri`
 */
export function readUserId(params: Readonly<Record<string, string>>): string {
  const id = params['id'] ?? '';
  if (/^[^|\s\p{Cc}]+\|[^\p{Cc}]+$/u.test(id) && id.length <= 512) return id;
  throw new ManagementError(400, `Object didn't pass validation for format user-id: ${id}`, 'invalid_uri');
}

/** The refusal of an id that nobody has. */
export function inexistentUser(): ManagementError {
  return new ManagementError(404, 'The user does not exist.', 'inexistent_user');
}
