import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { send } from './testing/test-tenant.ts';

/** How often the tenant is killed. */
const KILLS = 50;
/** After how many acknowledged writes, at least; then at any moment of those that follow. */
const WRITES = 4;
const ANY_MOMENT_MS = 40;

const dataDir = mkdtempSync(join(tmpdir(), 'rollcall-kill-'));
const children = new Set<ChildProcess>();

afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(dataDir, { recursive: true, force: true });
});

interface Running {
  child: ChildProcess;
  url: string;
}

async function start(): Promise<Running> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'main.ts')], {
    env: { ...process.env, DATA_DIR: dataDir, TENANT_PORT: '0', SEED_USERS: '10', TENANT_QUIET: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.add(child);
  let said = '';
  child.stderr.on('data', (chunk) => {
    said += String(chunk);
  });
  for await (const chunk of child.stdout) {
    const url = /ready at (\S+)/u.exec(String(chunk))?.[1];
    if (url !== undefined) return { child, url };
  }
  throw new Error(`The tenant ended before it was ready: ${said}`);
}

async function kill({ child }: Running): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
  children.delete(child);
}

async function tokenOf({ url }: Running): Promise<string> {
  const { body } = await send(`${url}/oauth/token`, 'POST', undefined, {
    grant_type: 'client_credentials',
    client_id: 'rollcall_local_m2m',
    client_secret: 'rollcall_local_m2m_secret',
    audience: `${url}/api/v2/`,
  });
  return `Bearer ${Object(body).access_token}`;
}

/** Creates users one after the other until the tenant is gone, and adds the ids that it acknowledged. */
async function write({ url }: Running, token: string, name: string, acknowledged: string[]): Promise<void> {
  try {
    for (let count = 0; ; count += 1) {
      const { status, body } = await send(`${url}/api/v2/users`, 'POST', token, {
        connection: 'email',
        email: `${name}-${count}@example.com`,
        app_metadata: { written: name },
      });
      if (status === 201) acknowledged.push(Object(body).user_id);
    }
  } catch {
    // The tenant was killed: what it had not acknowledged may be there or not.
  }
}

test(`a tenant killed in the middle of writing, ${KILLS} times, opens again and has lost nothing`, async () => {
  const acknowledged: string[] = [];
  for (let round = 0; round < KILLS; round += 1) {
    const running = await start();
    const token = await tokenOf(running);
    const before = acknowledged.length;
    const writers = [1, 2].map((writer) => write(running, token, `round-${round}-${writer}`, acknowledged));
    while (acknowledged.length < before + WRITES) await sleep(5);
    await sleep((round * 7) % ANY_MOMENT_MS);
    await kill(running);
    await Promise.all(writers);
  }
  expect(acknowledged.length).toBeGreaterThanOrEqual(KILLS * WRITES);
  const running = await start();
  const token = await tokenOf(running);
  const lost: string[] = [];
  for (const id of acknowledged) {
    const { status } = await send(
      `${running.url}/api/v2/users/${encodeURIComponent(id)}?fields=user_id`,
      'GET',
      token,
    );
    if (status !== 200) lost.push(id);
  }
  expect(lost).toEqual([]);
  const found = await send(
    `${running.url}/api/v2/users?include_totals=true&per_page=1&q=_exists_:app_metadata.written`,
    'GET',
    token,
  );
  expect(Object(found.body).total).toBeGreaterThanOrEqual(acknowledged.length);
  await kill(running);
}, 600_000);

test('a second process on the same directory is refused within two seconds, and changes nothing', async () => {
  const running = await start();
  const times: number[] = [];
  // The quickest of three: what else runs on the machine is not the tenant's doing.
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const began = performance.now();
    await expect(start()).rejects.toThrow(/in use by process/u);
    times.push(performance.now() - began);
  }
  expect(Math.min(...times)).toBeLessThan(2_000);
  const { status } = await send(`${running.url}/api/v2/users?per_page=1`, 'GET', await tokenOf(running));
  expect(status).toBe(200);
  await kill(running);
}, 60_000);
