import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import type { Sizes } from './packages/shared/src/testing/size.ts';
import { SlowFirst } from './scripts/slow-first.mjs';

/** In the browser's place: each file has a document of its own. */
const web: TestProjectInlineConfiguration = {
  extends: true,
  test: { name: 'web', include: ['apps/web/**/*.test.{ts,tsx}'] },
};

/**
 * What runs in Node. Its files share what they import: compiling PostgreSQL and the packages anew for each
 * takes as long as the tests.
 */
const inNode = { isolate: false, setupFiles: ['./packages/tenant/src/testing/setup.ts'] };

const node: TestProjectInlineConfiguration = {
  extends: true,
  test: {
    ...inNode,
    name: 'node',
    include: ['{packages,apps/bff}/**/*.test.ts', '{scripts,sabotage}/**/*.test.{mjs,ts}'],
    globalSetup: ['./packages/tenant/src/testing/seeded-tenant.ts'],
  },
};

/** What depends on the BFF's database, again with a PostgreSQL server: the part for each run, and the rest. */
const onServer = [
  'apps/bff/src/{audit,store}/**/*.test.ts',
  'apps/bff/src/features/{notes,schedules}/**/*.test.ts',
  'apps/bff/src/proofs/{secrets,session-races}.test.ts',
];
const restOnServer = [
  'apps/bff/src/app.test.ts',
  'apps/bff/src/proofs/{hostile,matrix}.test.ts',
  'apps/bff/src/{access,features,sign-in,webhooks}/**/*.test.ts',
];

const postgresql: TestProjectInlineConfiguration = {
  extends: true,
  test: {
    ...inNode,
    name: 'postgresql',
    include: process.env['TEST_POSTGRESQL'] === 'whole' ? [...onServer, ...restOnServer] : onServer,
    globalSetup: [
      './packages/tenant/src/testing/seeded-tenant.ts',
      './apps/bff/src/testing/postgresql-server.ts',
    ],
  },
};

/** Proofs by many tries: short in each run, as large as the product promises when asked. */
const sizes: Sizes = { whole: process.env['TEST_WHOLE'] !== undefined };

export default defineConfig({
  test: {
    setupFiles: ['./vitest.setup.ts'],
    // A file that opens a database or starts a server needs a whole core for a while.
    maxWorkers: 2,
    sequence: { sequencer: SlowFirst },
    provide: sizes,
    testTimeout: 20_000,
    hookTimeout: 60_000,
    css: { modules: { classNameStrategy: 'non-scoped' } },
    projects: [node, web, ...(process.env['TEST_POSTGRESQL'] === undefined ? [] : [postgresql])],
  },
});
