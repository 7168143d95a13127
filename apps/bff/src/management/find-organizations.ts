import { type Organization, OrganizationId } from '@rollcall/shared/contract/organizations.ts';
import type { TenantOrganizations } from './organizations.ts';
import { whereThere } from './settled.ts';

/** As many organizations as a search for one shows. */
const mostFound = 50;

/**
 * The organizations whose name, display name or id has these words in it. The Management API has no search
 * for them, so the first thousand are looked through; one beyond those is found by its id.
 *
 * @param isNamed whether their names may be told; where not, one is found by its id alone
 */
export async function findOrganizations(
  organizations: TenantOrganizations,
  q: string,
  isNamed = true,
): Promise<{ organizations: Organization[]; complete: boolean }> {
  const words = q.trim().toLowerCase();
  const { entries, complete } = isNamed ? await organizations.all() : { entries: [], complete: true };
  const found = entries.filter(({ id, name, display_name: displayName }) =>
    [id, name, displayName].some((text) => text?.toLowerCase().includes(words) === true),
  );
  if (found.length === 0 && OrganizationId.safeParse(q.trim()).success) {
    const exact = await whereThere(organizations.get(q.trim()));
    return { organizations: exact === undefined ? [] : [exact], complete: true };
  }
  return { organizations: found.slice(0, mostFound), complete: complete && found.length <= mostFound };
}
