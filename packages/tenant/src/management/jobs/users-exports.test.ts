import { gunzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Tenant } from '../../start.ts';
import { type JobActs, jobActs } from '../../testing/jobs.ts';
import { startTestTenant } from '../../testing/test-tenant.ts';

let tenant: Tenant;
let acts: JobActs;

beforeAll(async () => {
  tenant = await startTestTenant();
  acts = await jobActs(tenant);
});

afterEach(() => {
  vi.useRealTimers();
});

afterAll(() => tenant.close());

/** Exports, waits, downloads and unpacks. */
async function exported(body: object): Promise<{ job: Record<string, unknown>; lines: string[] }> {
  const answer = await acts.api('POST', '/jobs/users-exports', body);
  if (answer.status !== 200) throw new Error(`No export: ${JSON.stringify(answer.body)}`);
  const job = await acts.ended(answer);
  const file = await fetch(String(job['location']));
  const text = gunzipSync(Buffer.from(await file.arrayBuffer())).toString();
  return { job, lines: text.trimEnd().split('\n') };
}

describe('starting an export', () => {
  test('answers 200 with the job as Auth0 was recorded', async () => {
    const fields = [{ name: 'email' }, { name: 'identities[0].connection', export_as: 'provider' }];
    const answer = await acts.api('POST', '/jobs/users-exports', {
      connection_id: 'con_UsernamePassword',
      format: 'json',
      limit: 5,
      fields,
    });
    expect(answer).toMatchObject({ status: 200 });
    expect(answer.body).toEqual({
      type: 'users_export',
      status: 'pending',
      connection_id: 'con_UsernamePassword',
      format: 'json',
      limit: 5,
      fields,
      connection: 'Username-Password-Authentication',
      created_at: expect.any(String),
      id: expect.stringMatching(/^job_[A-Za-z0-9]{16}$/u),
    });
    await acts.ended(answer);
  });

  test.each([
    [{ limit: 0 }, "Payload validation error: 'Value 0 is less than minimum 1' on property limit"],
    [{ format: 'xml' }, "Payload validation error: 'No enum match for: xml' on property format"],
    [
      { connection_id: 'con_1' },
      "Payload validation error: 'String does not match pattern ^con_[A-Za-z0-9]{16}$",
    ],
    [{ connection_id: 'con_0000000000000000' }, 'The connection does not exist.'],
    [{ fields: [{}] }, "Payload validation error: 'Missing required property: fields.0.name'"],
    [
      { fields: [{ name: 'x'.repeat(101) }] },
      "Payload validation error: 'String is too long (101 chars), maximum 100'",
    ],
    [
      { fields: [{ name: 'email', export_as: 'x'.repeat(101) }] },
      "Payload validation error: 'String is too long (101 chars), maximum 100'",
    ],
    [{ everything: true }, "Payload validation error: 'Additional properties not allowed: everything'"],
    [
      { fields: Array.from({ length: 31 }, () => ({ name: 'email' })) },
      "Payload validation error: 'Array is too long (31), maximum 30' on property fields",
    ],
    [
      { fields: [{ name: 'user_metadata' }] },
      "Payload validation error: 'user_metadata cannot be exported to CSV as a single object' on property fields",
    ],
  ])('refuses %j', async (body, message) => {
    expect(await acts.api('POST', '/jobs/users-exports', body)).toMatchObject({
      status: 400,
      body: { message: expect.stringContaining(message) },
    });
  });

  test('takes read:users, and nothing less', async () => {
    const reader = await jobActs(tenant, 'rollcall_local_m2m_read');
    await acts.ended(await reader.api('POST', '/jobs/users-exports', { limit: 1 }));
    const narrow = await fetch(`${tenant.url}/api/v2/jobs/users-exports`, { method: 'POST' });
    expect(narrow.status).toBe(401);
  });
});

describe('an export', () => {
  test('is CSV with Auth0’s own columns when nothing else is said, of all connections', async () => {
    const { job, lines } = await exported({});
    expect(job).toMatchObject({
      status: 'completed',
      format: 'csv',
      percentage_done: 100,
      time_left_seconds: 0,
    });
    expect(lines[0]).toBe(
      'Id,Given Name,Family Name,Nickname,Name,Email,Email Verified,Picture,Connection,Created At,Updated At',
    );
    const { body } = await acts.api('GET', '/users?include_totals=true&per_page=1');
    expect(lines).toHaveLength(Object(body).total + 1);
    expect(lines).toContainEqual(
      expect.stringMatching(
        /^"'auth0\|0000000000000000000000a1","'Ada","'Lindqvist","'admin","'Ada Lindqvist","'admin@rollcall\.example",true,"'https:[^"]+","'Username-Password-Authentication",2026-01-05T09:00:00\.000Z,/u,
      ),
    );
  });

  test('of CSV takes no value for a formula, and writes what is not there as nothing', async () => {
    const id = 'auth0%7C0000000000000000000000e1';
    await acts.api('PATCH', `/users/${id}`, {
      name: '=HYPERLINK("http://evil")',
      user_metadata: { size: 3, wants: false, address: { city: 'Zürich, "CH"' }, list: ['a', 'b'] },
    });
    const { lines } = await exported({
      format: 'csv',
      connection_id: 'con_UsernamePassword',
      fields: [
        { name: 'user_id' },
        { name: 'name', export_as: 'Name, "full"' },
        { name: 'user_metadata.size' },
        { name: 'user_metadata.wants' },
        { name: 'user_metadata.address.city', export_as: 'City' },
        { name: 'user_metadata.list[1]' },
        { name: 'user_metadata.list' },
        { name: 'app_metadata.nothing.here' },
        { name: 'constructor' },
      ],
    });
    expect(lines[0]).toBe(
      'user_id,"Name, ""full""",user_metadata.size,user_metadata.wants,City,user_metadata.list[1],user_metadata.list,app_metadata.nothing.here,constructor',
    );
    expect(lines).toContain(
      `"'auth0|0000000000000000000000e1","'=HYPERLINK(""http://evil"")",3,false,"'Zürich, ""CH""","'b","'[""a"",""b""]",,`,
    );
  });

  test('of JSON has a line for each user of the connection, up to the limit', async () => {
    const { lines } = await exported({
      format: 'json',
      connection_id: 'con_StaffDirectory01',
      limit: 4,
      fields: [
        { name: 'email' },
        { name: 'identities[0].connection', export_as: 'provider' },
        { name: 'user_metadata' },
      ],
    });
    expect(lines).toHaveLength(4);
    for (const line of lines) {
      expect(JSON.parse(line)).toMatchObject({
        email: expect.stringContaining('@staff.example'),
        provider: 'Staff-Directory',
      });
    }
  });

  test('holds no hash of anybody', async () => {
    const { lines } = await exported({
      format: 'json',
      fields: [{ name: 'password_hash' }, { name: 'identities' }, { name: 'credentials' }],
    });
    expect(lines.join('')).not.toContain('$2b$');
  });
});

describe('the link to a file', () => {
  test('gives it the name of the tenant', async () => {
    const { job } = await exported({ limit: 1 });
    const { headers } = await fetch(String(job['location']));
    expect(headers.get('content-disposition')).toBe('attachment; filename="localhost.csv.gz"');
    expect(headers.get('content-type')).toBe('application/gzip');
  });

  test('works for a minute; then the job has a new one, for a day', async () => {
    const { job } = await exported({ limit: 1 });
    const now = Date.now();
    vi.useFakeTimers({ toFake: ['Date'], now: now + 59_000 });
    expect((await fetch(String(job['location']))).status).toBe(200);
    vi.setSystemTime(now + 61_000);
    expect((await fetch(String(job['location']))).status).toBe(403);
    const { body } = await acts.api('GET', `/jobs/${String(job['id'])}`);
    expect(Object(body).location).not.toBe(job['location']);
    expect((await fetch(Object(body).location)).status).toBe(200);
    vi.setSystemTime(now + 24 * 3_600_000 + 1_000);
    acts = await jobActs(tenant);
    expect((await acts.api('GET', `/jobs/${String(job['id'])}`)).status).toBe(404);
    vi.useRealTimers();
    acts = await jobActs(tenant);
  });

  test('cannot be made up, nor be used for another job', async () => {
    const [one, other] = [(await exported({ limit: 1 })).job, (await exported({ limit: 2 })).job];
    const link = new URL(String(one['location']));
    const elsewhere = link.href.replace(String(one['id']), String(other['id']));
    const later = new URL(link);
    later.searchParams.set('expires', String(Date.now() + 3_600_000));
    for (const forged of [elsewhere, later.href, `${link.origin}${link.pathname}`]) {
      expect((await fetch(forged)).status).toBe(403);
    }
  });
});
