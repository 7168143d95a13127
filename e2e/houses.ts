/**
 * The Rollcalls that the browser tests run against: one tenant, and a BFF for each grant that its
 * token for the Management API can have.
 */
export const houses = {
  /** The token has every scope. */
  whole: 'http://localhost:4600',
  /** The token has `read:users` alone. */
  readUsers: 'http://localhost:4602',
  /** The token has `read:users` and `update:users_app_metadata`. */
  appMetadata: 'http://localhost:4603',
  /** Places in metadata are fields with names and types, as `custom-fields.json` says. */
  customFields: 'http://localhost:4604',
} as const;

/** The tenant behind all of them. */
export const tenantUrl = 'http://localhost:4601';
