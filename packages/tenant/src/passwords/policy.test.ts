import { describe, expect, test } from 'vitest';
import type { JsonObject, UserProfile } from '../store/schema.ts';
import { hashPassword } from './hash.ts';
import { historySize, passwordRefusal } from './policy.ts';

const WEAK = 'PasswordStrengthError: Password is too weak';
const COMMON = 'PasswordDictionaryError: Password is too common';
const PERSONAL = 'PasswordNoUserInfoError: Password contains user information';
const USED = 'PasswordHistoryError: Password has previously been used';

const BEATRIX: Partial<UserProfile> = {
  email: 'b.kiddo@example.com',
  name: 'Beatrix',
  username: 'mamba',
  nickname: 'Bea',
  given_name: 'Arlene',
  user_metadata: { name: 'Hattori', first: 'Elle', last: 'Driver', pet: { name: 'Esteban' }, ab: 'ab' },
};

const refusal = (options: JsonObject, password: string, previous: readonly string[] = []) =>
  passwordRefusal(options, password, BEATRIX, previous);

const flexible = (size: string) => ({ password_options: { dictionary: { active: true, default: size } } });
const complex = (complexity: JsonObject) => ({ password_options: { complexity } });

describe('the five levels', () => {
  test.each<[string | null, string, string | undefined]>([
    [null, 'x', undefined],
    ['none', 'x', undefined],
    ['low', '12345', WEAK],
    ['low', '123456', undefined],
    ['fair', 'Abcdef1', WEAK],
    ['fair', 'abcdefg1', WEAK],
    ['fair', 'ABCDEFG1', WEAK],
    ['fair', 'Abcdefgh', WEAK],
    ['fair', 'Äbcdefg1', WEAK],
    ['fair', 'Abcdefg1', undefined],
    ['good', 'Abcdef1', WEAK],
    ['good', 'abcdefgh1', WEAK],
    ['good', 'abcdef 1', undefined],
    ['good', 'Abcdefg-', undefined],
    ['good', 'Aaaaaaa1', undefined],
    ['excellent', 'Abcdefg1-', WEAK],
    ['excellent', 'Abcdefgg1-', undefined],
    ['excellent', 'Abcdefggg1', WEAK],
    ['excellent', 'Abcdefg---1', WEAK],
  ])('%s: %s', async (passwordPolicy, password, expected) => {
    expect(await refusal({ passwordPolicy }, password)).toBe(expected);
  });

  test('a length of its own replaces that of the level', async () => {
    const options = { passwordPolicy: 'good', password_complexity_options: { min_length: 12 } };
    expect(await refusal(options, 'Abcdefg-123')).toBe(WEAK);
    expect(await refusal(options, 'Abcdefg-1234')).toBeUndefined();
    const shorter = { passwordPolicy: 'low', password_complexity_options: { min_length: 4 } };
    expect(await refusal(shorter, 'abcd')).toBeUndefined();
  });

  test('a password of more than 72 bytes is no refusal', async () => {
    expect(await refusal({ passwordPolicy: 'good' }, `Ab1-${'x'.repeat(200)}`)).toBeUndefined();
  });
});

describe('the dictionary', () => {
  const options = { password_dictionary: { enable: true, dictionary: ['Rollcall'] } };
  test.each([
    ['password', COMMON],
    ['Password123', COMMON],
    ['ILOVEYOU', COMMON],
    ['rollcall', COMMON],
    ['rollcalls', undefined],
    ['my password', undefined],
  ])('%s', async (password, expected) => {
    expect(await refusal(options, password)).toBe(expected);
    expect(await refusal({ password_dictionary: { enable: false } }, password)).toBeUndefined();
  });

  test('the larger one knows less common ones too', async () => {
    expect(await refusal(flexible('en_10k'), 'Shalimar')).toBeUndefined();
    expect(await refusal(flexible('en_100k'), 'Shalimar')).toBe(COMMON);
    expect(await refusal(flexible('en_100k'), 'Dragon-fruit-1987')).toBeUndefined();
    expect(await refusal({ password_options: { dictionary: { active: true } } }, 'dragon')).toBe(COMMON);
    const custom = { dictionary: { active: true, custom: ['Company'] } };
    expect(await refusal({ password_options: custom }, 'COMPANY')).toBe(COMMON);
    expect(await refusal({ password_options: { dictionary: {} } }, 'dragon')).toBeUndefined();
  });
});

describe('personal data', () => {
  test.each([
    ['xxBEATRIXxx', PERSONAL],
    ['black-mamba', PERSONAL],
    ['1bea1', PERSONAL],
    ['B.Kiddo!', PERSONAL],
    ['hattorihanzo', PERSONAL],
    ['michElle', PERSONAL],
    ['a-screwdriver', PERSONAL],
    ['arlene', undefined],
    ['esteban', undefined],
    ['example.com', undefined],
  ])('%s', async (password, expected) => {
    expect(await refusal({ password_no_personal_info: { enable: true } }, password)).toBe(expected);
    expect(await refusal({ password_options: { profile_data: { active: true } } }, password)).toBe(expected);
    expect(await refusal({}, password)).toBeUndefined();
  });

  test('what counts as personal can be chosen', async () => {
    const blocked_fields = ['given_name', 'user_metadata.pet.name', 'email', 'user_metadata.ab', 'blocked'];
    const options = { password_options: { profile_data: { active: true, blocked_fields } } };
    expect(await refusal(options, 'my arlene')).toBe(PERSONAL);
    expect(await refusal(options, 'my esteban')).toBe(PERSONAL);
    expect(await refusal(options, 'my b.kiddo')).toBe(PERSONAL);
    expect(await refusal(options, 'my beatrix')).toBeUndefined();
    expect(await refusal(options, 'about')).toBeUndefined();
  });
});

describe('history', () => {
  test('as many as the size says are refused, the one in use among them', async () => {
    const previous = await Promise.all(
      ['third', 'second', 'first'].map((password) => hashPassword(password)),
    );
    for (const options of [
      { password_history: { enable: true, size: 2 } },
      { password_options: { history: { active: true, size: 2 } } },
    ]) {
      expect(historySize(options)).toBe(2);
      expect(await refusal(options, 'third', previous)).toBe(USED);
      expect(await refusal(options, 'second', previous)).toBe(USED);
      expect(await refusal(options, 'first', previous)).toBeUndefined();
    }
    expect(
      await refusal({ password_history: { enable: false, size: 2 } }, 'third', previous),
    ).toBeUndefined();
  });

  test('five are remembered where the size is not given', () => {
    expect(historySize({ password_history: { enable: true } })).toBe(5);
    expect(historySize({ password_history: { enable: false, size: 3 } })).toBe(0);
    expect(historySize({ password_options: { history: { active: true } } })).toBe(5);
    expect(historySize({ password_options: { history: { size: 3 } } })).toBe(0);
    expect(historySize({})).toBe(0);
  });
});

describe('the flexible policy', () => {
  const ALL = ['uppercase', 'lowercase', 'number', 'special'];

  test.each<[JsonObject, string, string | undefined]>([
    [{}, 'x', undefined],
    [{ min_length: 15 }, 'x'.repeat(14), WEAK],
    [{ min_length: 15 }, 'x'.repeat(15), undefined],
    [{ character_types: ['uppercase', 'number'] }, 'abc1', WEAK],
    [{ character_types: ['uppercase', 'number'] }, 'ABC1', undefined],
    [{ character_types: ALL }, 'Abc1', WEAK],
    [{ character_types: ALL }, 'Abc1.', undefined],
    [{ character_types: ALL, character_type_rule: 'three_of_four' }, 'Abc1', undefined],
    [{ character_types: ALL, character_type_rule: 'three_of_four' }, 'Abcd', WEAK],
    [{ character_types: ['number'], character_type_rule: 'three_of_four' }, 'abc', WEAK],
    [{ identical_characters: 'block' }, 'aabbcc', undefined],
    [{ identical_characters: 'block' }, 'aab000', WEAK],
    [{ identical_characters: 'allow' }, 'aab000', undefined],
    [{ sequential_characters: 'block' }, 'xABC', WEAK],
    [{ sequential_characters: 'block' }, 'x321', WEAK],
    [{ sequential_characters: 'block' }, 'ab-cd', undefined],
    [{ sequential_characters: 'block' }, 'aBc', undefined],
    [{ sequential_characters: 'block' }, 'abab', undefined],
    [{ sequential_characters: 'block' }, './0:;<', undefined],
    [{ sequential_characters: 'allow' }, 'abc', undefined],
    [{ max_length_exceeded: 'error' }, 'ä'.repeat(36), undefined],
    [{ max_length_exceeded: 'error' }, 'ä'.repeat(37), WEAK],
    [{ max_length_exceeded: 'truncate' }, 'ä'.repeat(37), undefined],
  ])('%j: %s', async (complexity, password, expected) => {
    expect(await refusal(complex(complexity), password)).toBe(expected);
  });

  test('replaces everything that the older options say', async () => {
    const legacy = {
      passwordPolicy: 'excellent',
      password_complexity_options: { min_length: 20 },
      password_history: { enable: true, size: 24 },
      password_dictionary: { enable: true },
      password_no_personal_info: { enable: true },
    };
    expect(await refusal(legacy, 'beatrix')).toBe(WEAK);
    expect(await refusal({ ...legacy, password_options: {} }, 'beatrix')).toBeUndefined();
    expect(await refusal({ ...legacy, password_options: {} }, 'password')).toBeUndefined();
    expect(historySize({ ...legacy, password_options: {} })).toBe(0);
  });
});

test('options that make no sense demand nothing', async () => {
  const senseless = {
    passwordPolicy: 7,
    password_history: 'yes',
    password_dictionary: [],
    password_options: 1,
  };
  expect(await refusal(senseless, 'password')).toBeUndefined();
});
