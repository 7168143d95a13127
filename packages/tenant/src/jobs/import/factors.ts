import { addAuthenticationMethod, type NewAuthenticationMethod } from '../../store/authentication-methods.ts';
import type { Database } from '../../store/open.ts';
import type { ImportedUser } from './user-schema.ts';

/**
 * Gives a new user the factors of an entry, confirmed. Answers false, and gives none, when one of them
 * is there twice.
 * @see https://auth0.com/docs/secure/multi-factor-authentication/import-user-mfa-authenticator-enrollments
 */
export async function addFactors(
  transaction: Database,
  userId: string,
  { mfa_factors = [] }: ImportedUser,
): Promise<boolean> {
  const methods = mfa_factors.flatMap(methodOf);
  const keys = new Set(methods.map((method) => JSON.stringify(method).toLowerCase()));
  if (keys.size < methods.length) return false;
  for (const method of methods) await addAuthenticationMethod(transaction, userId, method);
  return true;
}

function methodOf({
  totp,
  phone,
  email,
}: NonNullable<ImportedUser['mfa_factors']>[number]): NewAuthenticationMethod[] {
  if (totp !== undefined) return [{ type: 'totp', totp_secret: totp.secret }];
  if (phone !== undefined) return [{ type: 'phone', phone_number: phone.value }];
  return email === undefined ? [] : [{ type: 'email', email: email.value }];
}
