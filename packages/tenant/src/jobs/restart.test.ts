import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import { DATABASE, type JobActs, jobActs } from '../testing/jobs.ts';

const ROWS = 4_000;
const dataDir = mkdtempSync(join(tmpdir(), 'rollcall-jobs-'));
const children = new Set<ChildProcess>();

afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(dataDir, { recursive: true, force: true });
});

interface Running {
  child: ChildProcess;
  acts: JobActs;
}

async function start(): Promise<Running> {
  const child = spawn(process.execPath, [join(import.meta.dirname, '../main.ts')], {
    env: { ...process.env, DATA_DIR: dataDir, TENANT_PORT: '0', SEED_USERS: '10', TENANT_QUIET: '1' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.add(child);
  for await (const chunk of child.stdout) {
    const url = /ready at (\S+)/u.exec(String(chunk))?.[1];
    if (url !== undefined) return { child, acts: await jobActs({ url }) };
  }
  throw new Error('The tenant ended before it was ready');
}

async function kill({ child }: Running): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
  children.delete(child);
}

async function countImported({ api }: JobActs): Promise<number> {
  const { body } = await api('GET', '/users?q=email:restart-*&include_totals=true&per_page=1');
  return Object(body).total;
}

async function waitUntilMoreThan(count: number, { acts }: Running): Promise<number> {
  for (;;) {
    const now = await countImported(acts);
    if (now > count) return now;
  }
}

test('jobs that a kill interrupts go on after the restart, and no row is imported twice or left out', async () => {
  let running = await start();
  const users = Array.from({ length: ROWS }, (_, index) => ({ email: `restart-${index}@example.com` }));
  const sent = await running.acts.send({ users, connection_id: DATABASE });
  expect(sent.status).toBe(202);
  const before = await waitUntilMoreThan(0, running);
  expect(before).toBeLessThan(ROWS);
  await kill(running);
  running = await start();
  expect(await waitUntilMoreThan(before, running)).toBeGreaterThan(before);
  const asked = await running.acts.api('POST', '/jobs/users-exports', {
    format: 'json',
    fields: [{ name: 'email' }],
  });
  await kill(running);
  running = await start();
  const job = await running.acts.ended(sent);
  expect(job).toMatchObject({
    status: 'completed',
    summary: { inserted: ROWS, updated: 0, failed: 0, total: ROWS },
  });
  expect(await running.acts.errors(job)).toMatchObject({ status: 204 });
  expect(await countImported(running.acts)).toBe(ROWS);
  expect((await running.acts.api('GET', '/logs?q=type:sui')).body).toHaveLength(1);

  const { location } = await running.acts.ended(asked);
  const file = gunzipSync(Buffer.from(await (await fetch(String(location))).arrayBuffer())).toString();
  const emails = file.trimEnd().split('\n');
  expect(new Set(emails).size).toBe(emails.length);
  await kill(running);
}, 600_000);
