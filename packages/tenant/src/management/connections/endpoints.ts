import { z } from 'zod';
import { findConnectionById, listConnections, saveConnection } from '../../store/connections.ts';
import type { ConnectionRecord } from '../../store/schema.ts';
import type { Endpoint } from '../endpoint.ts';
import { project, readProjection } from '../fields.ts';
import { insufficientScope, ManagementError } from '../management-error.ts';
import { pagingParameters } from '../paging.ts';
import { booleanParameter, integerParameter, validate } from '../validate.ts';
import { assertOptions, UpdateConnectionBody } from './update-body.ts';

const FIELDS = [
  'id',
  'name',
  'strategy',
  'display_name',
  'options',
  'enabled_clients',
  'realms',
  'is_domain_connection',
  'show_as_button',
  'metadata',
];
const PROJECTION = {
  fields: z.string().optional().describe('A comma separated list of fields.'),
  include_fields: booleanParameter('Whether the fields specified are to be included.'),
};
const ReadParameters = z.object(PROJECTION);
const ListParameters = z.object({
  ...PROJECTION,
  ...pagingParameters(1, 100),
  take: integerParameter(1, 100, 'Number of results per page. Defaults to 50.'),
  from: z.string().optional().describe('Optional Id from which to start selection.'),
  strategy: z
    .preprocess((value) => (typeof value === 'string' ? [value] : value), z.array(z.string()).optional())
    .describe('Provide strategies to only retrieve connections with such strategies'),
  name: z.string().optional().describe('Provide the name of the connection to retrieve'),
});

/** `GET /connections`. @see https://auth0.com/docs/api/management/v2/connections/get-connections */
const list: Endpoint = {
  method: 'get',
  path: '/connections',
  summary: 'Get all connections',
  scopes: ['read:connections'],
  handle: async ({ db }, { query, scopes }) => {
    const asked = validate('Query', ListParameters, query);
    const projection = readProjection(asked.fields, asked.include_fields, FIELDS);
    const found = (await listConnections(db)).filter(
      ({ name, strategy }) =>
        (asked.name === undefined || name === asked.name) &&
        (asked.strategy === undefined || asked.strategy.includes(strategy)),
    );
    const show = (page: readonly ConnectionRecord[]) =>
      page.map((connection) => project(presentInList(connection, scopes), projection));
    if (asked.take !== undefined || asked.from !== undefined) {
      const start = asked.from === undefined ? 0 : found.findIndex(({ id }) => id === asked.from);
      const page = found.slice(Math.max(start, 0), Math.max(start, 0) + (asked.take ?? 50));
      const next = found[Math.max(start, 0) + page.length];
      return {
        status: 200,
        body: { connections: show(page), ...(next === undefined ? {} : { next: next.id }) },
      };
    }
    const limit = asked.per_page ?? 100;
    const start = (asked.page ?? 0) * limit;
    const connections = show(found.slice(start, start + limit));
    if (asked.include_totals !== true) return { status: 200, body: connections };
    return { status: 200, body: { start, limit, total: found.length, connections } };
  },
};

/** `GET /connections/{id}`. @see https://auth0.com/docs/api/management/v2/connections/get-connections-by-id */
const get: Endpoint = {
  method: 'get',
  path: '/connections/:id',
  summary: 'Get a connection',
  scopes: ['read:connections'],
  handle: async ({ db }, { params, query, scopes }) => {
    const asked = validate('Query', ReadParameters, query);
    const projection = readProjection(asked.fields, asked.include_fields, FIELDS);
    const connection = await findConnectionById(db, params['id'] ?? '');
    if (connection === undefined) throw inexistentConnection();
    return { status: 200, body: project(present(connection, scopes), projection) };
  },
};

/** `PATCH /connections/{id}`: `options` is replaced whole. @see https://auth0.com/docs/api/management/v2/connections/patch-connections-by-id */
const update: Endpoint = {
  method: 'patch',
  path: '/connections/:id',
  summary: 'Update a connection',
  scopes: ['update:connections'],
  handle: async ({ db }, { params, body, scopes }) => {
    const { options, ...sent } = validate('Payload', UpdateConnectionBody, body);
    if (options !== undefined && !scopes.has('update:connections_options')) {
      throw insufficientScope(['update:connections_options']);
    }
    const updated = await db.transaction().execute(async (transaction) => {
      const connection = await findConnectionById(transaction, params['id'] ?? '');
      if (connection === undefined) throw inexistentConnection();
      if (options !== undefined) assertOptions(options);
      const changed: ConnectionRecord = {
        ...connection,
        options: options ?? connection.options,
        // Auth0 puts the name back when a request leaves the display name out.
        settings: { ...connection.settings, display_name: connection.name, ...sent },
      };
      await saveConnection(transaction, changed);
      return changed;
    });
    return { status: 200, body: present(updated, scopes) };
  },
};

/** The operations on connections. */
export const CONNECTION_ENDPOINTS: readonly Endpoint[] = [list, get, update];

function present(
  { options, settings, ...connection }: ConnectionRecord,
  scopes: ReadonlySet<string>,
): object {
  return { ...connection, ...settings, ...(scopes.has('read:connections_options') ? { options } : {}) };
}

/** Lists have lost `enabled_clients`: only a connection read alone still shows them. */
function presentInList(connection: ConnectionRecord, scopes: ReadonlySet<string>): object {
  return project(present(connection, scopes), { fields: ['enabled_clients'], include: false });
}

function inexistentConnection(): ManagementError {
  return new ManagementError(404, 'The connection does not exist', 'inexistent_connection');
}
