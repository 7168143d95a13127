import type { Database } from './open.ts';

/**
 * So many different identifiers may one address fail on in 24 hours.
 * @see https://auth0.com/docs/secure/attack-protection/suspicious-ip-throttling
 */
export const SUSPICIOUS_AFTER = 100;
const DAY = 86_400_000;

/**
 * Whether an address is held back because it failed on too many accounts. Attempts count for a day
 * each, so that it is let in again little by little.
 */
export async function isSuspicious(db: Database, ip: string): Promise<boolean> {
  return (await countAttempts(db, ip)) >= SUSPICIOUS_AFTER;
}

/** Counts a failure of an address. Answers whether it is the one that holds the address back. */
export async function countSuspiciousAttempt(db: Database, ip: string, identifier: string): Promise<boolean> {
  const attempted_at = new Date();
  await db
    .deleteFrom('suspicious_attempts')
    .where('ip', '=', ip)
    .where('attempted_at', '<', new Date(Date.now() - DAY))
    .execute();
  await db
    .insertInto('suspicious_attempts')
    .values({ ip, identifier, attempted_at })
    .onConflict((conflict) => conflict.columns(['ip', 'identifier']).doUpdateSet({ attempted_at }))
    .execute();
  return (await countAttempts(db, ip)) === SUSPICIOUS_AFTER;
}

/** Takes back the failures of an address on one identifier, after somebody got it right. */
export async function forgetSuspiciousAttempt(db: Database, ip: string, identifier: string): Promise<void> {
  await db
    .deleteFrom('suspicious_attempts')
    .where('ip', '=', ip)
    .where('identifier', '=', identifier)
    .execute();
}

/** Lets an address in again. Answers whether it was held back. */
export async function clearSuspicion(transaction: Database, ip: string): Promise<boolean> {
  const suspicious = await isSuspicious(transaction, ip);
  await transaction.deleteFrom('suspicious_attempts').where('ip', '=', ip).execute();
  return suspicious;
}

async function countAttempts(db: Database, ip: string): Promise<number> {
  const { count } = await db
    .selectFrom('suspicious_attempts')
    .select((select) => select.fn.countAll<string>().as('count'))
    .where('ip', '=', ip)
    .where('attempted_at', '>', new Date(Date.now() - DAY))
    .executeTakeFirstOrThrow();
  return Number(count);
}
