import { describe, expect, it } from 'vitest';
import { checkPassword, type PasswordOwner, type PasswordPolicy } from './password-policy.ts';

const four = ['lowercase', 'uppercase', 'number', 'special'] as const;
const base: PasswordPolicy = {
  minLength: 1,
  characterTypes: [...four],
  requiredTypes: 0,
  noIdenticalInARow: false,
  noSequence: false,
  noPersonalInfo: false,
  dictionary: false,
  history: 0,
};

/** Auth0's levels. Source: auth0.com/docs/authenticate/database-connections/password-strength */
const levels = {
  none: base,
  low: { ...base, minLength: 6 },
  fair: { ...base, minLength: 8, characterTypes: ['lowercase', 'uppercase', 'number'], requiredTypes: 3 },
  good: { ...base, minLength: 8, requiredTypes: 3 },
  excellent: { ...base, minLength: 10, requiredTypes: 3, noIdenticalInARow: true },
} satisfies Record<string, PasswordPolicy>;

function unmet(policy: PasswordPolicy, password: string, owner?: PasswordOwner): string[] {
  return checkPassword(policy, password, owner)
    .filter(({ state }) => state === 'unmet')
    .map(({ id }) => id);
}

describe('checkPassword', () => {
  it.each([
    ['none', 'x', []],
    ['none', '', ['length']],
    ['low', 'abcdef', []],
    ['low', 'abcde', ['length']],
    ['fair', 'Abcdefg1', []],
    ['fair', 'abcdefg1', ['characters']],
    ['fair', 'Abcdefg!', ['characters']],
    ['fair', 'Abcde1', ['length']],
    ['good', 'Abcdefg!', []],
    ['good', 'abcdefg1', ['characters']],
    ['good', 'abcdef 1', []],
    ['excellent', 'Abcdefghi1', []],
    ['excellent', 'Abcdefghh1', []],
    ['excellent', 'Abcdefhhh1', ['identical']],
    ['excellent', 'abc', ['length', 'characters']],
  ] as const)('at level %s, %j misses %j', (level, password, missed) => {
    expect(unmet(levels[level], password)).toEqual(missed);
  });

  it('does not take letters outside a-z and A-Z for lower or upper case, as Auth0 does not', () => {
    expect(unmet(levels.fair, 'äöüÄÖÜ123')).toEqual(['characters']);
  });

  describe('sequences', () => {
    const policy = { ...base, noSequence: true };
    it.each(['xabcx', 'x321x', 'xAbCx', 'x789'])('refuses %j', (password) => {
      expect(unmet(policy, password)).toEqual(['sequence']);
    });
    it.each(['acegik', 'ab12ba', 'aba', '!"#', '89:'])('takes %j', (password) => {
      expect(unmet(policy, password)).toEqual([]);
    });
  });

  describe('identical characters', () => {
    const policy = { ...base, noIdenticalInARow: true };
    it('refuses three in a row, astral characters included', () => {
      expect(unmet(policy, 'aaa')).toEqual(['identical']);
      expect(unmet(policy, '😀😀😀')).toEqual(['identical']);
    });
    it('takes two in a row, and three apart', () => {
      expect(unmet(policy, 'aabaa')).toEqual([]);
    });
  });

  describe('personal data', () => {
    const policy = { ...base, noPersonalInfo: true };
    const owner = { name: 'Ada', nickname: 'countess', username: 'ada1815', email: 'lovelace@example.com' };
    it.each(['xADAx', 'the-countess', 'Lovelace1', 'ada1815!'])('refuses %j', (password) => {
      expect(unmet(policy, password, owner)).toEqual(['personal']);
    });
    it.each(['xByronx', 'gordon-1', 'CountessOfL'])('refuses %j, which user_metadata has', (password) => {
      const metadata = { name: 'CountessOfL', first: 'Gordon', last: 'Byron' };
      expect(unmet(policy, password, { user_metadata: metadata })).toEqual(['personal']);
    });
    it('takes what is elsewhere in user_metadata, or is no text there', () => {
      expect(unmet(policy, 'teal-7', { user_metadata: { color: 'teal', first: 7, last: null } })).toEqual([]);
    });
    it('takes what has nothing of the user, the e-mail’s domain included', () => {
      expect(unmet(policy, 'example.com-9', owner)).toEqual([]);
    });
    it('does not take missing or empty data for a match', () => {
      expect(unmet(policy, 'anything', { name: '', email: undefined })).toEqual([]);
    });
  });

  it('counts bytes, not characters, towards the 72 that bcrypt reads', () => {
    expect(unmet(base, 'a'.repeat(72))).toEqual([]);
    expect(unmet(base, 'a'.repeat(73))).toEqual(['bytes']);
    expect(unmet(base, 'é'.repeat(36))).toEqual([]);
    expect(unmet(base, 'é'.repeat(37))).toEqual(['bytes']);
    expect(unmet(base, '😀'.repeat(19))).toEqual(['bytes']);
  });

  it('leaves the dictionary and the history to the tenant, and shows neither where they are off', () => {
    const rules = checkPassword({ ...base, dictionary: true, history: 5 }, 'password');
    expect(rules.filter(({ state }) => state === 'tenant').map(({ id }) => id)).toEqual([
      'dictionary',
      'history',
    ]);
    expect(rules.at(-1)?.sentence).toBe('None of the last 5 passwords');
    expect(checkPassword(base, 'password').some(({ state }) => state === 'tenant')).toBe(false);
  });

  it('meets no rule with an empty password but the limit of bytes', () => {
    const all = { ...levels.excellent, noSequence: true, noPersonalInfo: true };
    expect(unmet(all, '')).toEqual(['length', 'characters', 'identical', 'sequence', 'personal']);
  });
});
