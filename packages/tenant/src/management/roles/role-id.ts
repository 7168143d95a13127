import { findRole, type Role } from '../../store/roles.ts';
import type { Database } from '../../store/open.ts';
import { ManagementError } from '../management-error.ts';

/**
 * The role that a path names.
 * @throws {ManagementError} 404
 */
export async function readRole(
  db: Database,
  params: Readonly<Record<string, string>>,
  find: (db: Database, id: string) => Promise<Role | undefined> = findRole,
): Promise<Role> {
  const role = await find(db, params['id'] ?? '');
  if (role === undefined) throw inexistentRole();
  return role;
}

/** The refusal of a role that is not there; Auth0 gives it no code. */
export function inexistentRole(): ManagementError {
  return new ManagementError(404, 'The role does not exist.');
}
