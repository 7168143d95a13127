import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Tenant } from '../../start.ts';
import { Browser } from '../../testing/browser.ts';
import { type Api, managementApi, startTestTenant } from '../../testing/test-tenant.ts';
import { type UserActs, userActs } from '../../testing/users.ts';

const TICKET = '/guardian/enrollments/ticket';
let tenant: Tenant;
let api: Api;
let acts: UserActs;

beforeAll(async () => {
  tenant = await startTestTenant();
  api = await managementApi(tenant);
  acts = userActs(api);
});

afterAll(() => tenant.close());

test('a ticket leads to a page where its user sets up an app', async () => {
  const user = await acts.newUser();
  const { status, body } = await api('POST', TICKET, { user_id: user.user_id });
  expect({ status, body }).toEqual({
    status: 200,
    body: {
      ticket_id: expect.stringMatching(/^\w{32}$/u),
      ticket_url: `${tenant.url}/mfa/enroll?ticket=${Object(body).ticket_id}`,
    },
  });
  const page = await new Browser(tenant.url).open(Object(body).ticket_url);
  expect([page.status, page.text]).toEqual([200, expect.stringContaining(user.email)]);
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
});

test('an invitation is sent when that is asked for, to somebody who can be reached', async () => {
  const user = await acts.newUser();
  expect((await api('POST', TICKET, { user_id: user.user_id, send_mail: true })).status).toBe(200);
  const { body: events } = await api('GET', `/users/${encodeURIComponent(user.user_id)}/logs`);
  expect(Array.from(Object(events), (event) => Object(event).type)).toContain('gd_send_email');
  const phone = await acts.seeded('user_id:sms*');
  expect(await api('POST', TICKET, { user_id: phone.user_id, send_mail: true })).toMatchObject({
    status: 400,
    body: { message: 'User does not have an email address.' },
  });
  const elsewhere = { user_id: phone.user_id, send_mail: true, email: 'somebody@example.com', factor: 'otp' };
  expect((await api('POST', TICKET, elsewhere)).status).toBe(200);
});

test.each([
  [{}, 400, 'Missing required property: user_id'],
  [
    { user_id: 'nobody' },
    400,
    "Object didn't pass validation for format user-id: nobody' on property user_id",
  ],
  [{ user_id: 'auth0|nobody' }, 404, 'The user does not exist.'],
  [{ user_id: 'auth0|nobody', email: 'nowhere' }, 400, "format email: nowhere' on property email"],
  [{ user_id: 'auth0|nobody', factor: 'sms' }, 400, 'No enum match for: sms'],
  [{ user_id: 'auth0|nobody', more: 1 }, 400, 'Additional properties not allowed: more'],
])('%j makes no ticket', async (body, status, message) => {
  const answer = await api('POST', TICKET, body);
  expect(answer.status).toBe(status);
  expect(Object(answer.body).message).toContain(message);
});

test('a token needs the scope', async () => {
  const reader = await managementApi(tenant, 'rollcall_local_m2m_read');
  expect((await reader('POST', TICKET, { user_id: 'auth0|0000000000000000000000a1' })).status).toBe(403);
});
