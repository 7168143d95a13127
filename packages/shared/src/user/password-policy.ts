import { z } from 'zod';

const CharacterType = z.enum(['lowercase', 'uppercase', 'number', 'special']);
type CharacterType = z.infer<typeof CharacterType>;

/**
 * The password policy of a database connection, whether it was given as a level (`passwordPolicy`)
 * or in parts (`password_options`). Source: auth0.com/docs/authenticate/database-connections/password-strength
 */
export const PasswordPolicy = z.object({
  minLength: z.number().int(),
  characterTypes: z.array(CharacterType),
  /** How many of `characterTypes` have to be there. */
  requiredTypes: z.number().int(),
  /** Refuses three of the same in a row, as in `aaa`. */
  noIdenticalInARow: z.boolean(),
  /** Refuses three that follow each other, as in `abc` or `321`. */
  noSequence: z.boolean(),
  /** Refuses passwords that contain the user's name, username or the local part of the e-mail. */
  noPersonalInfo: z.boolean(),
  /** Only the tenant has the list of common passwords. */
  dictionary: z.boolean(),
  /** How many earlier passwords are refused; 0 for none. Only the tenant knows them. */
  history: z.number().int(),
});
export type PasswordPolicy = z.infer<typeof PasswordPolicy>;

/**
 * What the personal-data rule looks at; of `user_metadata` it is `name`, `first` and `last`.
 * Source: auth0.com/docs/authenticate/database-connections/password-options
 */
export interface PasswordOwner {
  name?: string | undefined;
  nickname?: string | undefined;
  username?: string | undefined;
  email?: string | undefined;
  user_metadata?: Readonly<Record<string, unknown>> | undefined;
}

/** One line of the checklist. `tenant` is for what only the tenant can check. */
export interface PasswordRule {
  id: string;
  sentence: string;
  state: 'met' | 'unmet' | 'tenant';
}

const characters: Record<CharacterType, { pattern: RegExp; words: string }> = {
  lowercase: { pattern: /[a-z]/, words: 'lower case letters (a-z)' },
  uppercase: { pattern: /[A-Z]/, words: 'upper case letters (A-Z)' },
  number: { pattern: /[0-9]/, words: 'numbers (0-9)' },
  special: { pattern: /[ !"#$%&'()*+,\-./:;<=>?@[\\\]^_`{|}~]/, words: 'special characters (e.g. !@#$%^&*)' },
};

/** bcrypt looks at the first 72 bytes only: a longer password would be cut without a word. */
const maxBytes = 72;

/** The policy as a checklist against a password. A password is acceptable when no line is `unmet`. */
export function checkPassword(
  policy: PasswordPolicy,
  password: string,
  owner: PasswordOwner = {},
): PasswordRule[] {
  const rules: PasswordRule[] = [
    rule('length', lengthSentence(policy.minLength), password.length >= Math.max(1, policy.minLength)),
  ];
  if (policy.requiredTypes > 0) {
    const present = policy.characterTypes.filter((type) => characters[type].pattern.test(password));
    rules.push(rule('characters', charactersSentence(policy), present.length >= policy.requiredTypes));
  }
  if (policy.noIdenticalInARow) {
    rules.push(
      rule(
        'identical',
        'No more than 2 identical characters in a row',
        password !== '' && !/(.)\1\1/su.test(password),
      ),
    );
  }
  if (policy.noSequence) {
    rules.push(
      rule(
        'sequence',
        'No 3 characters that follow each other (abc, 321)',
        password !== '' && !hasSequence(password),
      ),
    );
  }
  if (policy.noPersonalInfo) {
    rules.push(
      rule(
        'personal',
        "Nothing of the user's name, username or e-mail",
        password !== '' && !hasPersonalInfo(password, owner),
      ),
    );
  }
  rules.push(rule('bytes', `At most ${maxBytes} bytes`, utf8Length(password) <= maxBytes));
  if (policy.dictionary) rules.push({ id: 'dictionary', sentence: 'Not a common password', state: 'tenant' });
  if (policy.history > 0) {
    rules.push({ id: 'history', sentence: `None of the last ${policy.history} passwords`, state: 'tenant' });
  }
  return rules;
}

function rule(id: string, sentence: string, met: boolean): PasswordRule {
  return { id, sentence, state: met ? 'met' : 'unmet' };
}

function lengthSentence(minLength: number): string {
  return minLength <= 1 ? 'Not empty' : `At least ${minLength} characters`;
}

function charactersSentence(policy: PasswordPolicy): string {
  const kinds = policy.characterTypes.map((type) => characters[type].words).join(', ');
  return policy.requiredTypes === policy.characterTypes.length
    ? `Contains ${kinds}`
    : `Contains at least ${policy.requiredTypes} of these: ${kinds}`;
}

function hasSequence(password: string): boolean {
  const codes = Array.from(password.toLowerCase(), (character) => character.codePointAt(0) ?? 0);
  return codes.some((code, index) => {
    const [previous, beforeThat] = [codes[index - 1], codes[index - 2]];
    if (previous === undefined || beforeThat === undefined) return false;
    const step = code - previous;
    return (
      Math.abs(step) === 1 &&
      previous - beforeThat === step &&
      [beforeThat, previous, code].every(isLetterOrDigit)
    );
  });
}

function isLetterOrDigit(code: number): boolean {
  return /[a-z0-9]/.test(String.fromCodePoint(code));
}

function hasPersonalInfo(password: string, owner: PasswordOwner): boolean {
  const { name, first, last } = owner.user_metadata ?? {};
  const parts = [owner.name, owner.nickname, owner.username, owner.email?.split('@')[0], name, first, last];
  return parts.some(
    (part) => typeof part === 'string' && part !== '' && password.toLowerCase().includes(part.toLowerCase()),
  );
}

function utf8Length(text: string): number {
  return Array.from(text).reduce((sum, character) => {
    const code = character.codePointAt(0) ?? 0;
    return sum + (code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4);
  }, 0);
}
