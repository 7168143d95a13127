import { findClient } from '../../store/clients.ts';
import { findConnection } from '../../store/connections.ts';
import type { Database } from '../../store/open.ts';
import type { ConnectionRecord, Identity, UserProfile } from '../../store/schema.ts';
import { findUser, lockUser, saveCredentials, saveProfile } from '../../store/users.ts';
import type { Endpoint, EndpointRequest, TenantContext } from '../endpoint.ts';
import { insufficientScope, ManagementError } from '../management-error.ts';
import { METADATA_HINT, validate } from '../validate.ts';
import { announceUpdate } from './announce-update.ts';
import { assertAnyUser } from './any-user.ts';
import { applyUpdate } from './apply-update.ts';
import { UpdateUserBody } from './bodies.ts';
import { readUsername } from './database-account.ts';
import { translateDuplicate } from './duplicates.ts';
import { assertMetadata } from './metadata.ts';
import { assertRemovable } from './removal-rules.ts';
import { assertRootAttributes } from './root-attributes.ts';
import { type NewPassword, preparePassword, setPassword } from './set-password.ts';
import { assertCombination, assertSupported } from './update-rules.ts';
import { inexistentUser, readUserId } from './user-id.ts';

/** `PATCH /users/{id}`. @see https://auth0.com/docs/api/management/v2/users/patch-users-by-id */
export const updateUser: Endpoint = {
  method: 'patch',
  path: '/users/:id',
  summary: 'Update a User',
  scopes: ['update:users', 'update:users_app_metadata', 'update:current_user_metadata'],
  handle: async (context, request) => {
    const { db } = context;
    const userId = readUserId(request.params);
    const sent = validate('Payload', UpdateUserBody, request.body, METADATA_HINT);
    assertScopes(request.scopes, sent);
    assertMetadata('user_metadata', sent.user_metadata);
    assertMetadata('app_metadata', sent.app_metadata);
    const user = await findUser(db, userId);
    if (user === undefined) throw inexistentUser();
    assertCombination(sent);
    await assertClient(db, sent.client_id);
    const target = await findTarget(db, user, sent);
    // Hashing takes long, so it is done before anything is locked.
    const password =
      sent.password === undefined || sent.password === null
        ? undefined
        : await preparePassword(db, target, user, sent.password);
    return { status: 200, body: await write(context, request, userId, target, sent, password) };
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
  assertAnyUser(scopes, 'update:users', 'update:users_app_metadata');
  const appMetadataOnly = attributes.every((attribute) => attribute === 'app_metadata');
  if (!scopes.has('update:users') && !appMetadataOnly) throw insufficientScope(['update:users']);
}

async function assertClient(db: Database, clientId: string | undefined): Promise<void> {
  if (clientId === undefined || (await findClient(db, clientId)) !== undefined) return;
  throw new ManagementError(404, 'The client does not exist', 'inexistent_client');
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
  const isPrimary = identity === primary;
  assertSupported(connection, identity, sent);
  assertRemovable(connection, isPrimary ? user : (identity.profileData ?? {}), sent);
  assertRootAttributes(connection, identity.connection, !isPrimary, sent);
  if (typeof sent.username === 'string' && connection !== undefined) readUsername(connection, sent.username);
  return { identity, isPrimary, connection };
}

async function write(
  context: TenantContext,
  request: EndpointRequest,
  userId: string,
  target: UpdateTarget,
  sent: UpdateUserBody,
  password: NewPassword | undefined,
): Promise<UserProfile> {
  const { identity, isPrimary } = target;
  try {
    return await context.db.transaction().execute(async (transaction) => {
      const record = await lockUser(transaction, userId);
      const before = record?.credentials.find(
        ({ provider, id }) => provider === identity.provider && id === identity.user_id,
      );
      if (record === undefined || before === undefined) throw inexistentUser();
      const changed = applyUpdate(record.profile, before, isPrimary, sent);
      const account = password === undefined ? changed : await setPassword(transaction, changed, password);
      await saveCredentials(transaction, account.credentials);
      await saveProfile(transaction, account.profile);
      await context.search.changed(transaction, record.profile, account.profile);
      await announceUpdate(context, transaction, request, target, sent, before, account);
      return account.profile;
    });
  } catch (error) {
    throw translateDuplicate(error, 'updated');
  }
}
