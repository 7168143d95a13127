import { z } from 'zod';
import {
  findResourceServer,
  listResourceServers,
  type ResourceServer,
} from '../../store/resource-servers.ts';
import type { Endpoint } from '../endpoint.ts';
import { answerList, readOffset } from '../paging.ts';
import { validate } from '../validate.ts';
import { inexistentResourceServer } from './inexistent-resource-server.ts';

const Filter = z.object({
  identifiers: z
    .preprocess(
      (value) => (typeof value === 'string' ? [value] : value),
      z.array(z.string().min(1)).max(10).optional(),
    )
    .describe('An optional filter on the resource server identifier.'),
});

/** `GET /resource-servers`. @see https://auth0.com/docs/api/management/v2/resource-servers/get-resource-servers */
const list: Endpoint = {
  method: 'get',
  path: '/resource-servers',
  summary: 'Get resource servers',
  scopes: ['read:resource_servers'],
  handle: async ({ db }, { query }) => {
    const slice = readOffset(query);
    const { identifiers } = validate('Query', Filter, query);
    const found = await listResourceServers(db, identifiers, slice);
    return answerList('resource_servers', slice, found, ({ id }) => id, present);
  },
};

/** `GET /resource-servers/{id}`, by id or identifier. @see https://auth0.com/docs/api/management/v2/resource-servers/get-resource-servers-by-id */
const get: Endpoint = {
  method: 'get',
  path: '/resource-servers/:id',
  summary: 'Get a resource server',
  scopes: ['read:resource_servers'],
  handle: async ({ db }, { params }) => {
    const server = await findResourceServer(db, params['id'] ?? '');
    if (server === undefined) throw inexistentResourceServer();
    return { status: 200, body: present(server) };
  },
};

/** The operations on APIs. */
export const RESOURCE_SERVER_ENDPOINTS: readonly Endpoint[] = [list, get];

function present({ settings, scopes, ...server }: ResourceServer): object {
  return { ...server, ...settings, scopes };
}
