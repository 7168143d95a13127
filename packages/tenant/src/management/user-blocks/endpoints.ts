import { z } from 'zod';
import { listUserBlocks, releaseUserBlocks } from '../../store/user-blocks.ts';
import type { Endpoint, EndpointRequest } from '../endpoint.ts';
import { readKnownUserId } from '../users/user-id.ts';
import { booleanParameter, validate } from '../validate.ts';

const ENABLEMENT = {
  consider_brute_force_enablement: booleanParameter(
    'If true and Brute Force Protection is enabled and configured to block logins, will return a list of blocked IP addresses. If true and Brute Force Protection is disabled, will return an empty list.',
  ),
};
const Enablement = z.object(ENABLEMENT);
const Identifier = z
  .string()
  .min(1)
  .transform((identifier) => identifier.toLowerCase())
  .describe('Should be any of a username, phone number, or email.');
const ByIdentifier = z.object({ identifier: Identifier });
const ListByIdentifier = z.object({ identifier: Identifier, ...ENABLEMENT });

/** What the log says of an act of an application. */
function aboutOf({ clientId, ip, userAgent }: EndpointRequest) {
  return { client_id: clientId, ip, user_agent: userAgent };
}

/** `GET /user-blocks`. @see https://auth0.com/docs/api/management/v2/user-blocks/get-user-blocks */
const listByIdentifier: Endpoint = {
  method: 'get',
  path: '/user-blocks',
  summary: 'Get blocks by identifier',
  scopes: ['read:users'],
  handle: async ({ db }, { query }) => {
    const { identifier, consider_brute_force_enablement } = validate('Query', ListByIdentifier, query);
    const blocked_for = await listUserBlocks(db, { identifier }, consider_brute_force_enablement);
    return { status: 200, body: { blocked_for } };
  },
};

/** `DELETE /user-blocks`. @see https://auth0.com/docs/api/management/v2/user-blocks/delete-user-blocks */
const unblockByIdentifier: Endpoint = {
  method: 'delete',
  path: '/user-blocks',
  summary: 'Unblock by identifier',
  scopes: ['update:users'],
  handle: async ({ db }, request) => {
    const { identifier } = validate('Query', ByIdentifier, request.query);
    await db
      .transaction()
      .execute((transaction) => releaseUserBlocks(transaction, { identifier }, aboutOf(request)));
    return { status: 204 };
  },
};

/** `GET /user-blocks/{id}`. @see https://auth0.com/docs/api/management/v2/user-blocks/get-user-blocks-by-id */
const listByUser: Endpoint = {
  method: 'get',
  path: '/user-blocks/:id',
  summary: "Get a user's blocks",
  scopes: ['read:users'],
  handle: async ({ db }, { params, query }) => {
    const { consider_brute_force_enablement } = validate('Query', Enablement, query);
    const userId = await readKnownUserId(db, params);
    const blocked_for = await listUserBlocks(db, { userId }, consider_brute_force_enablement);
    return { status: 200, body: { blocked_for } };
  },
};

/** `DELETE /user-blocks/{id}`. @see https://auth0.com/docs/api/management/v2/user-blocks/delete-user-blocks-by-id */
const unblockUser: Endpoint = {
  method: 'delete',
  path: '/user-blocks/:id',
  summary: 'Unblock a user',
  scopes: ['update:users'],
  handle: async ({ db }, request) => {
    const userId = await readKnownUserId(db, request.params);
    await db
      .transaction()
      .execute((transaction) => releaseUserBlocks(transaction, { userId }, aboutOf(request)));
    return { status: 204, userId };
  },
};

/** The operations on brute-force blocks. */
export const USER_BLOCK_ENDPOINTS: readonly Endpoint[] = [
  listByIdentifier,
  unblockByIdentifier,
  listByUser,
  unblockUser,
];
