import { isMasked } from '@rollcall/shared/access/mask.ts';
import type { AuthenticationMethod } from '@rollcall/shared/contract/mfa.ts';
import type { TenantAuthenticationMethod } from '../../management/authentication-methods.ts';

/** What a mask hides of authentication methods. */
export function maskedOf(mask: readonly string[]): string[] {
  return ['email', 'phone_number'].filter((field) => isMasked(mask, field));
}

/**
 * A method as it leaves. Auth0 crosses out most of an address or number; where the mask hides it, the
 * rest goes too, and so does a name, which is often made of one.
 */
export function shownMethod(
  { name, email, phone_number, ...method }: TenantAuthenticationMethod,
  masked: readonly string[],
): AuthenticationMethod {
  return {
    ...method,
    name: masked.length === 0 ? name : undefined,
    email: masked.includes('email') ? undefined : email,
    phone_number: masked.includes('phone_number') ? undefined : phone_number,
  };
}
