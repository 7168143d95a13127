import { checkPassword, type PasswordOwner, type PasswordPolicy } from './password-policy.ts';

/** A whole number from 0 up to, and without, `max`; every one equally likely. */
export type Random = (max: number) => number;

/** Without what is mistaken for something else when read aloud or from a screen: l, I, O, 0, 1. */
const alphabets = {
  lowercase: 'abcdefghijkmnopqrstuvwxyz',
  uppercase: 'ABCDEFGHJKLMNPQRSTUVWXYZ',
  number: '23456789',
  special: '!#$%&*+-=?@^_',
} as const;

/** 20 of these characters are about 120 bits. */
const usualLength = 20;
/** bcrypt looks at the first 72 bytes only. */
const longest = 72;
/** A draw breaks the rules against sequences and repetition about once in forty times. */
const draws = 1_000;

/**
 * A password that the policy accepts as far as can be checked here: at least 20 characters, longer
 * where the policy asks for it, and 72 at most. With `random` from a cryptographic source it cannot be
 * guessed.
 * @throws {Error} when `random` is stuck
 */
export function generatePassword(policy: PasswordPolicy, random: Random, owner: PasswordOwner = {}): string {
  const types = policy.characterTypes.length === 0 ? keysOf(alphabets) : policy.characterTypes;
  const length = Math.min(Math.max(usualLength, policy.minLength), longest);
  const checked = { ...policy, minLength: length };
  const all = types.map((type) => alphabets[type]).join('');
  for (let draw = 0; draw < draws; draw += 1) {
    const drawn = [
      ...types.map((type) => alphabets[type]),
      ...Array.from({ length: length - types.length }, () => all),
    ];
    const password = shuffle(
      drawn.map((alphabet) => pick(alphabet, random)),
      random,
    ).join('');
    if (checkPassword(checked, password, owner).every((rule) => rule.state !== 'unmet')) return password;
  }
  throw new Error('The source of random numbers is stuck.');
}

function pick(alphabet: string, random: Random): string {
  return alphabet.charAt(random(alphabet.length));
}

/** Fisher and Yates' shuffle: every order equally likely. */
function shuffle(characters: string[], random: Random): string[] {
  const shuffled = [...characters];
  for (let last = shuffled.length - 1; last > 0; last -= 1) {
    const other = random(last + 1);
    [shuffled[last], shuffled[other]] = [shuffled[other] ?? '', shuffled[last] ?? ''];
  }
  return shuffled;
}

function keysOf<Key extends string>(record: Record<Key, unknown>): Key[] {
  return Object.keys(record).filter((key): key is Key => key in record);
}
