import type { Identity, UserProfile } from '../../store/schema.ts';
import type { Credentials } from '../../store/users.ts';
import type { UpdateUserBody } from './bodies.ts';
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
  const account = accountChanges(sent);
  return {
    profile: isPrimary ? { ...profile, ...account } : withProfileData(profile, credentials, account),
    credentials: {
      ...credentials,
      email: account.email ?? credentials.email,
      username: account.username ?? credentials.username,
      phone_number: account.phone_number ?? credentials.phone_number,
    },
  };
}

type AccountChanges = Pick<
  UserProfile,
  'email' | 'email_verified' | 'username' | 'phone_number' | 'phone_verified'
>;

function accountChanges(sent: UpdateUserBody): AccountChanges {
  const changes: AccountChanges = {};
  if (typeof sent.email === 'string') {
    changes.email = sent.email.toLowerCase();
    changes.email_verified = false;
  }
  if (sent.email_verified !== undefined) changes.email_verified = sent.email_verified;
  if (typeof sent.username === 'string') changes.username = sent.username.toLowerCase();
  if (typeof sent.phone_number === 'string') {
    changes.phone_number = sent.phone_number;
    changes.phone_verified = false;
  }
  if (sent.phone_verified !== undefined) changes.phone_verified = sent.phone_verified;
  return changes;
}

function withProfileData(profile: UserProfile, target: Credentials, changes: AccountChanges): UserProfile {
  const identities = profile.identities.map((identity): Identity =>
    identity.provider === target.provider && identity.user_id === target.id
      ? { ...identity, profileData: { ...identity.profileData, ...changes } }
      : identity,
  );
  return { ...profile, identities };
}
