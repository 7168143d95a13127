import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { DATABASE, type JobActs, jobActs } from '../testing/jobs.ts';
import { newDataDir, startTenantProcess, type TenantProcess } from '../testing/tenant-process.ts';

const ROWS = 4_000;
const dataDir = newDataDir();

interface Running extends TenantProcess {
  acts: JobActs;
}

async function start(): Promise<Running> {
  const tenant = await startTenantProcess(dataDir);
  return { ...tenant, acts: await jobActs(tenant) };
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
  await running.kill();
  running = await start();
  expect(await waitUntilMoreThan(before, running)).toBeGreaterThan(before);
  const asked = await running.acts.api('POST', '/jobs/users-exports', {
    format: 'json',
    fields: [{ name: 'email' }],
  });
  await running.kill();
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
  await running.kill();
}, 600_000);
