import type { SearchSchemaInput } from '@tanstack/react-router';
import { z } from 'zod';

const OrganizationsSearch = z.object({
  /** The page of the memberships, counted from 1. */
  members: z.coerce.number().int().min(1).max(50).optional().catch(undefined),
  /** The organization that is looked into for invitations. */
  look: z
    .string()
    .regex(/^org_[A-Za-z0-9]{16}$/)
    .optional()
    .catch(undefined),
});

/** The state of the tab as it stands in the address. */
export type OrganizationsSearch = z.infer<typeof OrganizationsSearch>;

/** Reads the address; what cannot be read is left out. */
export function readOrganizationsSearch(
  search: Partial<OrganizationsSearch> & SearchSchemaInput,
): Partial<OrganizationsSearch> {
  return OrganizationsSearch.parse(search);
}
