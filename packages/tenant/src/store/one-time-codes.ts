import { createHash, randomInt, timingSafeEqual } from 'node:crypto';
import type { Database } from './open.ts';

const MINUTES = 3;
const TRIES = 3;

/** Which code of a sign-in is meant; there is one of each. */
export interface CodeSlot {
  interaction: string;
  purpose: 'passwordless' | 'mfa';
}

/** `gone`: it was never sent, is too old, or was guessed at too often. */
export type CodeCheck = { kind: 'right'; recipient: string } | { kind: 'wrong' } | { kind: 'gone' };

/**
 * Makes a code of six digits that is good for three minutes and three tries; an earlier one in the
 * same slot is worthless from now on.
 * @see https://auth0.com/docs/authenticate/passwordless/implement-login/embedded-login/relevant-api-endpoints
 */
export async function issueCode(db: Database, slot: CodeSlot, recipient: string): Promise<string> {
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  const row = {
    recipient,
    hash: hashOf(slot, code),
    tries_left: TRIES,
    expires_at: new Date(Date.now() + MINUTES * 60_000),
  };
  await db
    .insertInto('one_time_codes')
    .values({ ...slot, ...row })
    .onConflict((conflict) => conflict.columns(['interaction', 'purpose']).doUpdateSet(row))
    .execute();
  return code;
}

/** To whom the code in a slot was sent; undefined when none was, or it is too old. */
export async function recipientOfCode(db: Database, slot: CodeSlot): Promise<string | undefined> {
  const row = await db
    .selectFrom('one_time_codes')
    .select('recipient')
    .where('interaction', '=', slot.interaction)
    .where('purpose', '=', slot.purpose)
    .where('expires_at', '>', new Date())
    .executeTakeFirst();
  return row?.recipient;
}

/** Tries a code. A right one is used up; a wrong one costs a try. */
export async function tryCode(db: Database, slot: CodeSlot, typed: string): Promise<CodeCheck> {
  // The try is paid for before the code is looked at: many at once are still three in all.
  const row = await db
    .updateTable('one_time_codes')
    .set((set) => ({ tries_left: set('tries_left', '-', 1) }))
    .where('interaction', '=', slot.interaction)
    .where('purpose', '=', slot.purpose)
    .where('tries_left', '>', 0)
    .where('expires_at', '>', new Date())
    .returning(['hash', 'recipient', 'tries_left'])
    .executeTakeFirst();
  if (row === undefined) return { kind: 'gone' };
  const right = timingSafeEqual(Buffer.from(row.hash), Buffer.from(hashOf(slot, typed.replace(/\s/gu, ''))));
  if (right || row.tries_left === 0) await forgetCode(db, slot);
  if (right) return { kind: 'right', recipient: row.recipient };
  return { kind: row.tries_left === 0 ? 'gone' : 'wrong' };
}

async function forgetCode(db: Database, { interaction, purpose }: CodeSlot): Promise<void> {
  await db
    .deleteFrom('one_time_codes')
    .where('interaction', '=', interaction)
    .where('purpose', '=', purpose)
    .execute();
}

function hashOf({ interaction, purpose }: CodeSlot, code: string): string {
  return createHash('sha256').update(`${interaction}\0${purpose}\0${code}`).digest('hex');
}
