import type { Organization } from '../../store/organizations.ts';

/**
 * An organization as the Management API shows it.
 * @param scopes with nothing but `read:organizations_summary` it is only what a list to choose from needs.
 */
export function presentOrganization(
  { id, name, display_name, branding, metadata }: Organization,
  scopes: ReadonlySet<string>,
): object {
  const summary = { id, name, ...(display_name === null ? {} : { display_name }) };
  const whole = scopes.has('read:organizations') || !scopes.has('read:organizations_summary');
  if (!whole) return summary;
  return {
    ...summary,
    ...(branding === null ? {} : { branding }),
    ...(metadata === null ? {} : { metadata }),
  };
}
