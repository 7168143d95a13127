import { isForeignHash } from '../../passwords/hash.ts';
import { storedHash } from '../../passwords/custom-hash.ts';
import type { UserProfile } from '../../store/schema.ts';
import type { ImportedUser } from './user-schema.ts';

const UPSERTABLE = [
  'given_name',
  'family_name',
  'name',
  'nickname',
  'picture',
  'user_metadata',
  'app_metadata',
] as const;

/**
 * What an entry makes of the user with its e-mail address: of its attributes only those that can be
 * upserted count, metadata is replaced as a whole, and the address counts as unverified unless the
 * entry says otherwise.
 * @see https://auth0.com/docs/manage-users/user-migration/bulk-user-import-database-schema-and-examples
 */
export function updatedProfile(before: UserProfile, user: ImportedUser): UserProfile {
  const sent = Object.fromEntries(
    UPSERTABLE.flatMap((attribute) => {
      const value = user[attribute];
      return value === undefined ? [] : [[attribute, value]];
    }),
  );
  return {
    ...before,
    ...sent,
    email_verified: user.email_verified ?? false,
    updated_at: new Date().toISOString(),
  };
}

/**
 * The hash that is to take the place of the one there; undefined when it stays. Only
 * `custom_password_hash` can be upserted, and only until the user has signed in.
 */
export function updatedHash(
  { logins_count = 0, last_password_reset }: UserProfile,
  known: string | null,
  { custom_password_hash }: ImportedUser,
): string | undefined {
  if (custom_password_hash === undefined) return undefined;
  // A sign-in replaces a foreign hash with one of the tenant's own.
  const isUnused = known !== null && isForeignHash(known);
  const hasNoHistory = logins_count === 0 && last_password_reset === undefined;
  return isUnused || hasNoHistory ? storedHash(custom_password_hash) : undefined;
}
