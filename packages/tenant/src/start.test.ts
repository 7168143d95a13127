import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { EnvironmentInvalid, readEnvironment } from './env.ts';
import { PortTaken } from './listen.ts';
import { SEEDED_USERS } from './testing/seeded-tenant.ts';
import { FOR_A_SHORT_LIFE, NODE_COMPILE_CACHE } from './testing/tenant-process.ts';
import { managementApi, send, startTestTenant } from './testing/test-tenant.ts';

const folders: string[] = [];
const children: ChildProcess[] = [];

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-tenant-'));
  folders.push(folder);
  return folder;
}

describe('a tenant', () => {
  test('keeps users, keys and sign-ins when it is closed and opened again', async () => {
    const dataDir = newFolder();
    const first = await startTestTenant({ dataDir });
    const port = Number(new URL(first.url).port);
    const api = await managementApi(first);
    await api('PATCH', '/users/auth0%7C0000000000000000000000a1', { nickname: 'kept' });
    await first.close();
    const second = await startTestTenant({ dataDir, port });
    // The token that the first process signed still counts.
    expect((await api('GET', '/users/auth0%7C0000000000000000000000a1')).body).toMatchObject({
      nickname: 'kept',
    });
    expect((await api('GET', '/users?include_totals=true&per_page=1')).body).toMatchObject({
      total: SEEDED_USERS,
    });
    await second.close();
  }, 120_000);

  test('shows the old state in lists until the index has caught up, and the new one when read alone', async () => {
    const tenant = await startTestTenant({ indexDelayMs: 400 });
    const api = await managementApi(tenant);
    const path = '/users/auth0%7C0000000000000000000000a1';
    await api('PATCH', path, { name: 'Later' });
    await api('DELETE', '/users/auth0%7C0000000000000000000000e1');
    const found = async (q: string) => Object((await api('GET', `/users?q=${q}`)).body);
    expect((await api('GET', path)).body).toMatchObject({ name: 'Later' });
    expect(await found('email:admin@rollcall.example')).toMatchObject([{ name: 'Ada Lindqvist' }]);
    expect(await found('name:Later')).toEqual([]);
    expect(await found('email:editor@rollcall.example')).toHaveLength(1);
    await expect.poll(() => found('name:Later'), { timeout: 5_000 }).toMatchObject([{ name: 'Later' }]);
    await expect.poll(() => found('email:editor@rollcall.example')).toEqual([]);
    await tenant.close();
  }, 60_000);

  test('answers on both addresses of localhost and only there', async () => {
    const tenant = await startTestTenant();
    const { port } = new URL(tenant.url);
    for (const host of ['127.0.0.1', '[::1]']) {
      expect((await send(`http://${host}:${port}/.well-known/jwks.json`, 'GET', undefined)).status).toBe(200);
    }
    await expect(startTestTenant({ port: Number(port) })).rejects.toThrow(PortTaken);
    await tenant.close();
  }, 60_000);

  test('has no endpoint for faults unless asked', async () => {
    const tenant = await startTestTenant();
    expect((await send(`${tenant.url}/__tenant/faults`, 'POST', undefined, { kind: 'html' })).status).toBe(
      404,
    );
    await tenant.close();
  }, 60_000);

  test('is seeded the same everywhere', async () => {
    const [one, other] = await Promise.all([
      startTestTenant({ seedUsers: 150 }),
      startTestTenant({ seedUsers: 200 }),
    ]);
    const list = async (tenant: typeof one) =>
      (await (await managementApi(tenant))('GET', '/users?per_page=100&sort=created_at:1&q=user_id:github*'))
        .body;
    const [few, more] = await Promise.all([list(one), list(other)]);
    expect(Object(more).filter((user: object) => JSON.stringify(few).includes(JSON.stringify(user)))).toEqual(
      few,
    );
    await Promise.all([one.close(), other.close()]);
  }, 60_000);
});

function run(env: Record<string, string>): ChildProcess {
  const child = spawn(process.execPath, [...FOR_A_SHORT_LIFE, join(import.meta.dirname, 'main.ts')], {
    env: { NODE_COMPILE_CACHE, PATH: process.env['PATH'] ?? '', SEED_USERS: '20', TENANT_PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  return child;
}

async function outcome(child: ChildProcess): Promise<{ code: unknown; out: string; err: string }> {
  let [out, err] = ['', ''];
  child.stdout?.on('data', (chunk) => (out += chunk));
  child.stderr?.on('data', (chunk) => (err += chunk));
  const [code] = await once(child, 'close');
  return { code, out, err };
}

describe('the command', () => {
  test('says when it is ready, refuses a second one on its data, and ends cleanly', async () => {
    const DATA_DIR = newFolder();
    const first = run({ DATA_DIR, TENANT_QUIET: '1' });
    const ended = outcome(first);
    if (first.stdout === null) throw new Error('The process has no output.');
    const [line] = await once(first.stdout, 'data');
    expect(String(line)).toMatch(/^Tenant is ready at http:\/\/localhost:\d+\n$/u);
    const second = await outcome(run({ DATA_DIR }));
    expect(second.code).toBe(1);
    expect(second.err).toMatch(/^The data directory .* is in use by process \d+ on .*\n$/u);
    first.kill('SIGTERM');
    expect(await ended).toMatchObject({ code: 0, err: '' });
  }, 120_000);

  test('says in one line what is wrong with the environment or the database', async () => {
    const wrong = await outcome(run({ SEED_USERS: 'many' }));
    expect(wrong).toMatchObject({ code: 1, err: 'SEED_USERS must be a whole number up to 10000000.\n' });
    const unreachable = await outcome(run({ TENANT_DATABASE_URL: 'postgres://127.0.0.1:1/none' }));
    expect(unreachable.code).toBe(1);
    expect(unreachable.err).toMatch(/^The database at 127\.0\.0\.1:1 cannot be used: .*ECONNREFUSED.*\n$/u);
  }, 60_000);
});

describe('the environment', () => {
  test('has a default for everything, and an empty variable is none', () => {
    expect(readEnvironment({ TENANT_PORT: '' })).toEqual({
      port: 3001,
      host: '127.0.0.1',
      dataDir: join('.rollcall', 'tenant'),
      databaseUrl: undefined,
      seedUsers: 2_000,
      callbackUrls: ['http://localhost:3000/auth/callback'],
      logoutUrls: ['http://localhost:3000', 'http://localhost:3000/sign-in'],
      controls: false,
      indexDelayMs: 0,
      legacyTokenInfo: true,
      plan: 'unlimited',
      quiet: false,
      tls: false,
    });
  });

  test('says what the rule after a sign-in adds', () => {
    const { userinfoClaims } = readEnvironment({ TENANT_USERINFO_CLAIMS: '{"plan":"app_metadata.plan"}' });
    expect(userinfoClaims).toEqual({ plan: 'app_metadata.plan' });
  });

  test.each([
    [{ TENANT_PORT: '65536' }, 'TENANT_PORT must be a whole number up to 65535.'],
    [
      { TENANT_CALLBACK_URLS: 'http://a/,javascript:b' },
      'TENANT_CALLBACK_URLS must be a comma-separated list of http(s) addresses.',
    ],
    [{ TENANT_DATABASE_URL: 'mysql://x' }, 'TENANT_DATABASE_URL must be a postgres:// address.'],
    [{ TENANT_USERINFO_CLAIMS: '{' }, 'TENANT_USERINFO_CLAIMS must be a JSON object of claims.'],
    [{ TENANT_USERINFO_CLAIMS: '[]' }, 'TENANT_USERINFO_CLAIMS must be a JSON object of claims.'],
    [
      { TENANT_USERINFO_CLAIMS: '{"sub":"x"}' },
      'TENANT_USERINFO_CLAIMS must not name claims that tokens are checked by.',
    ],
    [{ TENANT_TOKENINFO: 'yes' }, 'TENANT_TOKENINFO must be 1 or 0.'],
  ])('%j is refused', (env, message) => {
    expect(() => readEnvironment(env)).toThrow(EnvironmentInvalid);
    expect(() => readEnvironment(env)).toThrow(message);
  });
});
