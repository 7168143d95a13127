/** The length of a value as JSON, in bytes of UTF-8. */
export function jsonBytes(value: unknown): number {
  return new TextEncoder().encode(JSON.stringify(value)).length;
}

/**
 * The most that Auth0 wants a whole profile to be, in bytes. Larger ones are still stored, with a
 * warning in the tenant's log. Source: auth0.com/docs/manage-users/user-accounts/metadata/metadata-fields-data
 */
export const profileLimit = 10 * 1024;
