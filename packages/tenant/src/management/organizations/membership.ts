import type { Database } from '../../store/open.ts';
import type { Membership } from '../../store/organization-roles.ts';
import { readKnownUserId } from '../users/user-id.ts';
import { readOrganization } from './organization-id.ts';

/**
 * The organization and the user that a path names; whether they belong together is another question.
 * @param find how to look for the user; `lockUser` for an act that must not meet another one.
 * @throws {ManagementError} 400 `invalid_uri`, 404 when one of them is not there.
 */
export async function readMembership(
  db: Database,
  params: Readonly<Record<string, string>>,
  find?: (db: Database, userId: string) => Promise<object | undefined>,
): Promise<Membership> {
  const { id } = await readOrganization(db, params);
  const userId = await readKnownUserId(db, { id: params['user_id'] ?? '' }, find);
  return { organizationId: id, userId };
}
