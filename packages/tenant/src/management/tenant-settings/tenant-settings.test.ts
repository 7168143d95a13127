import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Tenant } from '../../start.ts';
import { type Api, managementApi, startTestTenant } from '../../testing/test-tenant.ts';

let tenant: Tenant;
let api: Api;
let readOnly: Api;

beforeAll(async () => {
  tenant = await startTestTenant();
  api = await managementApi(tenant);
  readOnly = await managementApi(tenant, 'rollcall_local_m2m_read');
}, 60_000);

afterAll(() => tenant.close());

const PATH = '/tenants/settings';

describe('GET /tenants/settings', () => {
  test('answers what was set, and defaults for everything else', async () => {
    expect((await api('GET', PATH)).body).toMatchObject({
      friendly_name: 'Meridian',
      support_email: 'help@meridian.example',
      session_lifetime: 168,
      idle_session_lifetime: 72,
      flags: { allow_legacy_tokeninfo_endpoint: false, enable_client_connections: true },
    });
  });

  test('answers the fields that were asked for', async () => {
    expect((await api('GET', `${PATH}?fields=friendly_name,session_lifetime`)).body).toEqual({
      friendly_name: 'Meridian',
      session_lifetime: 168,
    });
    expect((await api('GET', `${PATH}?fields=flags&include_fields=false`)).body).not.toHaveProperty('flags');
    expect((await api('GET', `${PATH}?fields=owner`)).status).toBe(400);
  });

  test('needs a scope', async () => {
    expect((await readOnly('GET', PATH)).status).toBe(403);
  });
});

describe('PATCH /tenants/settings', () => {
  test('changes what it names, flags one by one', async () => {
    const before = Object((await api('GET', PATH)).body);
    const { status, body } = await api('PATCH', PATH, {
      friendly_name: 'Meridian Staging',
      session_lifetime_in_minutes: 90,
      flags: { allow_legacy_tokeninfo_endpoint: true },
      acr_values_supported: ['urn:mfa'],
      device_flow: { charset: 'digits', mask: '***-***' },
    });
    expect(status).toBe(200);
    expect(body).toEqual({
      ...before,
      friendly_name: 'Meridian Staging',
      session_lifetime: 1.5,
      flags: { ...before.flags, allow_legacy_tokeninfo_endpoint: true },
      acr_values_supported: ['urn:mfa'],
      device_flow: { charset: 'digits', mask: '***-***' },
    });
    expect((await api('GET', PATH)).body).toEqual(body);
    await api('PATCH', PATH, { session_lifetime: 168, friendly_name: 'Meridian' });
  });

  test('goes back to the default with null', async () => {
    await api('PATCH', PATH, { session_cookie: { mode: 'non-persistent' }, acr_values_supported: ['a'] });
    const { body } = await api('PATCH', PATH, { session_cookie: null, acr_values_supported: null });
    expect(body).toMatchObject({ session_cookie: { mode: 'persistent' } });
    expect(body).not.toHaveProperty('acr_values_supported');
  });

  test.each([
    [{}, 'Too few properties defined (0), minimum 1'],
    [{ owner: 'somebody' }, 'Additional properties not allowed: owner'],
    [{ flags: { fly: true } }, 'Additional properties not allowed: fly'],
    [{ session_lifetime: 0 }, 'Value 0 is less than minimum 1'],
    [{ support_email: 'help' }, "Object didn't pass validation for format email-or-empty: help"],
    [
      { default_redirection_uri: 'http://meridian.example' },
      "Object didn't pass validation for format absolute-https-uri-or-empty",
    ],
    [{ enabled_locales: ['tlh'] }, 'No enum match for: tlh'],
    [{ sandbox_versions_available: ['18'] }, 'Additional properties not allowed: sandbox_versions_available'],
    [
      { session_lifetime: 1, session_lifetime_in_minutes: 60 },
      'Cannot set both session_lifetime and session_lifetime_in_minutes',
    ],
  ])('refuses %j and keeps what was there', async (body, words) => {
    const before = (await api('GET', PATH)).body;
    expect(await api('PATCH', PATH, body)).toMatchObject({
      status: 400,
      body: { message: expect.stringContaining(words), errorCode: 'invalid_body' },
    });
    expect((await api('GET', PATH)).body).toEqual(before);
  });

  test('needs a scope', async () => {
    expect((await readOnly('PATCH', PATH, { friendly_name: 'Mine' })).status).toBe(403);
  });
});
