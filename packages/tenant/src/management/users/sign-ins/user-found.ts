import type { Database } from '../../../store/open.ts';
import { findUser } from '../../../store/users.ts';
import { ManagementError } from '../../management-error.ts';
import { readUserId } from '../user-id.ts';

/**
 * Lists of sessions and refresh tokens miss a user in words of their own.
 * @throws {ManagementError} 404
 */
export async function assertUserFound(db: Database, userId: string): Promise<void> {
  if (!userId.includes('\0') && (await findUser(db, userId)) !== undefined) return;
  throw new ManagementError(404, 'User not found', 'inexistent_user');
}

/**
 * The id in a path, of a user who is there.
 * @throws {ManagementError} 400 `invalid_uri`, 404
 */
export async function readFoundUserId(
  db: Database,
  params: Readonly<Record<string, string>>,
): Promise<string> {
  const userId = readUserId(params);
  await assertUserFound(db, userId);
  return userId;
}
