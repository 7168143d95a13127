import type { AuthenticationMethod } from '../../../store/authentication-methods.ts';
import type { JsonObject } from '../../../store/schema.ts';

/**
 * A method as single reads and lists show it: addresses and numbers are masked, secrets are not there.
 * Auth0 was recorded with `chuc****@exam*******` for chuck334@example.com and `****@exam*******` for
 * foo@example.com.
 */
export function presentMethod(method: AuthenticationMethod): JsonObject {
  return {
    ...presentCreated(method),
    confirmed: method.confirmed,
    ...(method.last_auth_at === null ? {} : { last_auth_at: method.last_auth_at.toISOString() }),
  };
}

/** A method as the answers to POST and PATCH show it: masked too, but without its state. */
export function presentCreated(method: AuthenticationMethod): JsonObject {
  const { phone_number, email } = method.details;
  return {
    ...presentReplaced(method),
    ...(typeof phone_number === 'string' ? { phone_number: maskPhone(phone_number) } : {}),
    ...(typeof email === 'string' ? { email: maskEmail(email) } : {}),
  };
}

/** A method as the answer to PUT shows it: Auth0 was recorded to repeat what it was sent there, unmasked. */
export function presentReplaced({ id, type, name, details, created_at }: AuthenticationMethod): JsonObject {
  const preferred = details['preferred_authentication_method'];
  return {
    id: `${type}|${id}`,
    type,
    ...(name === null ? {} : { name }),
    ...details,
    ...(typeof preferred === 'string'
      ? { authentication_methods: [{ id: `${preferred}|${id}`, type: preferred }] }
      : {}),
    created_at: created_at.toISOString(),
  };
}

/** The last four characters of a phone number, the rest crossed out. */
export function maskPhone(number: string): string {
  return 'X'.repeat(Math.max(0, number.length - 4)) + number.slice(-4);
}

/** Both parts of an e-mail address, crossed out after four characters. */
export function maskEmail(email: string): string {
  return email.split('@').map(maskPart).join('@');
}

function maskPart(part: string): string {
  return part.length <= 4 ? '****' : part.slice(0, 4) + '*'.repeat(part.length - 4);
}
