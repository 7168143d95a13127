import { ManagementError } from '../management-error.ts';

/**
 * The refusal of a token that may act on its own user only, such as with `read:current_user`: tokens of
 * applications are about no user at all.
 */
export function otherSubject(): ManagementError {
  return new ManagementError(403, 'User to be acted on does not match subject in bearer token.');
}
