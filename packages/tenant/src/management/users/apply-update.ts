import type { Identity, UserProfile } from '../../store/schema.ts';
import type { Credentials } from '../../store/users.ts';
import type { UpdateUserBody } from './bodies.ts';
import { type Identifier, IDENTIFIERS } from './database-account.ts';
import { mergeMetadata } from './metadata.ts';

/** A user's JSON and how the updated identity signs in, about to be written together. */
export interface Account {
  profile: UserProfile;
  credentials: Credentials;
}

const PROFILE_ATTRIBUTES = ['given_name', 'family_name', 'name', 'nickname', 'picture'] as const;

/**
 * What a permitted update makes of a user. Metadata is merged at the first level, null removes,
 * and an e-mail address that changes counts as unverified unless the same call says otherwise.
 */
export function applyUpdate(
  before: UserProfile,
  credentials: Credentials,
  isPrimary: boolean,
  sent: UpdateUserBody,
): Account {
  const profile: UserProfile = { ...before, updated_at: new Date().toISOString() };
  if (sent.blocked !== undefined) profile.blocked = sent.blocked;
  for (const attribute of PROFILE_ATTRIBUTES) {
    const value = sent[attribute];
    if (value === null) delete profile[attribute];
    else if (value !== undefined) profile[attribute] = value;
  }
  if (sent.user_metadata !== undefined) {
    profile.user_metadata = mergeMetadata(profile.user_metadata, sent.user_metadata);
  }
  if (sent.app_metadata !== undefined) {
    profile.app_metadata = mergeMetadata(profile.app_metadata, sent.app_metadata);
    // A cleared user_metadata stays as {}, a cleared app_metadata goes: so Auth0 was recorded.
    if (Object.keys(sent.app_metadata).length === 0) delete profile.app_metadata;
  }
  const changes = accountChanges(credentials, sent);
  const { email, username, phone_number } = changes;
  return {
    profile: isPrimary ? withAccount(profile, changes) : withProfileData(profile, credentials, changes),
    credentials: {
      ...credentials,
      ...(email === undefined ? {} : { email }),
      ...(username === undefined ? {} : { username }),
      ...(phone_number === undefined ? {} : { phone_number }),
      ...(sent.password === null ? { password_hash: null } : {}),
    },
  };
}

const FLAGS = ['email_verified', 'phone_verified'] as const;

/** What changes of an account; null removes. */
type AccountChanges = Partial<
  Record<Identifier, string | null> & Record<(typeof FLAGS)[number], boolean | null>
>;

function accountChanges(credentials: Credentials, sent: UpdateUserBody): AccountChanges {
  const changes: AccountChanges = {};
  if (sent.username !== undefined) changes.username = sent.username?.toLowerCase() ?? null;
  if (sent.email !== undefined) {
    changes.email = sent.email?.toLowerCase() ?? null;
    if (changes.email === null) changes.email_verified = null;
    else if (changes.email !== credentials.email) changes.email_verified = false;
  }
  if (sent.phone_number !== undefined) {
    changes.phone_number = sent.phone_number;
    if (changes.phone_number === null) changes.phone_verified = null;
    else if (changes.phone_number !== credentials.phone_number) changes.phone_verified = false;
  }
  if (sent.email_verified !== undefined && changes.email !== null)
    changes.email_verified = sent.email_verified;
  if (sent.phone_verified !== undefined && changes.phone_number !== null) {
    changes.phone_verified = sent.phone_verified;
  }
  return changes;
}

function withAccount(profile: UserProfile, changes: AccountChanges): UserProfile {
  const changed = { ...profile };
  for (const identifier of IDENTIFIERS) {
    const value = changes[identifier];
    if (value === null) delete changed[identifier];
    else if (value !== undefined) changed[identifier] = value;
  }
  for (const flag of FLAGS) {
    const value = changes[flag];
    if (value === null) delete changed[flag];
    else if (value !== undefined) changed[flag] = value;
  }
  return changed;
}

function withProfileData(profile: UserProfile, target: Credentials, changes: AccountChanges): UserProfile {
  const identities = profile.identities.map((identity): Identity => {
    if (identity.provider !== target.provider || identity.user_id !== target.id) return identity;
    const profileData = Object.entries({ ...identity.profileData, ...changes });
    return {
      ...identity,
      profileData: Object.fromEntries(profileData.filter(([, value]) => value !== null)),
    };
  });
  return { ...profile, identities };
}
