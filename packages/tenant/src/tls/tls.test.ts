import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Tenant } from '../start.ts';
import { startTestTenant } from '../testing/test-tenant.ts';

const run = promisify(execFile);
const dataDir = mkdtempSync(join(tmpdir(), 'rollcall-tls-'));
let tenant: Tenant;

beforeAll(async () => {
  tenant = await startTestTenant({ tls: true, dataDir, seedUsers: 10 });
});

afterAll(async () => {
  await tenant.close();
  rmSync(dataDir, { recursive: true, force: true });
});

/** What an application written for Auth0 does, with nothing in it that knows of this tenant but its domain. */
const APPLICATION = `
  import { ManagementClient } from 'auth0';
  const [domain, clientId, clientSecret] = process.argv.slice(1);
  const auth0 = new ManagementClient({ domain, clientId, clientSecret, maxRetries: 0 });
  const page = await auth0.users.list({ q: 'email:admin@rollcall.example' });
  console.log(page.data.map(({ user_id }) => user_id).join());
`;

async function runApplication(env: Record<string, string>): Promise<string> {
  const { stdout } = await run(
    process.execPath,
    [
      '--input-type=module',
      '-e',
      APPLICATION,
      new URL(tenant.url).host,
      'rollcall_local_m2m',
      'rollcall_local_m2m_secret',
    ],
    { cwd: import.meta.dirname, env },
  );
  return stdout.trim();
}

test('the official SDK gets its token and its users over https, as it comes', async () => {
  expect(tenant.url).toMatch(/^https:\/\/localhost:\d+$/u);
  const file = tenant.certificate?.file ?? '';
  expect(await runApplication({ NODE_EXTRA_CA_CERTS: file })).toBe('auth0|0000000000000000000000a1');
});

test('who does not trust the certificate gets nothing', async () => {
  await expect(runApplication({})).rejects.toThrow(/certificate|fetch failed/iu);
});

test('the certificate is kept, and nothing speaks http there', async () => {
  const before = tenant.certificate?.pem;
  const port = Number(new URL(tenant.url).port);
  await tenant.close();
  tenant = await startTestTenant({ tls: true, dataDir, port });
  expect(tenant.certificate?.pem).toBe(before);
  await expect(fetch(`http://localhost:${port}/`)).rejects.toThrow('fetch failed');
});
