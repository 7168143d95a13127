import { ACCESS_SEED } from './access.ts';
import { SESSION_SEED } from './sessions.ts';
import { LOG_EVENT_SEED } from './log-events.ts';
import { APPLICATION_SEED } from './clients.ts';
import { FACTOR_SEED } from './factors.ts';
import { ORGANIZATION_SEED } from './organizations.ts';
import { PROTECTION_SEED } from './protection.ts';
import { PROVIDER_TOKEN_SEED } from './provider-tokens.ts';
import type { Database } from '../store/open.ts';

/** A part of what a new tenant is filled with. It runs once, after the people are there. */
export interface SeedStep {
  /** Remembered in the database: a step that ran is not run again. */
  name: string;
  /** @param users how many people there are, demonstration accounts included. */
  run: (transaction: Database, users: number) => Promise<void>;
}

/** The steps after connections, applications and people, in this order. */
export const SEED_STEPS: readonly SeedStep[] = [
  ACCESS_SEED,
  APPLICATION_SEED,
  ORGANIZATION_SEED,
  FACTOR_SEED,
  LOG_EVENT_SEED,
  SESSION_SEED,
  PROTECTION_SEED,
  PROVIDER_TOKEN_SEED,
];

/** Runs those steps that this tenant has not seen yet, such as after an upgrade. */
export async function runSeedSteps(db: Database, users: number): Promise<void> {
  for (const { name, run } of SEED_STEPS) {
    await db.transaction().execute(async (transaction) => {
      const { numInsertedOrUpdatedRows } = await transaction
        .insertInto('secrets')
        .values({ name: `seed:${name}`, value: JSON.stringify({ users }) })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      if (numInsertedOrUpdatedRows !== 0n) await run(transaction, users);
    });
  }
}
