import { checkPassword, type PasswordOwner, type PasswordPolicy } from './password-policy.ts';

/** Without the characters that look alike: l and I and 1, O and 0. */
const alphabets = {
  lowercase: 'abcdefghijkmnopqrstuvwxyz',
  uppercase: 'ABCDEFGHJKLMNPQRSTUVWXYZ',
  number: '23456789',
  special: '!#%*+-=?@_',
} as const;

const usualLength = 18;
const maxLength = 72;
/** Random passwords miss a policy rarely; this many misses mean that the policy cannot be met. */
const maxTries = 1000;

/** Fills with random bytes fit for secrets: `(bytes) => crypto.getRandomValues(bytes)`. */
export type FillRandom = (bytes: Uint8Array<ArrayBuffer>) => unknown;

/**
 * A random password that meets the policy as far as it can be checked here. Letters and digits are
 * always in it, special characters where the policy speaks of them.
 */
export function generatePassword(policy: PasswordPolicy, owner: PasswordOwner, fill: FillRandom): string {
  const types = ['lowercase', 'uppercase', 'number'] as const;
  const wanted = policy.characterTypes.includes('special') ? [...types, 'special' as const] : types;
  const all = wanted.map((type) => alphabets[type]).join('');
  const length = Math.min(Math.max(policy.minLength, usualLength), maxLength);
  let password = '';
  for (let tries = 0; tries < maxTries; tries += 1) {
    password = Array.from({ length }, () => all.charAt(randomBelow(all.length, fill))).join('');
    const hasEachType = wanted.every((type) =>
      Array.from(alphabets[type]).some((sign) => password.includes(sign)),
    );
    if (hasEachType && checkPassword(policy, password, owner).every(({ state }) => state !== 'unmet')) break;
  }
  return password;
}

/** A random whole number from 0 up to, not including, `limit` (at most 256), each as likely as the others. */
function randomBelow(limit: number, fill: FillRandom): number {
  const fair = 256 - (256 % limit);
  const bytes = new Uint8Array(1);
  for (;;) {
    fill(bytes);
    const [byte = fair] = bytes;
    if (byte < fair) return byte % limit;
  }
}
