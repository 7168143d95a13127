import type { JsonObject } from '../store/schema.ts';
import { type CharacterType, readPolicy } from './read-policy.ts';

const TYPES: Record<CharacterType, string> = {
  lowercase: 'lower case letters (a-z)',
  uppercase: 'upper case letters (A-Z)',
  number: 'numbers (0-9)',
  special: 'special characters (!@#$%^&*)',
};

/** What a connection asks of a new password, one sentence for each rule, for a person to read. */
export function explainPolicy(options: JsonObject): string[] {
  const policy = readPolicy(options);
  const { minLength, characterTypes, typesNeeded, remembered, personal, maxBytes } = policy;
  const types = characterTypes.map((type) => TYPES[type]).join(', ');
  return [
    `At least ${minLength} ${minLength === 1 ? 'character' : 'characters'}`,
    typesNeeded === 0
      ? []
      : typesNeeded < characterTypes.length
        ? `At least ${typesNeeded} of these: ${types}`
        : `All of these: ${types}`,
    policy.blocksIdentical ? 'No more than two identical characters in a row' : [],
    policy.blocksSequences ? 'No sequences such as abc or 321' : [],
    maxBytes === undefined ? [] : `No more than ${maxBytes} bytes`,
    policy.dictionary === undefined ? [] : 'Not a common password',
    personal.length === 0 ? [] : 'Nothing of your name, username or e-mail address',
    remembered === 0 ? [] : `None of your last ${remembered} passwords`,
  ].flat();
}

const REFUSALS: Readonly<Record<string, string>> = {
  PasswordStrengthError: 'This password is too weak.',
  PasswordDictionaryError: 'This password is too common.',
  PasswordNoUserInfoError: 'This password contains your name, username or e-mail address.',
  PasswordHistoryError: 'You have used this password before.',
};

/** Auth0's one line about a refused password, for the person who chose it; undefined when it is about something else. */
export function explainRefusal(message: string): string | undefined {
  return REFUSALS[message.split(':', 1)[0] ?? ''];
}
