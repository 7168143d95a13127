/**
 * Auth0's codes of rows that it did not import, each in a sentence. Its own text stays away: it can quote what
 * is secret.
 * Source: auth0.com/docs/manage-users/user-migration/bulk-user-imports
 */
const sentences: Readonly<Record<string, string>> = {
  ANY_OF_MISSING: 'is none of what Auth0 takes there',
  ARRAY_LENGTH_LONG: 'has too many entries',
  ARRAY_LENGTH_SHORT: 'has too few entries',
  CONFLICT: 'is in use by another user',
  CONFLICT_EMAIL: 'is in use by another user',
  CONFLICT_USERNAME: 'is in use by another user',
  ENUM_MISMATCH: 'is none of the values that Auth0 knows',
  FORMAT: 'has not the form that it should have',
  INVALID_TYPE: 'is of another type than it should be',
  MAX_LENGTH: 'is too long',
  MAXIMUM: 'is too large',
  MIN_LENGTH: 'is too short',
  MINIMUM: 'is too small',
  OBJECT_REQUIRED: 'is missing',
  PATTERN: 'has not the form that it should have',
};

const whole: Readonly<Record<string, string>> = {
  CONNECTION_NOT_FOUND: 'The connection does not exist any more.',
  DUPLICATED_USER: 'There is such a user already, or the file has them twice.',
  MFA_FACTORS_FAILED: 'The user was imported, but without the factors, which Auth0 did not take.',
  PROFILE_SIZE_EXCEEDED: 'The user is larger than Auth0 imports.',
  CONFLICT_EMAIL: 'Another user has this e-mail address.',
  CONFLICT_USERNAME: 'Another user has this username.',
};

/** A path that may be shown: names and places, nothing that could be a value. */
const readable = /^[\w.[\]-]{1,100}$/;

/** What Auth0 says of a row, with its own code. Of several faults the first. */
export function fateOf(errors: readonly { code: string; path?: string | undefined }[]): {
  state: 'failed';
  code: string;
  detail: string;
} {
  const [first] = errors;
  const code = first !== undefined && /^[A-Z_]{1,60}$/.test(first.code) ? first.code : 'NOT_PASSED';
  return { state: 'failed', code, detail: detailOf(code, first?.path) };
}

function detailOf(code: string, path: string | undefined): string {
  const said = new Map(Object.entries(whole)).get(code);
  if (said !== undefined) return said;
  const what = path !== undefined && readable.test(path) ? path : 'A value';
  return `${what} ${new Map(Object.entries(sentences)).get(code) ?? 'is refused by Auth0'}.`;
}
