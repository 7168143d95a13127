import { z } from 'zod';
import { listConnections } from '../../store/connections.ts';
import type { Endpoint } from '../endpoint.ts';
import { project, readProjection } from '../fields.ts';
import { ManagementError } from '../management-error.ts';
import { answerList, readSlice, sliceArray } from '../paging.ts';
import { booleanParameter, validate } from '../validate.ts';
import { readConnection } from './connection-id.ts';
import { CONNECTION_FIELDS, presentConnection, presentListed } from './present-connection.ts';
import { Strategy } from './strategies.ts';

const PROJECTION = {
  fields: z.string().optional().describe('A comma separated list of fields.'),
  include_fields: booleanParameter('Whether the fields specified are to be included.'),
};
const ReadParameters = z.object(PROJECTION);
const ListParameters = z.object({
  ...PROJECTION,
  strategy: z
    .preprocess((value) => (typeof value === 'string' ? [value] : value), z.array(Strategy).optional())
    .describe('Provide strategies to only retrieve connections with such strategies'),
  name: z.string().optional().describe('Provide the name of the connection to retrieve'),
});

/** `GET /connections`, by name, in either style of paging. @see https://auth0.com/docs/api/management/v2/connections/get-connections */
export const getConnections: Endpoint = {
  method: 'get',
  path: '/connections',
  summary: 'Get all connections',
  scopes: ['read:connections'],
  handle: async ({ db }, { query, scopes }) => {
    const slice = readSlice(query, { perPage: 100 });
    const asked = validate('Query', ListParameters, query);
    const projection = readProjection(asked.fields, asked.include_fields, CONNECTION_FIELDS);
    const connections = (await listConnections(db)).filter(
      ({ name, strategy }) =>
        (asked.name === undefined || name === asked.name) &&
        (asked.strategy === undefined || asked.strategy.includes(strategy)),
    );
    return answerList('connections', slice, sliceArray(connections, slice, keyOf), keyOf, (connection) =>
      project(presentListed(connection, scopes), projection),
    );
  },
};

function keyOf({ name }: { name: string }): string {
  return name;
}

/** `GET /connections/{id}`. @see https://auth0.com/docs/api/management/v2/connections/get-connections-by-id */
export const getConnection: Endpoint = {
  method: 'get',
  path: '/connections/:id',
  summary: 'Get a connection',
  scopes: ['read:connections'],
  handle: async ({ db }, { params, query, scopes }) => {
    const asked = validate('Query', ReadParameters, query);
    const projection = readProjection(asked.fields, asked.include_fields, CONNECTION_FIELDS);
    const connection = await readConnection(db, params);
    return { status: 200, body: project(presentConnection(connection, scopes), projection) };
  },
};

/**
 * `GET /connections/{id}/status`: the tenant stands in for every provider itself, so that a connection is
 * online while an application uses it.
 * @see https://auth0.com/docs/api/management/v2/connections/get-status
 */
export const getConnectionStatus: Endpoint = {
  method: 'get',
  path: '/connections/:id/status',
  summary: 'Check connection status',
  scopes: ['read:connections'],
  handle: async ({ db }, { params }) => {
    const { settings } = await readConnection(db, params);
    if (settings.enabled_clients.length === 0) throw new ManagementError(404, 'The connection is offline');
    return { status: 200 };
  },
};
