import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Tenant } from '../../start.ts';
import { type JobActs, jobActs } from '../../testing/jobs.ts';
import { startTestTenant } from '../../testing/test-tenant.ts';
import { userActs } from '../../testing/users.ts';

let tenant: Tenant;
let acts: JobActs;

beforeAll(async () => {
  tenant = await startTestTenant();
  acts = await jobActs(tenant);
});

afterAll(() => tenant.close());

const request = (body: unknown) => acts.api('POST', '/jobs/verification-email', body);
const somebody = async () =>
  (await userActs(acts.api).newUser({ email: `${crypto.randomUUID()}@example.com` })).user_id;

describe('a verification e-mail', () => {
  test('is a job that is pending and then completed, as Auth0 was recorded', async () => {
    const user_id = await somebody();
    const answer = await request({ user_id, client_id: 'rollcall_local_web' });
    expect(answer).toMatchObject({ status: 201 });
    const job = {
      type: 'verification_email',
      created_at: expect.any(String),
      id: expect.stringMatching(/^job_[A-Za-z0-9]{16}$/u),
    };
    expect(answer.body).toEqual({ ...job, status: 'pending' });
    expect(await acts.ended(answer)).toEqual({ ...job, status: 'completed' });
    const { body: log } = await acts.api('GET', `/users/${encodeURIComponent(user_id)}/logs`);
    expect(log).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ type: 'svr', client_id: 'rollcall_local_web' }),
        expect.objectContaining({ type: 'sapi', description: 'Send an email address verification email' }),
      ]),
    );
  });

  test('goes to an identity that is no database account when that is named', async () => {
    const { body } = await acts.api('GET', '/users?q=user_id:google*&per_page=1');
    const [{ user_id, identities }] = Object(body);
    expect(await request({ user_id })).toMatchObject({
      status: 400,
      body: { message: 'Connection must be a database connection.' },
    });
    const [{ provider, user_id: id }] = identities;
    const identity = { provider, user_id: id, connection_id: 'con_GoogleOauth20001' };
    const answer = await request({ user_id, identity });
    expect(await acts.ended(answer)).toMatchObject({ status: 'completed' });
    for (const other of [
      { ...identity, user_id: 'somebody' },
      { ...identity, connection_id: 'con_UsernamePassword' },
    ]) {
      expect(await request({ user_id, identity: other })).toMatchObject({ status: 400 });
    }
  });

  test('cannot go to somebody without an address', async () => {
    const { body } = await acts.api('GET', '/users?q=user_id:sms*&per_page=1');
    const [{ user_id, identities }] = Object(body);
    const identity = { provider: 'sms', user_id: identities[0].user_id };
    expect(await request({ user_id, identity })).toMatchObject({
      status: 400,
      body: { message: 'User does not have an email address.' },
    });
  });

  test('cannot go to nobody, or come from nowhere', async () => {
    expect(await request({ user_id: 'auth0|nobody' })).toMatchObject({
      status: 404,
      body: { errorCode: 'inexistent_user' },
    });
    const user_id = await somebody();
    expect(await request({ user_id, client_id: 'nothing' })).toMatchObject({ status: 404 });
    expect(await request({ user_id, organization_id: 'org_0000000000000000' })).toMatchObject({
      status: 404,
    });
  });

  test.each([
    [{}, "'Missing required property: user_id'"],
    [{ user_id: 'nobody' }, "'Object didn't pass validation for format user-id: nobody' on property user_id"],
    [
      { user_id: 'auth0|1', client_id: '#<Random>' },
      "'Object didn't pass validation for format client-id: #<Random>' on property client_id",
    ],
    [
      { user_id: 'auth0|1', organization_id: 'org_1' },
      "'Object didn't pass validation for format organization-id: org_1' on property organization_id",
    ],
    [{ user_id: 'auth0|1', identity: { user_id: '1' } }, 'Missing required property'],
    [{ user_id: 'auth0|1', identity: { user_id: '1', provider: 'pigeon' } }, "'No enum match for: pigeon'"],
    [{ user_id: 'auth0|1', email: 'a@b.example' }, "'Additional properties not allowed: email'"],
  ])('is refused for %j', async (body, message) => {
    expect(await request(body)).toMatchObject({
      status: 400,
      body: { errorCode: 'invalid_body', message: expect.stringContaining(message) },
    });
  });

  test('needs update:users', async () => {
    const reader = await jobActs(tenant, 'rollcall_local_m2m_read');
    expect(await reader.api('POST', '/jobs/verification-email', { user_id: 'auth0|1' })).toMatchObject({
      status: 403,
      body: { message: 'Insufficient scope, expected any of: update:users' },
    });
  });
});
