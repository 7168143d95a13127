import { z } from 'zod';
import type { Database } from '../../store/open.ts';
import { knownRoles } from '../../store/user-roles.ts';
import { ManagementError } from '../management-error.ts';

/** Roles by their ids, one at least. */
export const RoleIds = z.array(z.stringFormat('role-id', /^rol_[A-Za-z0-9]{16}$/u)).min(1);

/**
 * Refuses roles that are not there.
 * @throws {ManagementError} 400 `invalid_body`
 * @see https://auth0.com/docs/manage-users/organizations/configure-organizations/send-membership-invitations
 */
export async function assertRolesExist(db: Database, roleIds: readonly string[]): Promise<void> {
  const known = await knownRoles(db, roleIds);
  const unknown = roleIds.filter((id) => !known.has(id));
  if (unknown.length === 0) return;
  throw new ManagementError(
    400,
    `One or more of the specified roles do not exist: ${unknown.join(', ')}`,
    'invalid_body',
  );
}
