import type { AuthenticationMethod } from '@rollcall/shared/contract/mfa.ts';
import { expect, it } from 'vitest';
import { isFactor, passkeyWords, preferredWords } from './method-words.ts';

function method(attributes: Partial<AuthenticationMethod>): AuthenticationMethod {
  return { id: 'totp|dev_1', type: 'totp', ...attributes };
}

it.each([
  [{ type: 'totp' }, true],
  [{ type: 'phone', confirmed: true }, true],
  [{ type: 'phone', confirmed: false }, false],
  [{ type: 'recovery-code', confirmed: true }, false],
])('%j is asked for at sign-in: %s', (attributes, expected) => {
  expect(isFactor(method(attributes))).toBe(expected);
});

it('says how codes come to a phone and where a passkey lives, where that is known', () => {
  expect(preferredWords(method({ preferred_authentication_method: 'voice' }))).toBe('By voice call');
  expect(preferredWords(method({}))).toBeUndefined();
  expect(passkeyWords(method({ credential_device_type: 'multi_device' }))).toBe('Synced between devices');
  expect(passkeyWords(method({}))).toBeUndefined();
});
