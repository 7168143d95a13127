import { z } from 'zod';
import { findClient } from '../../store/clients.ts';
import { writeLogEvent } from '../../store/log-events.ts';
import type { Database } from '../../store/open.ts';
import {
  findRefreshToken,
  listRefreshTokens,
  type RefreshToken,
  removeRefreshTokens,
  saveRefreshTokenMetadata,
} from '../../store/refresh-tokens.ts';
import type { Endpoint } from '../endpoint.ts';
import { project, readProjection } from '../fields.ts';
import { ManagementError } from '../management-error.ts';
import { answerList, readCheckpoint } from '../paging.ts';
import { metadataWords, NOTHING_TO_CHANGE, TokenMetadata } from '../token-metadata.ts';
import { assertUserFound } from '../users/sign-ins/user-found.ts';
import { booleanParameter, validate } from '../validate.ts';
import { presentRefreshToken, REFRESH_TOKEN_FIELDS } from './present-refresh-token.ts';
import { revokeRefreshTokens } from './revoke-refresh-tokens.ts';

const ListQuery = z.object({
  user_id: z.string().optional().describe('ID of the user whose refresh tokens to retrieve. Required.'),
  client_id: z.string().optional().describe('Filter results by client ID.'),
  fields: z.string().optional().describe('Comma-separated list of fields.'),
  include_fields: booleanParameter('Whether specified fields are to be included (true) or excluded (false).'),
});
const UpdateBody = z
  .strictObject({ refresh_token_metadata: TokenMetadata.optional().describe(metadataWords('refresh token')) })
  .refine((body) => Object.keys(body).length > 0, NOTHING_TO_CHANGE);

/** `GET /refresh-tokens`: those of one user. @see https://auth0.com/docs/api/management/v2/refresh-tokens/get-refresh-tokens */
const list: Endpoint = {
  method: 'get',
  path: '/refresh-tokens',
  summary: 'Get refresh tokens',
  scopes: ['read:refresh_tokens'],
  handle: async ({ db, url }, { query }) => {
    const slice = readCheckpoint(query);
    const { user_id, client_id, fields, include_fields } = validate('Query', ListQuery, query);
    const projection = readProjection(fields, include_fields, REFRESH_TOKEN_FIELDS);
    if (user_id === undefined || user_id === '') {
      throw new ManagementError(400, "Missing required 'user_id' parameter.", 'invalid_query_string');
    }
    await assertUserFound(db, user_id);
    if (client_id !== undefined && (await findClient(db, client_id)) === undefined) {
      throw new ManagementError(404, 'The client does not exist.', 'inexistent_client');
    }
    const condition = { userId: user_id, clientId: client_id };
    const entries = await listRefreshTokens(db, condition, slice.after, slice.limit + 1);
    return answerList(
      'refresh_tokens',
      slice,
      { entries },
      ({ id }) => id,
      (token) => project(presentRefreshToken(token, url), projection),
    );
  },
};

/** `GET /refresh-tokens/{id}`. @see https://auth0.com/docs/api/management/v2/refresh-tokens/get-refresh-token */
const get: Endpoint = {
  method: 'get',
  path: '/refresh-tokens/:id',
  summary: 'Get a refresh token',
  scopes: ['read:refresh_tokens'],
  handle: async ({ db, url }, { params }) => ({
    status: 200,
    body: presentRefreshToken(await readKnownToken(db, params), url),
  }),
};

/** `PATCH /refresh-tokens/{id}`: replaces the metadata. @see https://auth0.com/docs/api/management/v2/refresh-tokens/patch-refresh-tokens-by-id */
const update: Endpoint = {
  method: 'patch',
  path: '/refresh-tokens/:id',
  summary: 'Update a refresh token',
  scopes: ['update:refresh_tokens'],
  handle: async ({ db, url }, { params, body }) => {
    const { refresh_token_metadata = null } = validate('Payload', UpdateBody, body);
    const updated = await db.transaction().execute(async (transaction) => {
      const { id } = await readKnownToken(transaction, params);
      await saveRefreshTokenMetadata(transaction, id, refresh_token_metadata);
      return readKnownToken(transaction, params);
    });
    return { status: 200, body: presentRefreshToken(updated, url), userId: updated.user_id };
  },
};

/** `DELETE /refresh-tokens/{id}`: answers the same whether the token was there or not. @see https://auth0.com/docs/api/management/v2/refresh-tokens/delete-refresh-token */
const remove: Endpoint = {
  method: 'delete',
  path: '/refresh-tokens/:id',
  summary: 'Delete a refresh token',
  scopes: ['delete:refresh_tokens'],
  handle: async ({ db }, { params, clientId, ip, userAgent }) => {
    const token = await findRefreshToken(db, params['id'] ?? '');
    if (token === undefined) return { status: 202 };
    await db.transaction().execute(async (transaction) => {
      await removeRefreshTokens(transaction, { ids: [token.id] });
      await writeLogEvent(transaction, {
        type: 'srrt',
        description: 'Refresh token revoked',
        client_id: clientId,
        ip,
        user_agent: userAgent,
        user_id: token.user_id,
      });
    });
    return { status: 202, userId: token.user_id };
  },
};

/** The operations on refresh tokens, whoever's they are. */
export const REFRESH_TOKEN_ENDPOINTS: readonly Endpoint[] = [list, revokeRefreshTokens, get, update, remove];

async function readKnownToken(db: Database, params: Readonly<Record<string, string>>): Promise<RefreshToken> {
  const token = await findRefreshToken(db, params['id'] ?? '');
  if (token === undefined) throw new ManagementError(404, 'The refresh token does not exist.');
  return token;
}
