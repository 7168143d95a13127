import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Tenant } from '../../start.ts';
import { DATABASE, type JobActs, jobActs } from '../../testing/jobs.ts';
import { startTestTenant } from '../../testing/test-tenant.ts';

let tenant: Tenant;
let acts: JobActs;

beforeAll(async () => {
  tenant = await startTestTenant();
  acts = await jobActs(tenant);
});

afterAll(() => tenant.close());

const byEmail = async (email: string) =>
  Object((await acts.api('GET', `/users-by-email?email=${encodeURIComponent(email)}`)).body);

const busy = (name: string) => ({
  connection_id: DATABASE,
  users: Array.from({ length: 2_500 }, (_, index) => ({ email: `${name}-${index}@example.com` })),
});

describe('starting an import', () => {
  test('answers 202 with the job as Auth0 was recorded', async () => {
    const answer = await acts.send({ users: [], connection_id: DATABASE, external_id: 'batch-7' });
    expect(answer).toMatchObject({
      status: 202,
      body: {
        type: 'users_import',
        status: 'pending',
        connection_id: DATABASE,
        connection: 'Username-Password-Authentication',
        external_id: 'batch-7',
        id: expect.stringMatching(/^job_[A-Za-z0-9]{16}$/u),
      },
    });
    expect(Object.keys(Object(answer.body)).toSorted()).toEqual(
      ['type', 'status', 'connection_id', 'external_id', 'connection', 'created_at', 'id'].toSorted(),
    );
    await acts.ended(answer);
  });

  test.each([
    [{ connection_id: DATABASE }, "Must provide 'users' file as multipart part."],
    [{ users: '', connection_id: DATABASE }, 'Users file must not be empty.'],
    [{ users: [] }, "Must provide 'connection_id' as multipart part."],
    [
      { users: [], connection_id: 'con_1' },
      "Payload validation error: 'String does not match pattern ^con_[A-Za-z0-9]{16}$: con_1' on property connection_id (connection_id of the connection to which users will be imported).",
    ],
    [{ users: [], connection_id: 'con_0000000000000000' }, 'The connection does not exist.'],
    [{ users: [], connection_id: 'con_GoogleOauth20001' }, 'Connection must be a database connection.'],
    [{ users: [], connection_id: 'con_PasswordlessMail' }, 'Connection must be a database connection.'],
    [
      { users: [], connection_id: DATABASE, upsert: 'maybe' },
      "Payload validation error: 'Expected type boolean but found type string' on property upsert (Whether to update users if they already exist (true) or to ignore them (false)).",
    ],
  ])('refuses %j', async (parts, message) => {
    expect(await acts.send(parts)).toMatchObject({ status: 400, body: { statusCode: 400, message } });
  });

  test('refuses what is no multipart body', async () => {
    expect(await acts.api('POST', '/jobs/users-imports', { users: [] })).toMatchObject({
      status: 400,
      body: { message: "Payload validation error: 'Invalid multipart payload format'." },
    });
  });

  test('refuses more than 512,000 bytes', async () => {
    const users = [{ email: 'large@example.com', user_metadata: { text: 'x'.repeat(512_000) } }];
    expect(await acts.send({ users, connection_id: DATABASE })).toMatchObject({
      status: 413,
      body: { message: 'Payload content length greater than maximum allowed: 512000' },
    });
  });

  test('refuses a token without create:users', async () => {
    const reader = await jobActs(tenant, 'rollcall_local_m2m_read');
    expect(await reader.send({ users: [], connection_id: DATABASE })).toMatchObject({
      status: 403,
      body: { message: 'Insufficient scope, expected any of: create:users' },
    });
  });

  test('refuses a third one while two are active', async () => {
    const active = await Promise.all([acts.send(busy('one')), acts.send(busy('other'))]);
    expect(await acts.send({ users: [], connection_id: DATABASE })).toMatchObject({
      status: 429,
      body: {
        message:
          'There are 2 active import users jobs, please wait until some of them are finished and try again',
      },
    });
    for (const answer of active) {
      expect(await acts.ended(answer)).toMatchObject({ summary: { inserted: 2_500, failed: 0 } });
    }
    await acts.imported([]);
  }, 60_000);
});

describe('an imported user', () => {
  test('looks as Auth0 was recorded, and is found at once', async () => {
    const job = await acts.imported([{ email: 'Auzironian@Example.com', email_verified: true }]);
    expect(job).toMatchObject({
      status: 'completed',
      summary: { failed: 0, updated: 0, inserted: 1, total: 1 },
    });
    const [user] = await byEmail('auzironian@example.com');
    expect(user).toEqual({
      email: 'auzironian@example.com',
      email_verified: true,
      created_at: expect.any(String),
      updated_at: user.created_at,
      identities: [
        {
          provider: 'auth0',
          connection: 'Username-Password-Authentication',
          isSocial: false,
          user_id: expect.stringMatching(/^[\da-f]{24}$/u),
        },
      ],
      user_id: expect.stringMatching(/^auth0\|[\da-f]{24}$/u),
      name: 'auzironian@example.com',
      nickname: 'auzironian',
      picture:
        'https://secure.gravatar.com/avatar/1eafdbc62a30a384b6d9a04e1cc21500?s=480&r=pg&d=https%3A%2F%2Fcdn.auth0.com%2Favatars%2Fau.png',
    });
    expect((await acts.api('GET', '/users?q=email:auzironian@example.com')).body).toMatchObject([
      { user_id: user.user_id },
    ]);
  });

  test('keeps everything the file says, and gets auth0| before its id even if it has it', async () => {
    await acts.imported([
      {
        email: 'whole@example.com',
        user_id: 'auth0|whole',
        given_name: 'Wanda',
        family_name: 'Whole',
        name: 'Wanda Whole',
        nickname: 'ww',
        picture: 'https://pictures.example/w.png',
        blocked: true,
        app_metadata: { plan: 'gold' },
        user_metadata: { theme: 'dark' },
      },
    ]);
    expect((await acts.api('GET', '/users/auth0%7Cauth0%7Cwhole')).body).toMatchObject({
      email: 'whole@example.com',
      email_verified: false,
      given_name: 'Wanda',
      name: 'Wanda Whole',
      nickname: 'ww',
      picture: 'https://pictures.example/w.png',
      blocked: true,
      app_metadata: { plan: 'gold' },
      user_metadata: { theme: 'dark' },
      identities: [{ user_id: 'auth0|whole' }],
    });
  });

  test('has a username where the connection has usernames, and must have one there', async () => {
    const job = await acts.imported(
      [{ email: 'desk@staff.example', username: 'Desk.1' }, { email: 'nameless@staff.example' }],
      { connection_id: 'con_StaffDirectory01' },
    );
    expect(job).toMatchObject({ summary: { inserted: 1, failed: 1 } });
    expect(await byEmail('desk@staff.example')).toMatchObject([{ username: 'desk.1' }]);
    expect((await acts.errors(job)).body).toMatchObject([
      { user: { email: 'nameless@staff.example' }, errors: [{ code: 'OBJECT_REQUIRED', path: 'username' }] },
    ]);
  });

  test('has the factors of the file', async () => {
    await acts.imported([
      {
        email: 'factors@example.com',
        user_id: 'factors',
        mfa_factors: [
          { totp: { secret: 'JBTWY3DPEHPK3PNP' } },
          { phone: { value: '+15551112233' } },
          { email: { value: 'second@example.com' } },
        ],
      },
    ]);
    const { body } = await acts.api('GET', '/users/auth0%7Cfactors/authentication-methods');
    expect(Object(body).map(({ type }: { type: string }) => type)).toEqual(
      expect.arrayContaining(['totp', 'phone', 'email']),
    );
    expect(JSON.stringify(body)).not.toContain('JBTWY3DPEHPK3PNP');
  });
});

describe('when an import has ended', () => {
  test('the owners hear of it unless that was not wanted, and the log tells it', async () => {
    await acts.imported([{ email: 'told@example.com' }], { external_id: 'told' });
    const { body } = await acts.api('GET', '/logs?q=type:sui&per_page=100');
    expect(body).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          type: 'sui',
          connection_id: DATABASE,
          details: expect.objectContaining({
            external_id: 'told',
            summary: { failed: 0, inserted: 1, total: 1, updated: 0 },
          }),
        }),
      ]),
    );
  });

  test('a file that is no JSON, or no array, has failed as a whole and says why', async () => {
    for (const [users, status_details] of [
      ['{"email":', 'Failed to parse users file JSON when importing users. Make sure it is valid JSON.'],
      [
        new Uint8Array([0x5b, 0xff, 0x5d]),
        'Failed to parse users file JSON when importing users. Make sure it is valid JSON.',
      ],
      ['{}', 'The users file must hold an array of users.'],
    ] as const) {
      const job = await acts.imported(users);
      expect(job).toMatchObject({ status: 'failed', status_details });
      expect(job).not.toHaveProperty('summary');
      expect(await acts.errors(job)).toMatchObject({ status: 200, body: { id: job['id'], status_details } });
    }
    const { body } = await acts.api('GET', '/logs?q=type:fui');
    expect(body).toHaveLength(3);
  });

  test('there is nothing to say about one without errors', async () => {
    const job = await acts.imported([{ email: 'faultless@example.com' }]);
    expect(await acts.errors(job)).toMatchObject({ status: 204, body: '' });
  });
});
