import { randomBytes } from 'node:crypto';
import { storedHash } from '../../passwords/custom-hash.ts';
import { defaultPicture } from '../../store/picture.ts';
import type { UserProfile } from '../../store/schema.ts';
import type { UserRecord } from '../../store/users.ts';
import type { ImportedUser } from './user-schema.ts';

/** The largest profile an import takes over, in bytes of JSON. */
const LARGEST_PROFILE = 10_240;

/** The user that an entry makes where there is none yet; Auth0 puts `auth0|` before the id, whatever it is. */
export function newAccount(user: ImportedUser, connection: string): UserRecord {
  const id =
    user.user_id === undefined || user.user_id === '' ? randomBytes(12).toString('hex') : user.user_id;
  const { email } = user;
  const now = new Date().toISOString();
  const profile: UserProfile = {
    user_id: `auth0|${id}`,
    email,
    email_verified: user.email_verified ?? false,
    ...(user.username === undefined ? {} : { username: user.username }),
    ...(user.phone_number === undefined
      ? {}
      : { phone_number: user.phone_number, phone_verified: user.phone_verified ?? false }),
    name: user.name ?? email,
    nickname: user.nickname ?? email.slice(0, email.lastIndexOf('@')),
    ...(user.given_name === undefined ? {} : { given_name: user.given_name }),
    ...(user.family_name === undefined ? {} : { family_name: user.family_name }),
    picture: user.picture ?? defaultPicture(email, 'secure.gravatar.com'),
    ...(user.user_metadata === undefined ? {} : { user_metadata: user.user_metadata }),
    ...(user.app_metadata === undefined ? {} : { app_metadata: user.app_metadata }),
    ...(user.blocked === undefined ? {} : { blocked: user.blocked }),
    identities: [{ connection, provider: 'auth0', user_id: id, isSocial: false }],
    created_at: now,
    updated_at: now,
  };
  return {
    profile,
    credentials: [
      {
        provider: 'auth0',
        id,
        connection,
        email,
        username: user.username ?? null,
        phone_number: user.phone_number ?? null,
        password_hash: passwordHashOf(user),
        password_history: [],
      },
    ],
  };
}

/** Whether a profile is larger than an import may make it. */
export function isTooLarge(profile: UserProfile): boolean {
  return Buffer.byteLength(JSON.stringify(profile)) > LARGEST_PROFILE;
}

function passwordHashOf({ password_hash, custom_password_hash }: ImportedUser): string | null {
  return custom_password_hash === undefined ? (password_hash ?? null) : storedHash(custom_password_hash);
}
