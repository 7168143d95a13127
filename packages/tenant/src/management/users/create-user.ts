import { randomBytes } from 'node:crypto';
import { hashPassword } from '../../passwords/hash.ts';
import { passwordRefusal } from '../../passwords/policy.ts';
import { findConnection } from '../../store/connections.ts';
import { writeLogEvent } from '../../store/log-events.ts';
import { defaultPicture } from '../../store/picture.ts';
import type { ConnectionRecord, UserProfile } from '../../store/schema.ts';
import { insertUsers, type UserRecord } from '../../store/users.ts';
import { sendVerificationEmail } from '../../tickets/send-verification-email.ts';
import type { Endpoint } from '../endpoint.ts';
import { ManagementError } from '../management-error.ts';
import { METADATA_HINT, validate } from '../validate.ts';
import { CreateUserBody } from './bodies.ts';
import { readUsername } from './database-account.ts';
import { translateDuplicate } from './duplicates.ts';
import { assertMetadata, mergeMetadata } from './metadata.ts';
import { assertNewAccount } from './new-account.ts';
import { warnOfSize } from './profile-size.ts';
import { userEvent } from './user-event.ts';

/** `POST /users`: database and passwordless connections only. @see https://auth0.com/docs/api/management/v2/users/post-users */
export const createUser: Endpoint = {
  method: 'post',
  path: '/users',
  summary: 'Create a User',
  scopes: ['create:users'],
  handle: async (context, request) => {
    const sent = validate('Payload', CreateUserBody, request.body, METADATA_HINT);
    assertMetadata('user_metadata', sent.user_metadata);
    assertMetadata('app_metadata', sent.app_metadata);
    const connection = await findConnection(context.db, sent.connection);
    if (connection === undefined) {
      throw new ManagementError(400, 'The connection does not exist.', 'inexistent_connection');
    }
    const user = await makeUser(connection, sent);
    const { profile } = user;
    const about = userEvent(request, profile, connection);
    try {
      await context.db.transaction().execute(async (transaction) => {
        await insertUsers(transaction, [user]);
        await context.search.changed(transaction, undefined, profile);
        await writeLogEvent(transaction, { ...about, type: 'ss', description: 'Successful signup' });
        await warnOfSize(transaction, profile, about);
        if (isToBeVerified(connection, profile, sent.verify_email)) {
          await sendVerificationEmail(transaction, context, { user: profile });
        }
      });
    } catch (error) {
      throw translateDuplicate(error, 'created');
    }
    return { status: 201, body: profile, userId: profile.user_id };
  },
};

/** Unless the request says so itself: an address of a database connection that nobody has vouched for. */
function isToBeVerified(
  { strategy }: ConnectionRecord,
  { email, email_verified }: UserProfile,
  asked: boolean | undefined,
): boolean {
  return email !== undefined && (asked ?? (strategy === 'auth0' && email_verified !== true));
}

/**
 * A new user of a database or passwordless connection with Auth0's defaults, its password hashed.
 * @throws {ManagementError} 400 when the connection does not take it.
 */
export async function makeUser(connection: ConnectionRecord, sent: CreateUserBody): Promise<UserRecord> {
  assertNewAccount(connection, sent);
  const provider = connection.strategy;
  const id =
    sent.user_id === undefined || sent.user_id === '' ? randomBytes(12).toString('hex') : sent.user_id;
  // Auth0's own store keeps addresses in lower case, whatever was sent.
  const email = sent.email?.toLowerCase();
  const username = sent.username === undefined ? undefined : readUsername(connection, sent.username);
  const now = new Date().toISOString();
  const name = sent.name ?? email ?? username ?? sent.phone_number;
  const nickname = sent.nickname ?? email?.split('@')[0] ?? username;
  const profile: UserProfile = {
    user_id: `${provider}|${id}`,
    ...(email === undefined ? {} : { email, email_verified: sent.email_verified ?? false }),
    ...(username === undefined ? {} : { username }),
    ...(sent.phone_number === undefined
      ? {}
      : { phone_number: sent.phone_number, phone_verified: sent.phone_verified ?? false }),
    ...(name === undefined ? {} : { name }),
    ...(nickname === undefined ? {} : { nickname }),
    ...(sent.given_name === undefined ? {} : { given_name: sent.given_name }),
    ...(sent.family_name === undefined ? {} : { family_name: sent.family_name }),
    picture: sent.picture ?? defaultPicture(email ?? username ?? sent.phone_number ?? id),
    ...(sent.user_metadata === undefined ? {} : { user_metadata: mergeMetadata({}, sent.user_metadata) }),
    ...(sent.app_metadata === undefined ? {} : { app_metadata: mergeMetadata({}, sent.app_metadata) }),
    ...(sent.blocked === undefined ? {} : { blocked: sent.blocked }),
    identities: [{ connection: connection.name, user_id: id, provider, isSocial: false }],
    created_at: now,
    updated_at: now,
  };
  return {
    profile,
    credentials: [
      {
        provider,
        id,
        connection: connection.name,
        email: email ?? null,
        username: username ?? null,
        phone_number: sent.phone_number ?? null,
        password_hash:
          sent.password === undefined ? null : await makeHash(connection, sent.password, profile),
        password_history: [],
      },
    ],
  };
}

async function makeHash(connection: ConnectionRecord, password: string, user: UserProfile): Promise<string> {
  const refusal = await passwordRefusal(connection.options, password, user, []);
  if (refusal !== undefined) throw new ManagementError(400, refusal);
  return hashPassword(password);
}
