import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { missingScopes } from './access/missing-scopes.ts';
import { startBff } from './start.ts';
import { FOR_A_SHORT_LIFE, NODE_COMPILE_CACHE } from '@rollcall/tenant/testing/tenant-process.ts';
import { freePorts, m2m, optionsFor, startWorld, type World } from './testing/world.ts';

let world: World;
let port: number;
const directory = mkdtempSync(join(tmpdir(), 'rollcall-start-'));
beforeAll(async () => {
  world = await startWorld();
  [port = 0] = await freePorts(1);
});
afterAll(async () => {
  await world.close();
  rmSync(directory, { recursive: true, force: true });
});

const options = () => optionsFor(world.tenant.url, port);

/** Runs `main.ts` as a program until it ends, or until `stop` says so. */
async function run(environment: Record<string, string>, stop: (output: string) => boolean = () => false) {
  const child = spawn(process.execPath, [...FOR_A_SHORT_LIFE, join(import.meta.dirname, 'main.ts')], {
    env: {
      NODE_COMPILE_CACHE,
      PATH: process.env.PATH ?? '',
      PORT: String(port),
      DATA_DIR: mkdtempSync(join(directory, 'run-')),
      AUTH0_DOMAIN: world.tenant.url,
      AUTH0_CLIENT_ID: 'rollcall_local_web',
      AUTH0_CLIENT_SECRET: 'rollcall_local_web_secret',
      AUTH0_M2M_CLIENT_ID: 'rollcall_local_m2m',
      AUTH0_M2M_CLIENT_SECRET: 'rollcall_local_m2m_secret',
      NODE_NO_WARNINGS: '1',
      ...environment,
    },
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk.toString();
    if (stop(stdout)) child.kill('SIGTERM');
  });
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const [code] = await once(child, 'close');
  return { code, stdout, stderr };
}

// Each is a process of its own, and processes take a while on a busy machine.
describe('the start', { timeout: 60_000 }, () => {
  it('prints one line when it is ready, and ends when it is told to', async () => {
    const { code, stdout, stderr } = await run({}, (output) => output.includes('\n'));
    expect(stdout).toBe(`Rollcall is ready at http://localhost:${port}\n`);
    expect([code, stderr]).toEqual([0, '']);
  });

  it('names the scopes that the token lacks, and goes on', async () => {
    const narrow = {
      AUTH0_M2M_CLIENT_ID: m2m.readOnly.m2mClientId,
      AUTH0_M2M_CLIENT_SECRET: m2m.readOnly.m2mClientSecret,
    };
    const { stdout, stderr } = await run(narrow, (output) => output.includes('ready'));
    expect(stdout).toContain('is ready at');
    expect(stderr).toMatch(/^The machine-to-machine application lacks [^\n]*update:users[^\n]*\n$/);
  });

  it('with a faulty environment says each fault on one line, and ends with 1', async () => {
    const { code, stderr, stdout } = await run({ PORT: 'http', AUTH0_CLIENT_ID: '' });
    expect([code, stdout, stderr]).toEqual([1, '', 'PORT must be a port.\nAUTH0_CLIENT_ID is missing.\n']);
  });

  it('with a taken port says so on one line, and ends with 1', async () => {
    const blocker = createServer().listen(port, '127.0.0.1');
    await once(blocker, 'listening');
    const { code, stderr } = await run({});
    await once(blocker.close(), 'close');
    expect([code, stderr]).toEqual([
      1,
      `PORT ${port} is in use. Stop what listens there, or choose another PORT.\n`,
    ]);
  });
});

describe('startBff is refused', { timeout: 60_000 }, () => {
  it.each([
    [
      'a wrong M2M secret',
      { m2mClientSecret: 'wrong' },
      /^AUTH0_M2M_CLIENT_ID or AUTH0_M2M_CLIENT_SECRET is wrong/,
    ],
    [
      'an unknown M2M client',
      { m2mClientId: 'nobody' },
      /^AUTH0_M2M_CLIENT_ID or AUTH0_M2M_CLIENT_SECRET is wrong/,
    ],
    ['a wrong audience', { audience: 'https://elsewhere/' }, /^AUTH0_M2M_CLIENT_ID .*AUTH0_AUDIENCE/],
    ['a wrong web secret', { clientSecret: 'wrong' }, /^AUTH0_CLIENT_ID or AUTH0_CLIENT_SECRET is wrong/],
    ['an unknown web client', { clientId: 'nobody' }, /^AUTH0_CLIENT_ID or AUTH0_CLIENT_SECRET is wrong/],
  ])('by %s', async (_words, wrong, message) => {
    const tenant = { ...options().tenant, ...wrong };
    await expect(startBff({ ...options(), tenant })).rejects.toThrow(message);
  });

  it('by a tenant that cannot be reached, after waiting for it', async () => {
    const [nobody = 0] = await freePorts(1);
    const tenant = { ...options().tenant, origin: `http://localhost:${nobody}` };
    const started = performance.now();
    await expect(startBff({ ...options(), tenant, tenantWaitMs: 600 })).rejects.toThrow(
      /^AUTH0_DOMAIN: the tenant at http:\/\/localhost:\d+ cannot be reached \(ECONNREFUSED\)\.$/,
    );
    expect(performance.now() - started).toBeGreaterThan(600);
  });

  it('by a database that cannot be reached', async () => {
    const [nobody = 0] = await freePorts(1);
    const databaseUrl = `postgres://x:y@127.0.0.1:${nobody}/z`;
    await expect(startBff({ ...options(), databaseUrl })).rejects.toThrow(/^DATABASE_URL: .*ECONNREFUSED/);
  });

  it('by a data directory that another process has, and works when that is over', async () => {
    const dataDirectory = join(directory, 'shared');
    const first = await startBff({ ...options(), dataDirectory });
    const [other = 0] = await freePorts(1);
    await expect(startBff({ ...optionsFor(world.tenant.url, other), dataDirectory })).rejects.toThrow(
      /DATA_DIR/,
    );
    await first.close();
    await (await startBff({ ...options(), dataDirectory })).close();
  });
});

describe('missing scopes', () => {
  const all = missingScopes([]);

  it('are those that no scope of the token satisfies', () => {
    expect(all).toEqual(
      expect.arrayContaining(['create:users', 'update:users', 'delete:users', 'read:logs']),
    );
    expect(missingScopes(all)).toEqual([]);
    expect(missingScopes(all.filter((scope) => scope !== 'delete:users'))).toEqual(['delete:users']);
  });

  it('are none where an alternative is there', () => {
    const others = all.filter((scope) => scope !== 'read:logs');
    expect(missingScopes(others)).toEqual(['read:logs']);
    expect(missingScopes([...others, 'read:logs_users'])).toEqual([]);
  });
});
