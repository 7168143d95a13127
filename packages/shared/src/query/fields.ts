/**
 * What Auth0 lets one search by, and how the values compare.
 * @see https://auth0.com/docs/manage-users/user-accounts/user-profiles/user-profile-structure
 */
const CASE_INSENSITIVE = new Set(['email', 'name', 'given_name', 'family_name', 'nickname', 'email.domain']);
const DATES = new Set(['created_at', 'updated_at', 'last_login']);
const OTHERS = new Set([
  'blocked',
  'email_verified',
  'identities.connection',
  'identities.provider',
  'identities.user_id',
  'identities.isSocial',
  'last_ip',
  'logins_count',
  'organization_id',
  'phone_number',
  'phone_verified',
  'user_id',
  'username',
]);

/** The root attributes a term without a field looks into. */
export const BARE_TERM_FIELDS: readonly string[] = [
  'user_id',
  'email',
  'name',
  'nickname',
  'given_name',
  'family_name',
  'username',
  'phone_number',
];

/** Whether a value can be found by this field; `picture`, for one, cannot. */
export function isSearchable(field: string): boolean {
  return (
    CASE_INSENSITIVE.has(field) ||
    DATES.has(field) ||
    OTHERS.has(field) ||
    field.startsWith('user_metadata.') ||
    field.startsWith('app_metadata.')
  );
}

/** Whether capitals make no difference in this field. In every other one, all metadata included, they do. */
export function isCaseInsensitive(field: string): boolean {
  return CASE_INSENSITIVE.has(field);
}

/** Whether the field holds moments, so that `2024-05` means the whole month. */
export function isDate(field: string): boolean {
  return DATES.has(field);
}

/** Whether wildcards and ranges are refused in this field, as Auth0 does for `user_metadata`. */
export function isExactOnly(field: string): boolean {
  return field === 'user_metadata' || field.startsWith('user_metadata.');
}
