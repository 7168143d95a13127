import { z } from 'zod';
import { findClient, listClients } from '../../store/clients.ts';
import type { Endpoint } from '../endpoint.ts';
import { project, readProjection } from '../fields.ts';
import { ManagementError } from '../management-error.ts';
import { answerList, readSlice, sliceArray } from '../paging.ts';
import { booleanParameter, validate } from '../validate.ts';
import { CLIENT_FIELDS, type DescribedClient, describeClient, visibleClient } from './present-client.ts';
import { loadSigningKeys } from './signing-keys.ts';

const SCOPES = [
  'read:clients',
  'read:client_keys',
  'read:client_credentials',
  'read:client_summary',
] as const;
const PROJECTION = {
  fields: z.string().optional().describe('Comma-separated list of fields.'),
  include_fields: booleanParameter('Whether specified fields are to be included (true) or excluded (false).'),
};
const ReadParameters = z.object(PROJECTION);
const ListParameters = z.object({
  ...PROJECTION,
  is_global: booleanParameter('Optional filter on the global client parameter.'),
  is_first_party: booleanParameter('Optional filter on whether or not a client is a first-party client.'),
  app_type: z.string().optional().describe('Optional filter by a comma-separated list of application types.'),
  external_client_id: z
    .string()
    .min(1)
    .max(120)
    .optional()
    .describe('Optional filter by the Client ID Metadata Document URI for CIMD-registered clients.'),
  q: z.string().optional().describe('Advanced Query in Lucene syntax.'),
});
type ListParameters = z.output<typeof ListParameters>;

/** `GET /clients`. @see https://auth0.com/docs/api/management/v2/clients/get-clients */
const list: Endpoint = {
  method: 'get',
  path: '/clients',
  summary: 'Get clients',
  scopes: SCOPES,
  handle: async ({ db }, { query, scopes }) => {
    const asked = validate('Query', ListParameters, query);
    const projection = readProjection(asked.fields, asked.include_fields, CLIENT_FIELDS);
    const slice = readSlice(query, { minimum: 0 });
    if (asked.q !== undefined) assertQuery(asked, slice.kind);
    const keys = await loadSigningKeys(db);
    const clients = (await listClients(db))
      .map((client) => describeClient(client, keys))
      .filter((client) => matches(client, asked));
    return answerList('clients', slice, sliceArray(clients, slice, keyOf), keyOf, (client) =>
      project(visibleClient(client, scopes), projection),
    );
  },
};

/** `GET /clients/{id}`. @see https://auth0.com/docs/api/management/v2/clients/get-clients-by-id */
const get: Endpoint = {
  method: 'get',
  path: '/clients/:id',
  summary: 'Get client by ID',
  scopes: SCOPES,
  handle: async ({ db }, { params, query, scopes }) => {
    const asked = validate('Query', ReadParameters, query);
    const projection = readProjection(asked.fields, asked.include_fields, CLIENT_FIELDS);
    const client = await findClient(db, params['id'] ?? '');
    if (client === undefined) {
      throw new ManagementError(404, 'The client does not exist', 'inexistent_client');
    }
    const described = describeClient(client, await loadSigningKeys(db));
    return { status: 200, body: project(visibleClient(described, scopes), projection) };
  },
};

/** The operations on applications: reading them is all that administering users needs. */
export const CLIENT_ENDPOINTS: readonly Endpoint[] = [list, get];

function keyOf({ client_id }: DescribedClient): string {
  return client_id;
}

function matches(client: DescribedClient, asked: ListParameters): boolean {
  const { is_global, is_first_party, app_type, external_client_id, q } = asked;
  const types: readonly unknown[] | undefined = app_type?.split(',');
  return (
    // The only queries there are look for grants on organizations, and no application here has one.
    q === undefined &&
    (is_global === undefined || client['global'] === is_global) &&
    (is_first_party === undefined || client['is_first_party'] === is_first_party) &&
    (types === undefined || types.includes(client['app_type'])) &&
    (external_client_id === undefined || client['external_client_id'] === external_client_id)
  );
}

function assertQuery(asked: ListParameters, paging: 'offset' | 'checkpoint'): void {
  const { q = '', is_global, is_first_party, app_type, external_client_id } = asked;
  const refusal = !/^client_grant\.(?:organization_id:\S+|allow_any_organization:true)$/u.test(q)
    ? `Query not permitted: ${q}`
    : [is_global, is_first_party, app_type, external_client_id].some((filter) => filter !== undefined)
      ? 'Cannot be used in combination with other filters'
      : paging === 'offset'
        ? 'Requires use of the from and take paging parameters'
        : undefined;
  if (refusal === undefined) return;
  throw new ManagementError(
    400,
    `Query validation error: '${refusal}' on property q (Advanced Query in Lucene syntax).`,
    'invalid_query_string',
  );
}
