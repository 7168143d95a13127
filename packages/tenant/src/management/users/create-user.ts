import { randomBytes } from 'node:crypto';
import { hashPassword } from '../../passwords/hash.ts';
import { passwordRefusal } from '../../passwords/policy.ts';
import { findConnection } from '../../store/connections.ts';
import { defaultPicture } from '../../store/picture.ts';
import type { ConnectionRecord, UserProfile } from '../../store/schema.ts';
import { insertUsers, type UserRecord } from '../../store/users.ts';
import type { Endpoint } from '../endpoint.ts';
import { ManagementError } from '../management-error.ts';
import { METADATA_HINT, validate } from '../validate.ts';
import { CreateUserBody } from './bodies.ts';
import { readUsername, requiresUsername } from './database-account.ts';
import { translateDuplicate } from './duplicates.ts';
import { assertMetadata, mergeMetadata } from './metadata.ts';

/** `POST /users`: database and passwordless connections only. @see https://auth0.com/docs/api/management/v2/users/post-users */
export const createUser: Endpoint = {
  method: 'post',
  path: '/users',
  summary: 'Create a User',
  scopes: ['create:users'],
  handle: async ({ db, search }, { body }) => {
    const sent = validate('Payload', CreateUserBody, body, METADATA_HINT);
    assertMetadata('user_metadata', sent.user_metadata);
    assertMetadata('app_metadata', sent.app_metadata);
    const connection = await findConnection(db, sent.connection);
    if (connection === undefined) {
      throw new ManagementError(400, 'The connection does not exist.', 'inexistent_connection');
    }
    const user = await makeUser(connection, sent);
    try {
      await db.transaction().execute(async (transaction) => {
        await insertUsers(transaction, [user]);
        await search.changed(transaction, undefined, user.profile);
      });
    } catch (error) {
      throw translateDuplicate(error, 'created');
    }
    return { status: 201, body: user.profile };
  },
};

async function makeUser(connection: ConnectionRecord, sent: CreateUserBody): Promise<UserRecord> {
  assertAccepts(connection, sent);
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

function assertAccepts(connection: ConnectionRecord, sent: CreateUserBody): void {
  const { strategy, settings } = connection;
  if (strategy !== 'auth0' && strategy !== 'email' && strategy !== 'sms') {
    throw new ManagementError(
      400,
      'Connection does not support user creation through the API. It must either be a database or passwordless connection.',
      'operation_not_supported',
    );
  }
  if (settings.enabled_clients.length === 0) {
    throw new ManagementError(400, 'Connection is disabled.', 'operation_not_supported');
  }
  if (strategy === 'sms') assertSent('phone_number', sent.phone_number);
  else assertSent('email', sent.email);
  if (strategy === 'auth0') {
    assertSent('password', sent.password);
    if (requiresUsername(connection)) assertSent('username', sent.username);
    if (sent.phone_number !== undefined)
      throw unsupported('phone_number', 'connection without a phone_number attribute');
  } else {
    if (sent.password !== undefined) throw unsupported('password', 'passwordless connection');
    if (sent.username !== undefined) throw unsupported('username', 'connection without requires_username');
  }
}

function assertSent(property: string, value: string | undefined): void {
  if (value !== undefined) return;
  throw new ManagementError(
    400,
    `Payload validation error: 'Missing required property: ${property}'.`,
    'invalid_body',
  );
}

function unsupported(property: string, where: string): ManagementError {
  return new ManagementError(400, `Cannot set ${property} for ${where}.`, 'invalid_body');
}

async function makeHash(connection: ConnectionRecord, password: string, user: UserProfile): Promise<string> {
  const refusal = await passwordRefusal(connection.options, password, user, []);
  if (refusal !== undefined) throw new ManagementError(400, refusal);
  return hashPassword(password);
}
