import { defaultPicture } from '../../../store/picture.ts';
import type { Identity, JsonObject, UserProfile } from '../../../store/schema.ts';

/** What of a user is about the account it signs in with, and goes with that account. */
const ACCOUNT_ATTRIBUTES = [
  'email',
  'email_verified',
  'username',
  'phone_number',
  'phone_verified',
  'name',
  'nickname',
  'given_name',
  'family_name',
  'picture',
] as const;

type AccountAttributes = Pick<UserProfile, (typeof ACCOUNT_ATTRIBUTES)[number]>;

/**
 * The primary user with the identities of the secondary one after its own. What the secondary one was
 * becomes `profileData`; its metadata is discarded.
 * @see https://auth0.com/docs/manage-users/user-accounts/user-account-linking
 */
export function withIdentitiesOf(primary: UserProfile, secondary: UserProfile): UserProfile {
  const [main, ...others] = secondary.identities;
  if (main === undefined) return primary;
  const profileData: JsonObject = Object.fromEntries(
    ACCOUNT_ATTRIBUTES.flatMap((name) => {
      const value = secondary[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
  return {
    ...primary,
    identities: [...primary.identities, { ...main, profileData }, ...others],
    updated_at: new Date().toISOString(),
  };
}

/** The primary user without one of its identities. */
export function withoutIdentity(primary: UserProfile, removed: Identity): UserProfile {
  return {
    ...primary,
    identities: primary.identities.filter((identity) => identity !== removed),
    updated_at: new Date().toISOString(),
  };
}

/**
 * The user that an unlinked identity becomes: new, and without metadata.
 * @see https://auth0.com/docs/manage-users/user-accounts/user-account-linking/unlink-user-accounts
 */
export function userOf({ profileData = {}, ...identity }: Identity): UserProfile {
  const now = new Date().toISOString();
  const account = accountOf(profileData);
  const name = account.name ?? account.email ?? account.username ?? account.phone_number;
  return {
    user_id: `${identity.provider}|${identity.user_id}`,
    ...account,
    ...(name === undefined ? {} : { name }),
    picture: account.picture ?? defaultPicture(account.email ?? name ?? identity.user_id),
    identities: [identity],
    created_at: now,
    updated_at: now,
  };
}

function accountOf(data: JsonObject): AccountAttributes {
  const account: AccountAttributes = {};
  for (const name of ACCOUNT_ATTRIBUTES) {
    const value = data[name];
    if (name === 'email_verified' || name === 'phone_verified') {
      if (typeof value === 'boolean') account[name] = value;
    } else if (typeof value === 'string') account[name] = value;
  }
  return account;
}
