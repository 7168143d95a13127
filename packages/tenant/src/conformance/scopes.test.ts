import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ENDPOINTS } from '../management/router.ts';
import type { Tenant } from '../start.ts';
import { requestToken, send, startTestTenant } from '../testing/test-tenant.ts';
import { referenceOf } from './check.ts';
import { REFERENCE } from './reference.ts';

/** Where the text of Auth0's own refusal speaks against the list of scopes, and how the tenant reads it. */
const READ_OTHERWISE: Readonly<Record<string, readonly string[]>> = {
  'GET /users': ['read:users'],
  'DELETE /device-credentials/{id}': [
    'delete:device_credentials',
    'delete:current_user_device_credentials',
    'update:current_user',
  ],
  'GET /organizations/{id}/members': ['read:organization_members', 'read:organization_member_roles'],
  'GET /users/{id}/organizations': ['read:organizations', 'read:users'],
};
/** Where one scope is not enough. */
const NEED_ALL = new Set(['GET /users/{id}/roles', 'GET /roles/{id}/users']);

let tenant: Tenant;
beforeAll(async () => {
  tenant = await startTestTenant();
});
afterAll(() => tenant.close());

/** The status of an operation on things that do not exist, for a token with just these scopes. */
async function statusWith(method: string, path: string, scope: string): Promise<number> {
  const client = { client_id: 'rollcall_local_m2m', client_secret: 'rollcall_local_m2m_secret', scope };
  const { access_token } = Object((await requestToken(tenant, client)).body);
  const url = `${tenant.url}/api/v2${path.replace(/:[^/]+/gu, 'auth0%7Cnobody')}`;
  const body = method === 'get' ? undefined : {};
  return (await send(url, method.toUpperCase(), `Bearer ${access_token}`, body)).status;
}

test('every operation of the reference is there, and no other', () => {
  const names = ENDPOINTS.map(({ method, path }) => referenceOf(method, path)?.name ?? `${method} ${path}`);
  expect(names.toSorted()).toEqual(REFERENCE.map(({ name }) => name).toSorted());
});

describe.each(ENDPOINTS.map((endpoint) => [`${endpoint.method} ${endpoint.path}`, endpoint] as const))(
  '%s',
  (_, { method, path, scopes, needs }) => {
    const operation = referenceOf(method, path);
    const name = operation?.name ?? '';
    const expected = READ_OTHERWISE[name] ?? operation?.scopes ?? [];

    test('asks for the scopes that Auth0 lists', () => {
      expect(needs === 'all').toBe(NEED_ALL.has(name));
      expect([...scopes].toSorted()).toEqual([...expected].toSorted());
    });

    test('lets in who has them, and nobody else', async () => {
      expect(await statusWith(method, path, 'read:email_templates')).toBe(403);
      if (needs === 'all') {
        for (const missing of scopes) {
          const others = scopes.filter((scope) => scope !== missing);
          expect(await statusWith(method, path, others.join(' '))).toBe(403);
        }
        expect(await statusWith(method, path, scopes.join(' '))).not.toBe(403);
      } else {
        for (const scope of scopes) {
          if (!scope.includes(':current_user')) expect(await statusWith(method, path, scope)).not.toBe(403);
        }
      }
    });
  },
);
