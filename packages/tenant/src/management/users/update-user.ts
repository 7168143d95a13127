import { findConnection } from '../../store/connections.ts';
import type { Database } from '../../store/open.ts';
import type { ConnectionRecord, Identity, UserProfile } from '../../store/schema.ts';
import { findUser, lockUser, saveCredentials, saveProfile } from '../../store/users.ts';
import type { Endpoint, TenantContext } from '../endpoint.ts';
import { insufficientScope, ManagementError } from '../management-error.ts';
import { METADATA_HINT, validate } from '../validate.ts';
import { applyUpdate } from './apply-update.ts';
import { UpdateUserBody } from './bodies.ts';
import { readUsername } from './database-account.ts';
import { translateDuplicate } from './duplicates.ts';
import { assertMetadata } from './metadata.ts';
import { type NewPassword, preparePassword, setPassword } from './set-password.ts';
import { assertRootAttributes } from './root-attributes.ts';
import { assertCombination, assertSupported } from './update-rules.ts';
import { inexistentUser, readUserId } from './user-id.ts';

const SCOPES = ['update:users', 'update:users_app_metadata', 'update:current_user_metadata'] as const;

/** `PATCH /users/{id}`. @see https://auth0.com/docs/api/management/v2/users/patch-users-by-id */
export const updateUser: Endpoint = {
  method: 'patch',
  path: '/users/:id',
  summary: 'Update a User',
  scopes: SCOPES,
  handle: async (context, { params, body, scopes }) => {
    const userId = readUserId(params);
    const sent = validate('Payload', UpdateUserBody, body, METADATA_HINT);
    assertScopes(scopes, sent);
    assertMetadata('user_metadata', sent.user_metadata);
    assertMetadata('app_metadata', sent.app_metadata);
    const user = await findUser(context.db, userId);
    if (user === undefined) throw inexistentUser();
    assertCombination(sent);
    const target = await findTarget(context.db, user, sent);
    // Hashing takes long, so it is done before anything is locked.
    const password =
      sent.password === undefined || sent.password === null
        ? undefined
        : await preparePassword(context.db, target, user, sent.password);
    const updated = await write(context, userId, target, sent, password);
    return { status: 200, body: updated };
  },
};

/** The identity whose account is updated: the primary one, unless `connection` names another. */
export interface UpdateTarget {
  identity: Identity;
  isPrimary: boolean;
  connection: ConnectionRecord | undefined;
}

function assertScopes(scopes: ReadonlySet<string>, sent: UpdateUserBody): void {
  const attributes = Object.keys(sent);
  if (attributes.length === 0) {
    throw new ManagementError(
      400,
      "Payload validation error: 'Too few properties defined (0), minimum 1'.",
      'invalid_body',
    );
  }
  if (scopes.has('update:users')) return;
  const appMetadataOnly = attributes.every((attribute) => attribute === 'app_metadata');
  if (!scopes.has('update:users_app_metadata') || !appMetadataOnly) throw insufficientScope(['update:users']);
}

async function findTarget(db: Database, user: UserProfile, sent: UpdateUserBody): Promise<UpdateTarget> {
  const [primary] = user.identities;
  const identity =
    sent.connection === undefined
      ? primary
      : user.identities.find((candidate) => candidate.connection === sent.connection);
  if (identity === undefined || primary === undefined) {
    throw new ManagementError(400, 'The connection does not exist.', 'inexistent_connection');
  }
  const connection = await findConnection(db, identity.connection);
  const target = { identity, isPrimary: identity === primary, connection };
  assertSupported(connection, identity, sent);
  assertRootAttributes(connection, identity.connection, !target.isPrimary, sent);
  if (typeof sent.username === 'string' && connection !== undefined) readUsername(connection, sent.username);
  return target;
}

async function write(
  { db, search }: TenantContext,
  userId: string,
  target: UpdateTarget,
  sent: UpdateUserBody,
  password: NewPassword | undefined,
): Promise<UserProfile> {
  try {
    return await db.transaction().execute(async (transaction) => {
      const record = await lockUser(transaction, userId);
      const before = record?.credentials.find(
        ({ provider, id }) => provider === target.identity.provider && id === target.identity.user_id,
      );
      if (record === undefined || before === undefined) throw inexistentUser();
      const changed = applyUpdate(record.profile, before, target.isPrimary, sent);
      const { profile, credentials } =
        password === undefined ? changed : await setPassword(transaction, changed, password);
      await saveCredentials(transaction, credentials);
      await saveProfile(transaction, profile);
      await search.changed(transaction, record.profile, profile);
      return profile;
    });
  } catch (error) {
    throw translateDuplicate(error, 'updated');
  }
}
