import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import config from '../vitest.config.ts';
import { faults } from './faults.ts';
import { plant } from './plant.ts';

const name = process.env.SABOTAGE;
const fault = faults.find((candidate) => candidate.name === name);
if (name !== undefined && fault === undefined) throw new Error(`SABOTAGE: there is no fault “${name}”.`);

const { projects: _projects, setupFiles = [], ...settings } = config.test ?? {};

/** The tests as they always are; with `SABOTAGE`, the name of a fault, the product has that fault. */
export default defineConfig({
  plugins: fault === undefined ? [] : [plant(fault, join(import.meta.dirname, '..'))],
  test: {
    ...settings,
    setupFiles: [setupFiles, './packages/tenant/src/testing/setup.ts'].flat(),
    include: [...new Set(faults.flatMap(({ tests }) => tests))],
    globalSetup: ['./sabotage/shared-tenant.ts'],
  },
});
