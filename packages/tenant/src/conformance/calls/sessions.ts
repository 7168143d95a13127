import type { ManagementClient } from 'auth0';
import type { Tenant } from '../../start.ts';
import { officialSdk } from '../../testing/official-sdk.ts';
import { signInToSpa, type SignedIn } from '../../testing/tokens.ts';
import { newUser, type SdkCalls } from './call.ts';

/** A new user who has signed in, and so has a session, a grant and a refresh token. */
async function signedIn(sdk: ManagementClient, tenant: Tenant): Promise<SignedIn> {
  return signInToSpa(tenant, (await newUser(sdk)).email, 'First-secret-1');
}

async function tokenOf(sdk: ManagementClient, tenant: Tenant): Promise<string> {
  const { userId } = await signedIn(sdk, tenant);
  const [token] = (await sdk.users.refreshToken.list(userId)).data;
  return String(token?.id);
}

async function grantOf(sdk: ManagementClient, tenant: Tenant): Promise<string> {
  const { userId } = await signedIn(sdk, tenant);
  const [grant] = (await sdk.userGrants.list({ user_id: userId })).data;
  return String(grant?.id);
}

/** The public key of a device; only tokens of devices may register one. */
async function newKey(sdk: ManagementClient, tenant: Tenant): Promise<string> {
  const key = {
    user_id: (await newUser(sdk)).user_id,
    client_id: 'rollcall_local_spa',
    device_name: 'Cab tablet',
    type: 'public_key' as const,
    value: 'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A',
    device_id: crypto.randomUUID(),
  };
  const { id } = await officialSdk(tenant, 'rollcall_local_m2m_devices').deviceCredentials.createPublicKey(
    key,
  );
  return id;
}

/** Sessions, refresh tokens, grants and devices. */
export const SESSION_CALLS: SdkCalls = {
  'GET /users/{user_id}/sessions': async (sdk, tenant) =>
    sdk.users.sessions.list((await signedIn(sdk, tenant)).userId, { take: 10 }),
  'DELETE /users/{user_id}/sessions': async (sdk, tenant) =>
    sdk.users.sessions.delete((await signedIn(sdk, tenant)).userId),
  'GET /sessions/{id}': async (sdk, tenant) => sdk.sessions.get((await signedIn(sdk, tenant)).sessionId),
  'PATCH /sessions/{id}': async (sdk, tenant) =>
    sdk.sessions.update((await signedIn(sdk, tenant)).sessionId, { session_metadata: { depot: 'Lyon' } }),
  'DELETE /sessions/{id}': async (sdk, tenant) =>
    sdk.sessions.delete((await signedIn(sdk, tenant)).sessionId),
  'POST /sessions/{id}/revoke': async (sdk, tenant) =>
    sdk.sessions.revoke((await signedIn(sdk, tenant)).sessionId),
  'GET /users/{user_id}/refresh-tokens': async (sdk, tenant) =>
    sdk.users.refreshToken.list((await signedIn(sdk, tenant)).userId, { take: 10 }),
  'DELETE /users/{user_id}/refresh-tokens': async (sdk, tenant) =>
    sdk.users.refreshToken.delete((await signedIn(sdk, tenant)).userId),
  'GET /refresh-tokens': async (sdk, tenant) =>
    sdk.refreshTokens.list({ user_id: (await signedIn(sdk, tenant)).userId, take: 10 }),
  'POST /refresh-tokens/revoke': async (sdk, tenant) =>
    sdk.refreshTokens.revoke({ ids: [await tokenOf(sdk, tenant)] }),
  'GET /refresh-tokens/{id}': async (sdk, tenant) => sdk.refreshTokens.get(await tokenOf(sdk, tenant)),
  'PATCH /refresh-tokens/{id}': async (sdk, tenant) =>
    sdk.refreshTokens.update(await tokenOf(sdk, tenant), { refresh_token_metadata: { cab: '12' } }),
  'DELETE /refresh-tokens/{id}': async (sdk, tenant) => sdk.refreshTokens.delete(await tokenOf(sdk, tenant)),
  'POST /users/{id}/revoke-access': async (sdk, tenant) =>
    sdk.users.revokeAccess((await signedIn(sdk, tenant)).userId, { preserve_refresh_tokens: true }),
  'GET /users/{id}/connected-accounts': async (sdk) =>
    sdk.users.connectedAccounts.list((await newUser(sdk)).user_id),
  'GET /grants': async (sdk, tenant) =>
    sdk.userGrants.list({ user_id: (await signedIn(sdk, tenant)).userId, per_page: 10 }),
  'DELETE /grants': async (sdk, tenant) =>
    sdk.userGrants.deleteByUserId({ user_id: (await signedIn(sdk, tenant)).userId }),
  'DELETE /grants/{id}': async (sdk, tenant) => sdk.userGrants.delete(await grantOf(sdk, tenant)),
  'GET /device-credentials': (sdk) => sdk.deviceCredentials.list({ type: 'refresh_token', per_page: 10 }),
  'POST /device-credentials': (sdk, tenant) => newKey(sdk, tenant),
  'DELETE /device-credentials/{id}': async (sdk, tenant) =>
    sdk.deviceCredentials.delete(await newKey(sdk, tenant)),
};
