import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Tenant } from '../../start.ts';
import { type Api, managementApi, send, startTestTenant } from '../../testing/test-tenant.ts';
import { type TestUser, type UserActs, userActs } from '../../testing/users.ts';

let tenant: Tenant;
let api: Api;
let newUser: UserActs['newUser'];
let patch: UserActs['patch'];
let seeded: UserActs['seeded'];

beforeAll(async () => {
  tenant = await startTestTenant();
  api = await managementApi(tenant);
  ({ newUser, patch, seeded } = userActs(api));
});

afterAll(() => tenant.close());

/** What the log says about a user, latest first, without what every act of the Management API writes. */
async function eventsOf({ user_id }: { user_id: string }): Promise<Record<string, unknown>[]> {
  const { body } = await api('GET', `/users/${encodeURIComponent(user_id)}/logs?sort=date:-1&per_page=100`);
  const events: { type: string }[] = Object(body);
  return events.filter(({ type }) => type !== 'sapi').map((event) => ({ ...event }));
}

async function typesOf(user: { user_id: string }): Promise<unknown[]> {
  return (await eventsOf(user)).map(({ type }) => type);
}

/** The page with the messages to somebody. */
async function mailbox(recipient: string): Promise<string> {
  const url = `${tenant.url}/mailbox?${new URLSearchParams({ recipient }).toString()}`;
  return String((await send(url, 'GET', undefined)).body);
}

describe('the log', () => {
  test('tells of a new user, by whom and in which connection', async () => {
    const user = await newUser({ email_verified: true });
    expect(await eventsOf(user)).toEqual([
      expect.objectContaining({
        type: 'ss',
        user_id: user.user_id,
        user_name: user.email,
        connection: 'Username-Password-Authentication',
        connection_id: 'con_UsernamePassword',
        strategy: 'auth0',
        strategy_type: 'database',
        client_id: 'rollcall_local_m2m',
        ip: expect.any(String),
      }),
    ]);
  });

  test('has a code of its own for each change of an account, and none when nothing changes', async () => {
    const user = await newUser({
      connection: 'Staff-Directory',
      username: 'logged',
      password: 'Tr1cky-Words-Here',
      email_verified: true,
    });
    await patch(user, { email: 'logged-2@example.com' });
    await patch(user, { email: 'Logged-2@example.com', blocked: true });
    await patch(user, { username: 'logged2' });
    await patch(user, { password: 'Quite-Different-7' });
    expect(await typesOf(user)).toEqual(['scp', 'scu', 'sce', 'ss']);
    const sms = await seeded('user_id:sms*');
    await patch(sms, { phone_number: '+4915112121212' });
    expect((await typesOf(sms))[0]).toBe('scpn');
  });

  test('warns of a profile over 10 KB, which is kept all the same', async () => {
    const user = await newUser({ email_verified: true, user_metadata: { note: 'x'.repeat(9_000) } });
    expect(await typesOf(user)).toEqual(['ss']);
    expect((await patch(user, { app_metadata: { note: 'y'.repeat(2_000) } })).status).toBe(200);
    expect((await eventsOf(user))[0]).toMatchObject({ type: 'wum', details: { limit: 10_240 } });
  });

  test('tells of a user that was deleted, once', async () => {
    const user = await newUser({ email_verified: true });
    const path = `/users/${encodeURIComponent(user.user_id)}`;
    await api('DELETE', path);
    await api('DELETE', path);
    expect(await typesOf(user)).toEqual(['sdu', 'ss']);
  });
});

describe('messages', () => {
  test('an address that nobody has vouched for gets the link that verifies it', async () => {
    const user = await newUser();
    expect(await typesOf(user)).toEqual(['svr', 'ss']);
    expect(await mailbox(user.email)).toContain('/u/email-verification?ticket=');
  });

  test.each([
    ['the address is verified already', { email_verified: true }, false],
    ['the request does not want it', { verify_email: false }, false],
    ['the request wants it whatever is verified', { email_verified: true, verify_email: true }, true],
  ])('when %s', async (_what, attributes, sent) => {
    const user = await newUser(attributes);
    expect((await typesOf(user)).includes('svr')).toBe(sent);
  });

  test('a changed address gets it when the request says so', async () => {
    const user = await newUser({ email_verified: true });
    await patch(user, { email: `quiet-${user.email}` });
    expect(await typesOf(user)).not.toContain('svr');
    await patch(user, { email: `asked-${user.email}`, verify_email: true, client_id: 'rollcall_local_web' });
    const [event] = await eventsOf(user);
    expect(event).toMatchObject({ type: 'svr', client_id: 'rollcall_local_web' });
    expect(await mailbox(`asked-${user.email}`)).toContain('/u/email-verification?ticket=');
  });

  test('an application that nobody knows is refused', async () => {
    const user = await newUser();
    expect(await patch(user, { email: 'never@example.com', client_id: 'nobody' })).toMatchObject({
      status: 404,
      body: { errorCode: 'inexistent_client' },
    });
  });

  test('a new phone number gets a text when the request says so', async () => {
    const sms = await seeded('user_id:sms*');
    await patch(sms, { phone_number: '+4915113131313' });
    expect(await mailbox('+4915113131313')).not.toContain('new phone number');
    await patch(sms, { phone_number: '+4915114141414', verify_phone_number: true });
    expect(await mailbox('+4915114141414')).toContain('new phone number');
  });
});

describe('a secondary identity', () => {
  const PRIMARY = 'user_id:google-oauth2* AND NOT identities.connection:github';

  test('has an account of its own, reached by the name of its connection', async () => {
    const primary = await seeded(PRIMARY);
    const account = await newUser({ email_verified: true });
    await api('POST', `/users/${encodeURIComponent(primary.user_id)}/identities`, {
      provider: 'auth0',
      user_id: account.user_id,
    });
    expect((await patch(primary, { password: 'Second-secret-2' })).status).toBe(400);
    const connection = 'Username-Password-Authentication';
    expect((await patch(primary, { connection, password: 'Second-secret-2' })).status).toBe(200);
    const changed = await patch(primary, { connection, email: 'second@example.com', verify_email: true });
    expect(changed.body).toMatchObject({ email: primary.email });
    const user: TestUser = Object(changed.body);
    expect(Object(user['identities']).at(-1)).toMatchObject({
      connection,
      profileData: { email: 'second@example.com', email_verified: false },
    });
    expect(await mailbox('second@example.com')).toContain('/u/email-verification?ticket=');
    expect((await eventsOf(primary)).slice(0, 3)).toMatchObject([
      { type: 'svr' },
      { type: 'sce', connection },
      { type: 'scp', connection },
    ]);
  });
});
