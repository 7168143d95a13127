import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import { houses, tenantUrl } from './e2e/houses.ts';
import { chromiumPath } from './scripts/chromium.mjs';
import { bffEnvironment } from './scripts/local-tenant.mjs';

// Playwright loads this file again in every worker: they share what the first one made.
process.env.E2E_DATA_DIR ??= mkdtempSync(join(tmpdir(), 'rollcall-e2e-'));
const dataDir = process.env.E2E_DATA_DIR;
const ports = Object.values(houses).map((house) => new URL(house).port);

function bff(name: keyof typeof houses, more: Record<string, string> = {}) {
  const port = new URL(houses[name]).port;
  return {
    name,
    command: `"${process.execPath}" apps/bff/src/main.ts`,
    url: `${houses[name]}/readyz`,
    env: { ...bffEnvironment(new URL(tenantUrl).port), PORT: port, DATA_DIR: join(dataDir, name), ...more },
  };
}

function m2m(client: string): Record<string, string> {
  return { AUTH0_M2M_CLIENT_ID: client, AUTH0_M2M_CLIENT_SECRET: `${client}_secret` };
}

export default defineConfig({
  testDir: 'e2e',
  // Beside the report of the unit tests, which it would clear away.
  outputDir: 'test-results/browser',
  fullyParallel: true,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  // As JSON only into a file, which PLAYWRIGHT_JSON_OUTPUT_NAME names.
  reporter: [['list'], ...(process.env.PLAYWRIGHT_JSON_OUTPUT_NAME === undefined ? [] : [['json'] as const])],
  forbidOnly: true,
  use: {
    baseURL: houses.whole,
    viewport: { width: 1440, height: 900 },
    actionTimeout: 10_000,
    // What was on the screen is in test-results; `--trace on` shows all, and costs a quarter of the time.
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: await chromiumPath(),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
      ],
    },
  },
  webServer: [
    {
      name: 'tenant',
      command: `"${process.execPath}" packages/tenant/src/main.ts`,
      url: `${tenantUrl}/.well-known/openid-configuration`,
      env: {
        TENANT_PORT: new URL(tenantUrl).port,
        DATA_DIR: dataDir,
        SEED_USERS: '400',
        TENANT_CONTROLS: '1',
        TENANT_CALLBACK_URLS: ports.map((port) => `http://localhost:${port}/auth/callback`).join(','),
        TENANT_LOGOUT_URLS: ports.map((port) => `http://localhost:${port}/sign-in`).join(','),
      },
    },
    bff('whole'),
    bff('readUsers', m2m('rollcall_local_m2m_read')),
    bff('appMetadata', m2m('rollcall_local_m2m_app_metadata')),
    bff('customFields', { CUSTOM_FIELDS_FILE: join(import.meta.dirname, 'e2e/custom-fields.json') }),
  ],
});
