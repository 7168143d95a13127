import type { Organization } from '@rollcall/shared/contract/organizations.ts';

/** The name under which people know an organization. */
export function organizationName({ name, display_name: displayName }: Organization): string {
  return displayName ?? name;
}
