import type { Database } from '../../../store/open.ts';
import { addUserRoles, anyHasMoreRoles, knownRoles, lockUsers } from '../../../store/user-roles.ts';
import { ENTITY_LIMITS, tooManyEntities } from '../../limits.ts';
import { inexistentRole } from '../../roles/role-id.ts';
import { inexistentUser } from '../user-id.ts';

/**
 * Gives every one of the users every one of the roles; giving one twice changes nothing.
 * @throws {ManagementError} 404 when a user or a role is not there, 403 when somebody would have too many.
 */
export async function giveRoles(
  transaction: Database,
  userIds: readonly string[],
  roleIds: readonly string[],
): Promise<void> {
  const users = await lockUsers(transaction, userIds);
  if (!userIds.every((id) => users.has(id))) throw inexistentUser();
  const roles = await knownRoles(transaction, roleIds);
  if (!roleIds.every((id) => roles.has(id))) throw inexistentRole();
  await addUserRoles(transaction, userIds, roleIds);
  if (await anyHasMoreRoles(transaction, userIds, ENTITY_LIMITS.rolesOfUser)) {
    throw tooManyEntities('this user');
  }
}
