import { describe, expect, it } from 'vitest';
import { generatePassword } from './password-generator.ts';
import { checkPassword, type PasswordPolicy } from './password-policy.ts';

const strictest: PasswordPolicy = {
  minLength: 32,
  characterTypes: ['lowercase', 'uppercase', 'number', 'special'],
  requiredTypes: 4,
  noIdenticalInARow: true,
  noSequence: true,
  noPersonalInfo: true,
  dictionary: true,
  history: 24,
};
const none: PasswordPolicy = {
  minLength: 1,
  characterTypes: ['lowercase', 'uppercase', 'number', 'special'],
  requiredTypes: 0,
  noIdenticalInARow: false,
  noSequence: false,
  noPersonalInfo: false,
  dictionary: false,
  history: 0,
};

/** The same numbers at each run (Lehmer's generator, MINSTD). */
function seeded(seed: number) {
  let state = seed;
  return (max: number) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % max;
  };
}

describe('generatePassword', () => {
  it('keeps the strictest policy at every draw', () => {
    for (let seed = 1; seed <= 200; seed += 1) {
      const password = generatePassword(strictest, seeded(seed));
      expect(checkPassword(strictest, password).filter(({ state }) => state === 'unmet')).toEqual([]);
      expect(password).toHaveLength(32);
    }
  });

  it('stays at 20 characters of every kind where the policy asks for nothing', () => {
    const password = generatePassword(none, seeded(7));
    expect(password).toHaveLength(20);
    for (const kind of [/[a-z]/, /[A-Z]/, /[0-9]/, /[^a-zA-Z0-9]/]) expect(password).toMatch(kind);
  });

  it('uses only the kinds of characters that the policy knows', () => {
    const policy: PasswordPolicy = { ...none, characterTypes: ['lowercase', 'number'], requiredTypes: 2 };
    expect(generatePassword(policy, seeded(3))).toMatch(/^[a-z2-9]{20}$/);
  });

  it('has no characters that are mistaken for others', () => {
    const passwords = Array.from({ length: 100 }, (_nothing, seed) =>
      generatePassword(none, seeded(seed + 1)),
    );
    expect(passwords.join('')).not.toMatch(/[lIO01]/);
  });

  it('does not begin with the same kind of character each time', () => {
    const first = Array.from({ length: 50 }, (_nothing, seed) =>
      generatePassword(none, seeded(seed + 1)).charAt(0),
    );
    expect(first.some((character) => /[a-z]/.test(character))).toBe(true);
    expect(first.some((character) => /[^a-z]/.test(character))).toBe(true);
  });

  it('holds nothing of its owner, be their name a single letter', () => {
    for (let seed = 1; seed <= 100; seed += 1) {
      const password = generatePassword({ ...none, noPersonalInfo: true }, seeded(seed), { name: 'E' });
      expect(password.toLowerCase()).not.toContain('e');
    }
  });

  it('reaches the longest length that bcrypt reads, and goes no further', () => {
    expect(generatePassword({ ...none, minLength: 72 }, seeded(5))).toHaveLength(72);
    expect(generatePassword({ ...none, minLength: 128 }, seeded(5))).toHaveLength(72);
  });

  it('fails loudly when the source of random numbers is stuck', () => {
    expect(() => generatePassword(strictest, () => 0)).toThrow('stuck');
  });
});
