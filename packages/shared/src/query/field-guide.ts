import { isDate, isExactOnly, isSearchable } from './fields.ts';

/** What the values of a field are, as far as it decides what can be asked of them. */
export type FieldKind = 'text' | 'boolean' | 'number' | 'date' | 'user_metadata' | 'app_metadata' | 'unknown';

/** A root attribute that can be searched by. */
export interface RootField {
  field: string;
  /** In a sentence: "the e-mail address". */
  title: string;
  group: 'Profile' | 'Sign-in' | 'Identities';
}

/** The root attributes that can be searched by, in the order in which they are offered. */
export const rootFields: readonly RootField[] = [
  { field: 'email', title: 'e-mail', group: 'Profile' },
  { field: 'email.domain', title: 'e-mail domain', group: 'Profile' },
  { field: 'email_verified', title: 'e-mail verified', group: 'Profile' },
  { field: 'name', title: 'name', group: 'Profile' },
  { field: 'given_name', title: 'given name', group: 'Profile' },
  { field: 'family_name', title: 'family name', group: 'Profile' },
  { field: 'nickname', title: 'nickname', group: 'Profile' },
  { field: 'username', title: 'username', group: 'Profile' },
  { field: 'phone_number', title: 'phone number', group: 'Profile' },
  { field: 'phone_verified', title: 'phone verified', group: 'Profile' },
  { field: 'user_id', title: 'user_id', group: 'Profile' },
  { field: 'created_at', title: 'creation', group: 'Profile' },
  { field: 'updated_at', title: 'last update', group: 'Profile' },
  { field: 'organization_id', title: 'organization', group: 'Profile' },
  { field: 'blocked', title: 'blocked', group: 'Sign-in' },
  { field: 'last_login', title: 'last sign-in', group: 'Sign-in' },
  { field: 'logins_count', title: 'number of sign-ins', group: 'Sign-in' },
  { field: 'last_ip', title: 'last IP address', group: 'Sign-in' },
  { field: 'identities.connection', title: 'connection', group: 'Identities' },
  { field: 'identities.provider', title: 'provider', group: 'Identities' },
  { field: 'identities.user_id', title: 'user_id at the provider', group: 'Identities' },
  { field: 'identities.isSocial', title: 'social identity', group: 'Identities' },
];

const titles = new Map(rootFields.map(({ field, title }) => [field, title]));
const booleans = new Set(['blocked', 'email_verified', 'phone_verified', 'identities.isSocial']);

/** What a field is called in a sentence: a root attribute by its title, everything else by its path. */
export function titleOf(field: string): string {
  return titles.get(field) ?? field;
}

/** What the values of a field are. Metadata may hold anything, and `unknown` is what Auth0 does not search by. */
export function kindOf(field: string): FieldKind {
  if (isExactOnly(field)) return 'user_metadata';
  if (field === 'app_metadata' || field.startsWith('app_metadata.')) return 'app_metadata';
  if (isDate(field)) return 'date';
  if (booleans.has(field)) return 'boolean';
  if (field === 'logins_count') return 'number';
  return isSearchable(field) ? 'text' : 'unknown';
}
