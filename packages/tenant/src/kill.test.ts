import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { newDataDir, startTenantProcess } from './testing/tenant-process.ts';
import { type Api, managementApi } from './testing/test-tenant.ts';

/** How often the tenant is killed: each time costs its start. `TEST_WHOLE=1` is what it promises to survive. */
const KILLS = process.env['TEST_WHOLE'] === undefined ? 10 : 50;
/** After how many acknowledged writes, at least; then at any moment of those that follow. */
const WRITES = 4;
const ANY_MOMENT_MS = 40;

const dataDir = newDataDir();

/** Creates users one after the other until the tenant is gone, and adds the ids that it acknowledged. */
async function write(api: Api, name: string, acknowledged: string[]): Promise<void> {
  try {
    for (let count = 0; ; count += 1) {
      const { status, body } = await api('POST', '/users', {
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
    const running = await startTenantProcess(dataDir);
    const api = await managementApi(running);
    const before = acknowledged.length;
    const writers = [1, 2].map((writer) => write(api, `round-${round}-${writer}`, acknowledged));
    while (acknowledged.length < before + WRITES) await sleep(5);
    await sleep((round * 7) % ANY_MOMENT_MS);
    await running.kill();
    await Promise.all(writers);
  }
  expect(acknowledged.length).toBeGreaterThanOrEqual(KILLS * WRITES);
  const running = await startTenantProcess(dataDir);
  const api = await managementApi(running);
  const lost: string[] = [];
  for (const id of acknowledged) {
    const { status } = await api('GET', `/users/${encodeURIComponent(id)}?fields=user_id`);
    if (status !== 200) lost.push(id);
  }
  expect(lost).toEqual([]);
  const found = await api('GET', '/users?include_totals=true&per_page=1&q=_exists_:app_metadata.written');
  expect(Object(found.body).total).toBeGreaterThanOrEqual(acknowledged.length);
  await running.kill();
}, 600_000);

test('a second process on the same directory is refused within two seconds, and changes nothing', async () => {
  const running = await startTenantProcess(dataDir);
  const times: number[] = [];
  // The quickest of three: what else runs on the machine is not the tenant's doing.
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const began = performance.now();
    await expect(startTenantProcess(dataDir)).rejects.toThrow(/in use by process/u);
    times.push(performance.now() - began);
  }
  expect(Math.min(...times)).toBeLessThan(2_000);
  const api = await managementApi(running);
  const { status } = await api('GET', '/users?per_page=1');
  expect(status).toBe(200);
  await running.kill();
}, 60_000);
