import { describe, expect, it } from 'vitest';
import { keyOfEntry, readEntries, readEntry } from './lookup-entries.ts';

describe('readEntries', () => {
  it.each([
    ['a@x.test\nb@x.test', ['a@x.test', 'b@x.test']],
    ['a@x.test, b@x.test;c@x.test\tauth0|1', ['a@x.test', 'b@x.test', 'c@x.test', 'auth0|1']],
    ['Ada Lovelace <ada@x.test>, "Bo" <bo@x.test>', ['ada@x.test', 'bo@x.test']],
    ['"a@x.test"\r\n\r\n  b@x.test  \r\n', ['a@x.test', 'b@x.test']],
    ['\uFEFFemail\nada@x.test', ['email', 'ada@x.test']],
    ['', []],
    [' ,;\n', []],
  ])('reads %j', (text, entries) => {
    expect(readEntries(text)).toEqual(entries);
  });
});

describe('readEntry', () => {
  it.each([
    ['ada@x.test', 'email'],
    ['auth0|5f7c', 'user_id'],
    ['google-oauth2|1 OR *', 'unreadable'],
    ['auth0|../x', 'unreadable'],
    ['Ada Lovelace', 'unreadable'],
  ])('takes %s for %s', (text, kind) => {
    expect(readEntry(text).kind).toBe(kind);
  });
});

it('keyOfEntry minds the capitals of ids alone', () => {
  expect(keyOfEntry('Ada@X.test')).toBe(keyOfEntry('ada@x.test'));
  expect(keyOfEntry('auth0|Ab')).not.toBe(keyOfEntry('auth0|ab'));
});
