import { createHash } from 'node:crypto';
import { Secret } from 'otpauth';
import { randomText } from './ids.ts';
import type { Database } from './open.ts';

/** Five days, as long as Auth0's other tickets work. */
const LIFETIME_MS = 432_000_000;

/** An invitation to enrol an authenticator app. */
export interface EnrollmentTicket {
  user_id: string;
  /** What the app is told, in base32. */
  secret: string;
  /** Whether somebody who has a factor already may add another. */
  allow_multiple: boolean;
  state: 'valid' | 'expired' | 'used';
}

/** Makes a ticket and answers what its link holds; only the hash of that is kept. */
export async function createEnrollmentTicket(
  transaction: Database,
  userId: string,
  allowMultiple: boolean,
): Promise<string> {
  const ticket = randomText(32);
  await transaction
    .insertInto('enrollment_tickets')
    .values({
      id: hashOf(ticket),
      user_id: userId,
      secret: new Secret({ size: 20 }).base32,
      allow_multiple: allowMultiple,
      expires_at: new Date(Date.now() + LIFETIME_MS),
    })
    .execute();
  return ticket;
}

/** The ticket of a link; undefined when there is none, or its user is gone. */
export async function findEnrollmentTicket(
  db: Database,
  ticket: string,
): Promise<EnrollmentTicket | undefined> {
  const row = await db
    .selectFrom('enrollment_tickets')
    .selectAll()
    .where('id', '=', hashOf(ticket))
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { user_id, secret, allow_multiple, expires_at, used_at } = row;
  const state = used_at !== null ? 'used' : expires_at < new Date() ? 'expired' : 'valid';
  return { user_id, secret, allow_multiple, state };
}

/** Uses a ticket up; answers whether it could still be used. */
export async function useEnrollmentTicket(transaction: Database, ticket: string): Promise<boolean> {
  const now = new Date();
  const { numUpdatedRows } = await transaction
    .updateTable('enrollment_tickets')
    .set({ used_at: now })
    .where('id', '=', hashOf(ticket))
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

function hashOf(ticket: string): string {
  return createHash('sha256').update(ticket).digest('hex');
}
