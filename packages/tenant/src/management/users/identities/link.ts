import { loadSigningKey } from '../../../oauth/signing-key.ts';
import { endSignIns } from '../../../oidc/records.ts';
import { findConnectionById } from '../../../store/connections.ts';
import { findIdentityOwner, moveIdentities } from '../../../store/move-identities.ts';
import type { Database } from '../../../store/open.ts';
import type { UserProfile } from '../../../store/schema.ts';
import { lockUser, removeUser, saveProfile } from '../../../store/users.ts';
import type { Endpoint, TenantContext } from '../../endpoint.ts';
import { ManagementError } from '../../management-error.ts';
import { assertAnyUser } from '../any-user.ts';
import { inexistentUser, readUserId } from '../user-id.ts';
import { identitiesFor } from './identities-for.ts';
import { type LinkTarget, readLinkBody } from './link-body.ts';
import { readLinkToken } from './link-token.ts';
import { withIdentitiesOf } from './profiles.ts';

/** `POST /users/{id}/identities`: the secondary user vanishes into the primary one. @see https://auth0.com/docs/api/management/v2/users/post-identities */
export const linkIdentity: Endpoint = {
  method: 'post',
  path: '/users/:id/identities',
  summary: 'Link a User Account',
  scopes: ['update:users', 'update:current_user_identities'],
  handle: async (context, { params, body, clientId, scopes }) => {
    const primaryId = readUserId(params);
    const target = readLinkBody(body);
    assertAnyUser(scopes, 'update:users');
    const linked = await context.db.transaction().execute(async (transaction) => {
      const secondaryId = await findSecondary(context, transaction, target, clientId);
      const [primary, secondary] = await lockBoth(transaction, primaryId, secondaryId);
      return link(context, transaction, primary, secondary);
    });
    return { status: 201, body: await identitiesFor(context.db, linked, scopes) };
  },
};

/** The id of the user that is to be linked; it need not be there. */
async function findSecondary(
  { url }: TenantContext,
  transaction: Database,
  target: LinkTarget,
  clientId: string,
): Promise<string> {
  if (target.kind === 'token') {
    const key = await loadSigningKey(transaction);
    return readLinkToken(target.token, { key, issuer: `${url}/`, clientId });
  }
  const { provider, id, connectionId } = target;
  const userId = `${provider}|${id}`;
  const owner = await findIdentityOwner(transaction, provider, id);
  if (connectionId !== undefined) {
    const connection = await findConnectionById(transaction, connectionId);
    if (connection === undefined || connection.strategy !== provider) {
      throw new ManagementError(400, 'The provider/connection is not configured.');
    }
    if (owner !== undefined && owner.connection !== connection.name) throw notFound();
  }
  if (owner !== undefined && owner.user_id !== userId) {
    throw new ManagementError(409, 'Specified identity already exists.');
  }
  return userId;
}

/** Both users, locked in an order of their own: two links the other way round wait for each other's end. */
async function lockBoth(
  transaction: Database,
  primaryId: string,
  secondaryId: string,
): Promise<[UserProfile, UserProfile]> {
  const users = new Map<string, UserProfile | undefined>();
  for (const id of [primaryId, secondaryId].toSorted()) {
    users.set(id, (await lockUser(transaction, id))?.profile);
  }
  const primary = users.get(primaryId);
  if (primary === undefined) throw inexistentUser();
  if (primaryId === secondaryId) {
    throw new ManagementError(400, 'Main identity and the new one are the same.');
  }
  const secondary = users.get(secondaryId);
  if (secondary === undefined) throw notFound();
  return [primary, secondary];
}

async function link(
  { search }: TenantContext,
  transaction: Database,
  primary: UserProfile,
  secondary: UserProfile,
): Promise<UserProfile> {
  const linked = withIdentitiesOf(primary, secondary);
  await moveIdentities(transaction, secondary.user_id, primary.user_id);
  await endSignIns(transaction, secondary.user_id);
  await removeUser(transaction, secondary.user_id);
  await saveProfile(transaction, linked);
  await search.changed(transaction, secondary, undefined);
  await search.changed(transaction, primary, linked);
  return linked;
}

function notFound(): ManagementError {
  return new ManagementError(400, 'Provided secondary account not found.');
}
