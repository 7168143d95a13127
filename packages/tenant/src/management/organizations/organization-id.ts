import { z } from 'zod';
import type { Database } from '../../store/open.ts';
import { findOrganization, type Organization } from '../../store/organizations.ts';
import { ManagementError } from '../management-error.ts';
import { validate } from '../validate.ts';

const Params = z.object({
  id: z.stringFormat('organization-id', /^org_[A-Za-z0-9]{16}$/u).describe('Organization identifier.'),
});

/**
 * The organization that a path names.
 * @throws {ManagementError} 400 `invalid_uri`, 404
 */
export async function readOrganization(
  db: Database,
  params: Readonly<Record<string, string>>,
): Promise<Organization> {
  const { id } = validate('Path', Params, params);
  const organization = await findOrganization(db, id);
  if (organization === undefined) throw inexistentOrganization();
  return organization;
}

/** The refusal of an organization that is not there; Auth0 gives it no code. */
export function inexistentOrganization(): ManagementError {
  return new ManagementError(404, 'No organization found by that id or name');
}
