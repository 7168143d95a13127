import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';

const all: TestProjectInlineConfiguration = {
  extends: true,
  test: {
    name: 'all',
    include: ['packages/**/*.test.ts', 'apps/**/*.test.{ts,tsx}', '{scripts,sabotage}/**/*.test.{mjs,ts}'],
    globalSetup: ['./packages/tenant/src/testing/seeded-tenant.ts'],
  },
};

/** Again what depends on the BFF's database, with a PostgreSQL server instead of the embedded one. */
const postgresql: TestProjectInlineConfiguration = {
  extends: true,
  test: {
    name: 'postgresql',
    include: [
      'apps/bff/src/{audit,proofs,store}/**/*.test.ts',
      'apps/bff/src/features/{audit,notes,schedules,team}/**/*.test.ts',
      'apps/bff/src/features/profile/concurrency.test.ts',
      'apps/bff/src/webhooks/deliver*.test.ts',
    ],
    globalSetup: [
      './packages/tenant/src/testing/seeded-tenant.ts',
      './apps/bff/src/testing/postgresql-server.ts',
    ],
  },
};

export default defineConfig({
  test: {
    setupFiles: ['./vitest.setup.ts'],
    // A file that opens a database or starts a server needs a whole core for a while.
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 60_000,
    css: { modules: { classNameStrategy: 'non-scoped' } },
    projects: [all, ...(process.env['TEST_POSTGRESQL'] === '1' ? [postgresql] : [])],
  },
});
