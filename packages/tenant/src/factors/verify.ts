import { Secret, TOTP } from 'otpauth';
import type { Database } from '../store/open.ts';
import { hashRecoveryCode, replaceRecoveryCode } from './recovery-code.ts';

/** What authenticator apps are told unless somebody says otherwise. */
const PERIOD_SECONDS = 30;

/**
 * Whether this is the code that one of the user's authenticator apps shows now, showed just before or is
 * about to show. A code works once, and none works that is older than the last one that did.
 * @see https://www.rfc-editor.org/rfc/rfc6238#section-5.2
 */
export async function verifyTotp(db: Database, userId: string, code: string): Promise<boolean> {
  const methods = await db
    .selectFrom('authentication_methods')
    .select(['id', 'secret'])
    .where('user_id', '=', userId)
    .where('type', '=', 'totp')
    .where('confirmed', '=', true)
    .execute();
  for (const { id, secret } of methods) {
    const step = secret === null ? undefined : stepOf(secret, code);
    if (step === undefined) continue;
    const { numUpdatedRows } = await db
      .updateTable('authentication_methods')
      .set({ last_step: step, last_auth_at: new Date() })
      .where('id', '=', id)
      .where((where) => where.or([where('last_step', 'is', null), where('last_step', '<', step)]))
      .executeTakeFirst();
    if (numUpdatedRows > 0n) return true;
  }
  return false;
}

/**
 * The number of the period to which a code of this secret belongs, one period early or late included;
 * undefined when the code is wrong.
 */
export function stepOf(secret: string, code: string): number | undefined {
  const token = code.replace(/\s/gu, '');
  const timestamp = Date.now();
  const delta = /^\d{6}$/u.test(token)
    ? TOTP.validate({
        token,
        secret: Secret.fromBase32(secret),
        period: PERIOD_SECONDS,
        timestamp,
        window: 1,
      })
    : null;
  return delta === null ? undefined : Math.floor(timestamp / 1000 / PERIOD_SECONDS) + delta;
}

/**
 * Takes a recovery code in place of another proof. It works once: answers the code that takes its
 * place, to be shown to the user now, or undefined when the code is not the user's.
 * @see https://auth0.com/docs/secure/multi-factor-authentication/configure-recovery-codes-for-mfa
 */
export async function verifyRecoveryCode(
  transaction: Database,
  userId: string,
  code: string,
): Promise<string | undefined> {
  const { numDeletedRows } = await transaction
    .deleteFrom('authentication_methods')
    .where('user_id', '=', userId)
    .where('type', '=', 'recovery-code')
    .where('secret', '=', hashRecoveryCode(code))
    .executeTakeFirst();
  return numDeletedRows === 0n ? undefined : replaceRecoveryCode(transaction, userId);
}
