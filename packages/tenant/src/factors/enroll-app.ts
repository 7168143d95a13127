import { addAuthenticationMethod, listAuthenticationMethods } from '../store/authentication-methods.ts';
import { useEnrollmentTicket } from '../store/enrollment-tickets.ts';
import { writeLogEvent } from '../store/log-events.ts';
import type { Database } from '../store/open.ts';
import { replaceRecoveryCode } from './recovery-code.ts';
import { verifyTotp } from './verify.ts';

/** Somebody who has opened a ticket and typed the code of the app. */
interface Enrolment {
  ticket: string;
  userId: string;
  secret: string;
  /** One that is right for this secret; it cannot be used a second time. */
  code: string;
  ip: string;
  userAgent: string | undefined;
}

/**
 * Makes an authenticator app a factor of its user, together with a recovery code for somebody who has
 * none. Answers undefined when another request has used the ticket up.
 */
export function enrollApp(
  db: Database,
  { ticket, userId, secret, code, ip, userAgent }: Enrolment,
): Promise<{ recoveryCode: string | undefined } | undefined> {
  return db.transaction().execute(async (transaction) => {
    if (!(await useEnrollmentTicket(transaction, ticket))) return undefined;
    await addAuthenticationMethod(transaction, userId, { type: 'totp', totp_secret: secret });
    await verifyTotp(transaction, userId, code);
    await writeLogEvent(transaction, {
      type: 'gd_enrollment_complete',
      description: 'Guardian - Enrollment complete (otp)',
      ip,
      user_agent: userAgent,
      user_id: userId,
    });
    const methods = await listAuthenticationMethods(transaction, userId);
    const hasCode = methods.some(({ type }) => type === 'recovery-code');
    return { recoveryCode: hasCode ? undefined : await replaceRecoveryCode(transaction, userId) };
  });
}
