import { maskEmail, maskPhone } from '../../management/users/authentication-methods/present.ts';
import { listAuthenticationMethods } from '../../store/authentication-methods.ts';
import type { Database } from '../../store/open.ts';

/** A phone or an e-mail address that a code can be sent to. */
export interface SentFactor {
  id: string;
  type: 'phone' | 'email';
  recipient: string;
  /** What may be shown of the recipient to somebody who has only given a password. */
  shown: string;
}

/** What a user can prove a second time with. */
export interface Factors {
  /** An authenticator app. */
  app: boolean;
  sent: readonly SentFactor[];
  recoveryCode: boolean;
}

/** The confirmed factors of a user that a sign-in can ask for. */
export async function readFactors(db: Database, userId: string): Promise<Factors> {
  const methods = (await listAuthenticationMethods(db, userId)).filter(({ confirmed }) => confirmed);
  return {
    app: methods.some(({ type }) => type === 'totp'),
    recoveryCode: methods.some(({ type }) => type === 'recovery-code'),
    sent: methods.flatMap(({ id, type, details }): SentFactor[] => {
      const { phone_number, email } = details;
      if (type === 'phone' && typeof phone_number === 'string') {
        return [{ id, type, recipient: phone_number, shown: maskPhone(phone_number) }];
      }
      if (type === 'email' && typeof email === 'string') {
        return [{ id, type, recipient: email, shown: maskEmail(email) }];
      }
      return [];
    }),
  };
}
