import { parseQuery } from '@rollcall/shared/query/parse.ts';
import { expect, test } from 'vitest';
import { refusalOf } from './refusals.ts';

function refusal(text: string): string | undefined {
  const parsed = parseQuery(text);
  if (!parsed.ok) throw new Error(parsed.error.message);
  return refusalOf(parsed.query);
}

test.each([
  ['name:*ab', 'at least 3 characters'],
  ['name:*ab*', 'at least 3 characters'],
  ['NOT (email:a OR *山田)', 'at least 3 characters'],
  ['user_metadata.theme:d*', 'not supported on user_metadata'],
  ['user_metadata.n:[1 TO 2]', 'not supported on user_metadata'],
  ['last_login:yesterday', '"yesterday" is not a date'],
  ['last_login:[2024 TO x]', '"x" is not a date'],
  ['last_login:2024*', 'use a range'],
])('%s is refused with a sentence', (text, words) => {
  expect(refusal(text)).toContain(words);
});

test.each([
  'name:j*',
  'name:a*b',
  'name:*abc',
  'user_metadata.theme:*',
  'app_metadata.region:e*',
  'app_metadata.n:[1 TO 2]',
  'last_login:2024-05',
])('%s is not refused', (text) => {
  expect(refusal(text)).toBeUndefined();
});
