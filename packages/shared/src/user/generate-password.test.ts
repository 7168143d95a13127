import { describe, expect, test } from 'vitest';
import { generatePassword } from './generate-password.ts';
import { checkPassword, type PasswordPolicy } from './password-policy.ts';

const none: PasswordPolicy = {
  minLength: 1,
  characterTypes: [],
  requiredTypes: 0,
  noIdenticalInARow: false,
  noSequence: false,
  noPersonalInfo: false,
  dictionary: false,
  history: 0,
};
const strict: PasswordPolicy = {
  ...none,
  minLength: 24,
  characterTypes: ['lowercase', 'uppercase', 'number', 'special'],
  requiredTypes: 4,
  noIdenticalInARow: true,
  noSequence: true,
  noPersonalInfo: true,
};

/** Repeatable noise: the high byte of a linear congruential generator. */
let noise = 2026;
function fill(bytes: Uint8Array<ArrayBuffer>) {
  for (const index of bytes.keys()) {
    noise = (Math.imul(noise, 1_664_525) + 1_013_904_223) >>> 0;
    bytes[index] = noise >>> 24;
  }
}

describe('generatePassword', () => {
  test('meets the strictest policy, every time', () => {
    const owner = { name: 'Ab', email: 'x@example.com' };
    for (let round = 0; round < 200; round += 1) {
      const password = generatePassword(strict, owner, fill);
      expect(password).toHaveLength(24);
      expect(checkPassword(strict, password, owner).filter(({ state }) => state === 'unmet')).toEqual([]);
    }
  });

  test('is long even where the policy asks for nothing, and has no special characters then', () => {
    expect(generatePassword(none, {}, fill)).toMatch(/^[A-Za-z0-9]{18}$/);
  });

  test('never makes the same password twice', () => {
    const made = new Set(Array.from({ length: 100 }, () => generatePassword(none, {}, fill)));
    expect(made.size).toBe(100);
  });

  test('leaves out the characters that look alike', () => {
    const text = Array.from({ length: 100 }, () => generatePassword(strict, {}, fill)).join('');
    expect(text).not.toMatch(/[lI1O0]/);
  });
});
