import type { CustomField } from '../user/custom-fields.ts';

/** How the text of a cell becomes a value. */
export type CellType = 'text' | 'number' | 'boolean' | 'json';

/**
 * Everything that Auth0's import takes of a user, with how a cell of it is read.
 * Source: auth0.com/docs/manage-users/user-migration/bulk-user-import-database-schema-and-examples
 */
export const importedAttributes = {
  email: 'text',
  email_verified: 'boolean',
  username: 'text',
  phone_number: 'text',
  phone_verified: 'boolean',
  user_id: 'text',
  name: 'text',
  given_name: 'text',
  family_name: 'text',
  nickname: 'text',
  picture: 'text',
  blocked: 'boolean',
  user_metadata: 'json',
  app_metadata: 'json',
  password_hash: 'text',
  custom_password_hash: 'json',
  mfa_factors: 'json',
} as const satisfies Record<string, CellType>;
export type ImportedAttribute = keyof typeof importedAttributes;

/** The attributes whose values are seen by nobody: shown as dots, and sealed where they are kept. */
export const secretAttributes = ['password_hash', 'custom_password_hash', 'mfa_factors'] as const;

/** Where a column goes; `''` for nowhere. An attribute, or a path such as `user_metadata.address.city`. */
export interface ColumnTarget {
  target: string;
  type: CellType;
}

/** Why a column goes nowhere unless somebody says so. `password` never goes anywhere. */
export type WhyIgnored = 'password' | 'set_by_auth0' | 'error' | 'unknown';

/** A column with where it probably goes. */
export interface GuessedColumn extends ColumnTarget {
  column: string;
  why?: WhyIgnored;
}

export const ignored: ColumnTarget = { target: '', type: 'text' };

/** The column in which the file of failing rows says why; an import takes no notice of it. */
export const errorColumn = 'error';

/** What Auth0's exports have and its import does not know. */
const setByAuth0 = new Set(
  (
    'identities created_at updated_at logins_count last_login last_ip last_password_reset multifactor ' +
    'multifactor_last_modified last_login_ip guardian_authenticators provider connection tenant clientid ' +
    'global_client_id locale blocked_for'
  ).split(' '),
);

const plainPassword = /^(?:plain|initial|new|temp(?:orary)?)?(?:password|passwort|passwd|pwd|passphrase)$/;

const otherNames: Readonly<Record<string, ImportedAttribute>> = {
  mail: 'email',
  emailaddress: 'email',
  useremail: 'email',
  verified: 'email_verified',
  emailconfirmed: 'email_verified',
  login: 'username',
  phone: 'phone_number',
  telephone: 'phone_number',
  mobile: 'phone_number',
  mobilephone: 'phone_number',
  phoneconfirmed: 'phone_verified',
  id: 'user_id',
  fullname: 'name',
  displayname: 'name',
  firstname: 'given_name',
  forename: 'given_name',
  lastname: 'family_name',
  surname: 'family_name',
  pictureurl: 'picture',
  avatar: 'picture',
  isblocked: 'blocked',
  bcrypt: 'password_hash',
  passwordbcrypt: 'password_hash',
};

/**
 * Guesses from their names where columns go; each place is taken once. What stands for itself
 * (`user_metadata.plan`) goes before what only sounds like it.
 *
 * @param sample some of each column's cells, which tell booleans and JSON from text
 */
export function guessTargets(
  columns: readonly string[],
  customFields: readonly CustomField[],
  sample: (place: number) => readonly unknown[],
): GuessedColumn[] {
  const taken = new Set<string>();
  const guesses = new Map<number, GuessedColumn>();
  for (const guess of [literalTarget, soundingTarget]) {
    for (const [place, column] of columns.entries()) {
      if (guesses.has(place)) continue;
      const target = guess(column, customFields);
      if (target === undefined || taken.has(target)) continue;
      taken.add(target);
      guesses.set(place, { column, target, type: typeOf(target, customFields, sample(place)) });
    }
  }
  return columns.map(
    (column, place) => guesses.get(place) ?? { column, ...ignored, why: whyIgnored(column) },
  );
}

/** Whether a column holds passwords as they are typed, by its name. */
export function isPlainPassword(column: string): boolean {
  return plainPassword.test(plain(column));
}

function whyIgnored(column: string): WhyIgnored {
  if (isPlainPassword(column)) return 'password';
  if (column.toLowerCase() === errorColumn) return 'error';
  return setByAuth0.has(column.toLowerCase()) ? 'set_by_auth0' : 'unknown';
}

function literalTarget(column: string): string | undefined {
  if (column in importedAttributes) return column;
  return metadataPath(column) === undefined ? undefined : column;
}

function soundingTarget(column: string, customFields: readonly CustomField[]): string | undefined {
  if (isPlainPassword(column)) return undefined;
  const sound = plain(column);
  if (sound === '' || whyIgnored(column) !== 'unknown') return undefined;
  const field = customFields.find(
    ({ key, title, path }) =>
      plain(key) === sound || plain(title) === sound || plain(path.at(-1) ?? '') === sound,
  );
  const attribute = Object.keys(importedAttributes).find((name) => plain(name) === sound);
  return attribute ?? field?.key ?? new Map(Object.entries(otherNames)).get(sound);
}

/** The path of a place in metadata, such as `user_metadata.address.city`; `undefined` for anything else. */
export function metadataPath(target: string): string[] | undefined {
  const path = target.split('.');
  const [kind, ...keys] = path;
  const isMetadata = kind === 'user_metadata' || kind === 'app_metadata';
  return isMetadata && keys.length > 0 && keys.every((key) => key !== '') ? path : undefined;
}

/** How the cells of a column are read that goes there. */
export function typeOf(
  target: string,
  customFields: readonly CustomField[],
  sample: readonly unknown[],
): CellType {
  const attribute = new Map<string, CellType>(Object.entries(importedAttributes)).get(target);
  if (attribute !== undefined) return attribute;
  const field = customFields.find(({ key }) => key === target);
  if (field !== undefined) {
    return field.type === 'boolean' ? 'boolean' : field.type === 'string' ? 'text' : 'number';
  }
  const texts = sample.filter((cell): cell is string => typeof cell === 'string' && cell.trim() !== '');
  if (texts.length === 0) return 'text';
  // Digits stay text: a postal code or a number of an account is no number that one calculates with.
  if (texts.every((text) => /^(?:true|false)$/i.test(text.trim()))) return 'boolean';
  return texts.every((text) => /^\s*[[{]/.test(text)) ? 'json' : 'text';
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
}
