import { z } from 'zod';
import { endGrants } from '../../oidc/grant-records.ts';
import { countGrants, findGrant, type Grant, listGrants } from '../../store/grants.ts';
import type { Endpoint } from '../endpoint.ts';
import { answerList, readOffset } from '../paging.ts';
import { userinfoAudience } from '../refresh-tokens/present-refresh-token.ts';
import { validate } from '../validate.ts';

const ListQuery = z.object({
  user_id: z.string().optional().describe('user_id of the grants to retrieve.'),
  client_id: z.string().optional().describe('client_id of the grants to retrieve.'),
  audience: z.string().optional().describe('audience of the grants to retrieve.'),
});
const DeleteQuery = z.object({
  user_id: z.string().min(1).describe('user_id of the grant to delete.'),
});

/** `GET /grants`. @see https://auth0.com/docs/api/management/v2/grants/get-grants */
const list: Endpoint = {
  method: 'get',
  path: '/grants',
  summary: 'Get grants',
  scopes: ['read:grants'],
  handle: async ({ db, url }, { query }) => {
    const slice = readOffset(query);
    const { user_id, client_id, audience } = validate('Query', ListQuery, query);
    const own = userinfoAudience(url);
    const condition = {
      userId: user_id,
      clientId: client_id,
      audience: audience === own ? null : audience,
    };
    const [entries, total] = await Promise.all([
      listGrants(db, condition, slice),
      slice.includeTotals ? countGrants(db, condition) : undefined,
    ]);
    const present = ({ client_id: clientID, ...grant }: Grant) => ({
      ...grant,
      clientID,
      audience: grant.audience ?? own,
    });
    return answerList('grants', slice, { entries, total }, ({ id }) => id, present);
  },
};

/** `DELETE /grants`: all of a user's. @see https://auth0.com/docs/api/management/v2/grants/delete-grants-by-user-id */
const removeOfUser: Endpoint = {
  method: 'delete',
  path: '/grants',
  summary: 'Delete a grant by user_id',
  scopes: ['delete:grants'],
  handle: async ({ db }, { query }) => {
    const { user_id } = validate('Query', DeleteQuery, query);
    await db.transaction().execute((transaction) => endGrants(transaction, { userId: user_id }));
    return { status: 204, userId: user_id };
  },
};

/** `DELETE /grants/{id}`. @see https://auth0.com/docs/api/management/v2/grants/delete-grants-by-id */
const remove: Endpoint = {
  method: 'delete',
  path: '/grants/:id',
  summary: 'Delete a grant by id',
  scopes: ['delete:grants'],
  handle: async ({ db }, { params }) => {
    const id = params['id'] ?? '';
    const userId = await db.transaction().execute(async (transaction) => {
      const grant = await findGrant(transaction, id);
      await endGrants(transaction, { id });
      return grant?.user_id;
    });
    return { status: 204, ...(userId === undefined ? {} : { userId }) };
  },
};

/** The operations on what users let applications do. */
export const GRANT_ENDPOINTS: readonly Endpoint[] = [list, removeOfUser, remove];
