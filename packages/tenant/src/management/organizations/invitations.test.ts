import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Tenant } from '../../start.ts';
import { newestMessage } from '../../testing/mailbox.ts';
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

const ACME = '/organizations/org_AcmeTrading00001/invitations';
const HANAMI = '/organizations/org_HanamiFoods00001/invitations';
const UNKNOWN = '/organizations/org_0000000000000000/invitations';
const INVITATION = {
  inviter: { name: 'Ada Lindqvist' },
  invitee: { email: 'guest@example.com' },
  client_id: 'meridian_portal',
};
const WEEK = 7 * 86_400_000;
const emailsOf = (list: unknown): string[] =>
  Object(list).map(({ invitee }: { invitee: { email: string } }) => invitee.email);

describe('GET /organizations/{id}/invitations', () => {
  test('answers the newest first, expired ones too', async () => {
    const { body } = await api('GET', ACME);
    expect(emailsOf(body)).toEqual([
      'ines.duarte@acme.example',
      'tom.becker@acme.example',
      'r.castellano@acme.example',
    ]);
    expect(Object(body)[0]).toEqual({
      id: 'uinv_SeedInvitation01',
      organization_id: 'org_AcmeTrading00001',
      inviter: { name: 'Ada Lindqvist' },
      invitee: { email: 'ines.duarte@acme.example' },
      client_id: 'meridian_portal',
      roles: ['rol_BookingAgent0000'],
      ticket_id: 'SeedInvitationTicket000000000001',
      invitation_url:
        'https://portal.meridian.example/login?invitation=SeedInvitationTicket000000000001&organization=org_AcmeTrading00001&organization_name=acme',
      created_at: expect.any(String),
      expires_at: expect.any(String),
    });
    expect(Date.parse(Object(body)[2].expires_at)).toBeLessThan(Date.now());
  });

  test('pages without a total, sorts and shows what was asked for', async () => {
    const { body } = await api(
      'GET',
      `${ACME}?per_page=2&include_totals=true&sort=created_at:1&fields=invitee`,
    );
    expect(body).toEqual({
      start: 0,
      limit: 2,
      invitations: [
        { invitee: { email: 'r.castellano@acme.example' } },
        { invitee: { email: 'tom.becker@acme.example' } },
      ],
    });
  });

  test.each([
    [`${ACME}?sort=invitee:1`, 400],
    [`${ACME}?fields=password`, 400],
    [`${ACME}?page=20&per_page=50`, 400],
    [UNKNOWN, 404],
  ])('refuses %s', async (path, status) => {
    expect((await api('GET', path)).status).toBe(status);
  });

  test('needs a scope', async () => {
    expect((await readOnly('GET', ACME)).status).toBe(403);
  });
});

describe('POST /organizations/{id}/invitations', () => {
  test('invites for a week', async () => {
    const { status, body } = await api('POST', HANAMI, INVITATION);
    expect(status).toBe(201);
    const { id, ticket_id, invitation_url, created_at, expires_at, ...rest } = Object(body);
    expect(id).toMatch(/^uinv_[A-Za-z0-9]{16}$/u);
    expect(rest).toEqual({ ...INVITATION, organization_id: 'org_HanamiFoods00001' });
    expect(invitation_url).toBe(
      `https://portal.meridian.example/login?invitation=${ticket_id}&organization=org_HanamiFoods00001&organization_name=hanami-foods`,
    );
    expect(Date.parse(expires_at) - Date.parse(created_at)).toBe(WEEK);
    expect((await api('GET', `${HANAMI}/${id}`)).body).toEqual(body);
  });

  test('takes roles, a connection, metadata and a time of its own', async () => {
    const more = {
      connection_id: 'con_UsernamePassword',
      roles: ['rol_Customer00000000'],
      app_metadata: { tier: 'gold' },
      user_metadata: { locale: 'ja' },
    };
    const { status, body } = await api('POST', HANAMI, {
      ...INVITATION,
      ...more,
      ttl_sec: 60,
      send_invitation_email: false,
    });
    expect(status).toBe(201);
    expect(body).toMatchObject(more);
    expect(body).not.toHaveProperty('send_invitation_email');
    expect(Date.parse(Object(body).expires_at) - Date.parse(Object(body).created_at)).toBe(60_000);
  });

  test('leads to where the tenant begins sign-ins when the application does not say', async () => {
    const body = { ...INVITATION, client_id: 'meridian_driver' };
    const change = (uri: string) => api('PATCH', '/tenants/settings', { default_redirection_uri: uri });
    const { default_redirection_uri } = Object((await api('GET', '/tenants/settings')).body);
    await change('https://meridian.example/start?from=mail');
    expect(Object((await api('POST', HANAMI, body)).body).invitation_url).toMatch(
      /^https:\/\/meridian\.example\/start\?from=mail&invitation=\w{32}&organization=/u,
    );
    await change('');
    expect(await api('POST', HANAMI, body)).toMatchObject({
      status: 400,
      body: {
        message: expect.stringContaining('A default login route is required'),
        errorCode: 'invalid_body',
      },
    });
    await change(default_redirection_uri);
  });

  test.each([
    [{ client_id: 'nobody' }, 'The specified client_id does not exist.'],
    [{ connection_id: 'con_0000000000000000' }, 'The specified connection does not exist.'],
    [{ connection_id: 'con_PasswordlessMail' }, 'Passwordless connections are not supported.'],
    [
      { connection_id: 'con_AcmeSamlLogin001' },
      'The specified connection is not enabled for the organization.',
    ],
    [{ connection_id: 'github' }, 'format connection-id: github'],
    [
      { roles: ['rol_0000000000000000'] },
      'One or more of the specified roles do not exist: rol_0000000000000000',
    ],
    [{ roles: [] }, 'Array is too short (0), minimum 1'],
    [{ ttl_sec: 2_592_001 }, 'Value 2592001 is greater than maximum 2592000'],
    [{ invitee: { email: 'guest' } }, "Object didn't pass validation for format email: guest"],
    [{ inviter: { name: '' } }, 'String is too short (0 chars), minimum 1'],
    [{ invitee: undefined }, 'Missing required property: invitee'],
    [{ app_metadata: { user_id: 'x' } }, 'The following properties are reserved: user_id'],
    [{ phone_number: '+1' }, 'Additional properties not allowed: phone_number'],
  ])('refuses %j', async (change, words) => {
    expect(await api('POST', HANAMI, { ...INVITATION, ...change })).toMatchObject({
      status: 400,
      body: { message: expect.stringContaining(words), errorCode: 'invalid_body' },
    });
  });

  test('needs an organization and a scope', async () => {
    expect((await api('POST', UNKNOWN, INVITATION)).status).toBe(404);
    expect((await readOnly('POST', HANAMI, INVITATION)).status).toBe(403);
  });
});

/** Invites somebody. Answers where the invitation leads. */
async function invite(email: string, change: object): Promise<string> {
  const { body } = await api('POST', HANAMI, { ...INVITATION, invitee: { email }, ...change });
  return String(Object(body).invitation_url);
}

test('the invitation goes out by mail, unless the application sends it itself', async () => {
  const link = await invite('by-mail@example.com', {});
  const message = await newestMessage(tenant, 'by-mail@example.com');
  expect(message.link).toBe(link);
  expect(message.text).toContain('Ada Lindqvist has invited you to join 花見フーズ Hanami Foods');
  await invite('by-hand@example.com', { send_invitation_email: false });
  await expect(newestMessage(tenant, 'by-hand@example.com')).rejects.toThrow('Nothing was sent');
});

describe('one invitation', () => {
  test('can be taken back, once', async () => {
    const { id } = Object((await api('POST', HANAMI, INVITATION)).body);
    expect((await api('GET', `${HANAMI}/${id}?fields=id`)).body).toEqual({ id });
    expect((await api('DELETE', `${HANAMI}/${id}`)).status).toBe(204);
    for (const method of ['GET', 'DELETE']) {
      expect(await api(method, `${HANAMI}/${id}`)).toMatchObject({
        status: 404,
        body: { message: 'The invitation does not exist.', errorCode: 'inexistent_invitation' },
      });
    }
  });

  test('belongs to one organization', async () => {
    expect((await api('GET', `${ACME}/uinv_SeedInvitation04`)).status).toBe(404);
    expect((await api('GET', `${ACME}/nothing`)).status).toBe(400);
  });

  test('needs scopes', async () => {
    expect((await readOnly('GET', `${ACME}/uinv_SeedInvitation01`)).status).toBe(403);
    expect((await readOnly('DELETE', `${ACME}/uinv_SeedInvitation01`)).status).toBe(403);
  });
});
