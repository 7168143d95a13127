import type { TestProject } from 'vitest/node';

/** Gives the tests the tenant that was seeded once for the runs of all faults. */
export default function shareTenant(project: TestProject): void {
  const file = process.env.SABOTAGE_TENANT;
  if (file === undefined) throw new Error('SABOTAGE_TENANT names no file: start with npm run test:sabotage.');
  project.provide('seededTenant', file);
}
