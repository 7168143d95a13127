import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['packages/**/*.test.ts', 'apps/**/*.test.{ts,tsx}', 'scripts/**/*.test.mjs'],
    globalSetup: ['./packages/tenant/src/testing/seeded-tenant.ts'],
    setupFiles: ['./vitest.setup.ts'],
    // A file that opens a database or starts a server needs a whole core for a while.
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 60_000,
    css: { modules: { classNameStrategy: 'non-scoped' } },
  },
});
