import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Tenant } from '../../start.ts';
import { type Api, managementApi, startTestTenant } from '../../testing/test-tenant.ts';
import { MANAGEMENT_SCOPES } from '../scopes.ts';

let tenant: Tenant;
let api: Api;

beforeAll(async () => {
  tenant = await startTestTenant();
  api = await managementApi(tenant);
}, 60_000);

afterAll(() => tenant.close());

const BILLING = 'https://api.meridian.example/billing';

test('the list begins with the Management API and goes on with the APIs of the company', async () => {
  const { status, body } = await api('GET', '/resource-servers');
  expect(status).toBe(200);
  expect(body).toMatchObject([
    { name: 'Auth0 Management API', is_system: true, identifier: `${tenant.url}/api/v2/` },
    { name: 'Bookings API', is_system: false, signing_alg: 'RS256' },
    { name: 'Billing API' },
    { name: 'Support Desk API' },
    { name: 'Insights API' },
  ]);
});

test('the Management API has every scope, with a description', async () => {
  const identifier = `${tenant.url}/api/v2/`;
  const { body } = await api('GET', `/resource-servers/${encodeURIComponent(identifier)}`);
  const { scopes } = Object(body);
  expect(scopes).toHaveLength(MANAGEMENT_SCOPES.length);
  expect(scopes).toContainEqual({ value: 'read:client_grants', description: 'Read Client Grants' });
});

test('pages have totals, and identifiers choose', async () => {
  const { body } = await api('GET', '/resource-servers?per_page=2&page=1&include_totals=true');
  expect(body).toMatchObject({
    start: 2,
    limit: 2,
    total: 5,
    resource_servers: [{ name: 'Billing API' }, { name: 'Support Desk API' }],
  });
  const chosen = await api('GET', `/resource-servers?identifiers=${BILLING}&identifiers=https://nowhere`);
  expect(chosen.body).toMatchObject([{ name: 'Billing API' }]);
  expect((await api('GET', `/resource-servers?identifiers=${BILLING}`)).body).toEqual(chosen.body);
});

test('one is found by its id and by its identifier', async () => {
  const byIdentifier = await api('GET', `/resource-servers/${encodeURIComponent(BILLING)}`);
  expect(byIdentifier).toMatchObject({ status: 200, body: { name: 'Billing API' } });
  const { id } = Object(byIdentifier.body);
  expect((await api('GET', `/resource-servers/${id}`)).body).toEqual(byIdentifier.body);
});

test('one that is not there is 404, more than ten identifiers 400', async () => {
  expect(await api('GET', '/resource-servers/nowhere')).toMatchObject({
    status: 404,
    body: { message: 'The resource server does not exist', errorCode: 'inexistent_resource_server' },
  });
  const eleven = Array.from({ length: 11 }, (_, index) => `identifiers=${index}`).join('&');
  expect(await api('GET', `/resource-servers?${eleven}`)).toMatchObject({
    status: 400,
    body: { errorCode: 'invalid_query_string' },
  });
});

test('reading needs a scope', async () => {
  const readOnly = await managementApi(tenant, 'rollcall_local_m2m_read');
  for (const path of ['/resource-servers', '/resource-servers/nowhere']) {
    expect(await readOnly('GET', path)).toMatchObject({
      status: 403,
      body: { message: 'Insufficient scope, expected any of: read:resource_servers' },
    });
  }
});
