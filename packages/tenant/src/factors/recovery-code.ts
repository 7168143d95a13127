import { createHash } from 'node:crypto';
import { newId, randomText } from '../store/ids.ts';
import type { Database } from '../store/open.ts';

/** As long as those that Auth0 was recorded with. */
const LENGTH = 24;

/** Gives a user a new recovery code in place of the one there was, and answers it: only its hash is kept. */
export async function replaceRecoveryCode(transaction: Database, userId: string): Promise<string> {
  const code = randomText(LENGTH).toUpperCase();
  await transaction
    .deleteFrom('authentication_methods')
    .where('user_id', '=', userId)
    .where('type', '=', 'recovery-code')
    .execute();
  await transaction
    .insertInto('authentication_methods')
    .values({
      id: newId('dev'),
      user_id: userId,
      type: 'recovery-code',
      confirmed: true,
      name: null,
      details: JSON.stringify({}),
      secret: hashRecoveryCode(code),
      created_at: new Date(),
    })
    .execute();
  return code;
}

/** What is kept of a recovery code. With this much chance in a code, guessing gains nothing from a quick hash. */
export function hashRecoveryCode(code: string): string {
  const typed = code.replace(/[\s-]/gu, '').toUpperCase();
  return createHash('sha256').update(typed).digest('hex');
}
