import { ManagementError } from '../management-error.ts';

/**
 * Refuses a token that may act on its own user only, such as with `read:current_user`: a token of an
 * application is about no user at all.
 * @param enough the scopes that are about any user; one of them will do.
 * @throws {ManagementError} 403
 */
export function assertAnyUser(scopes: ReadonlySet<string>, ...enough: readonly string[]): void {
  if (enough.some((scope) => scopes.has(scope))) return;
  throw new ManagementError(403, 'User to be acted on does not match subject in bearer token.');
}
