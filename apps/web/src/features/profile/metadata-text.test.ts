import { describe, expect, test } from 'vitest';
import { readMetadata, textOf } from './metadata-text.ts';

describe('readMetadata', () => {
  test('reads what textOf wrote', () => {
    const value = { plan: { tier: 'pro' }, tags: ['a', null] };
    expect(readMetadata('app_metadata', textOf(value), {})).toEqual({ ok: true, value });
  });

  test('reads an empty text as an empty object', () => {
    expect(readMetadata('user_metadata', ' \n', { a: 1 })).toEqual({ ok: true, value: {} });
  });

  test('refuses what is not JSON, and what is JSON but no object', () => {
    expect(readMetadata('user_metadata', '{ "a": ', {})).toMatchObject({ ok: false });
    expect(readMetadata('user_metadata', '[1]', {})).toMatchObject({
      ok: false,
      faults: [{ path: [], detail: 'user_metadata is an object: { "key": "value" }.' }],
    });
  });

  test('refuses a null that was typed, by its path, and says what to do', () => {
    expect(readMetadata('user_metadata', '{"a":{"b":null}}', { a: { b: 1 } })).toMatchObject({
      ok: false,
      faults: [{ path: ['a', 'b'], detail: 'null cannot be stored here; leave the key out.' }],
    });
  });

  test('does not complain about a null that is stored already', () => {
    const stored = { a: { b: null, c: 1 } };
    expect(readMetadata('user_metadata', '{"a":{"b":null,"c":2}}', stored)).toMatchObject({ ok: true });
  });

  test('refuses a key that Auth0 keeps for itself in app_metadata, and takes it in user_metadata', () => {
    expect(readMetadata('app_metadata', '{"blocked":true}', {})).toMatchObject({
      ok: false,
      faults: [{ path: ['blocked'] }],
    });
    expect(readMetadata('user_metadata', '{"blocked":true}', {})).toMatchObject({ ok: true });
  });
});
