import { describe, expect, it } from 'vitest';
import { UserVersions } from './etag.ts';

const versions = new UserVersions(['the secret']);
const user = { user_id: 'a|b', name: 'A', app_metadata: { a: 1, b: { c: 2, d: 3 } } };

describe('the ETag of a user', () => {
  it('does not depend on the order of keys, nor on what is not of the user', () => {
    const same = { app_metadata: { b: { d: 3, c: 2 }, a: 1 }, name: 'A', user_id: 'a|b' };
    expect(versions.of(same)).toBe(versions.of(user));
    expect(versions.of({ ...user, connection: null, permissions: ['users:read'] })).toBe(versions.of(user));
  });

  it.each([
    [{ name: 'B' }],
    [{ name: undefined }],
    [{ nickname: 'A' }],
    [{ app_metadata: { a: 1, b: { c: 2, d: 4 } } }],
    [{ app_metadata: { a: '1', b: { c: 2, d: 3 } } }],
    [{ updated_at: '2026-01-01' }],
  ])('changes with %j', (change) => {
    expect(versions.of({ ...user, ...change })).not.toBe(versions.of(user));
  });
});

describe('the key of ETags', () => {
  it('is the same wherever the session secret is, and keeps everybody else from trying out guesses', () => {
    expect(new UserVersions(['the secret']).of(user)).toBe(versions.of(user));
    expect(new UserVersions(['another secret']).of(user)).not.toBe(versions.of(user));
  });

  it('can be exchanged like the session secret: tags of the one before still count, foreign ones do not', () => {
    const exchanged = new UserVersions(['a new secret', 'the secret']);
    expect(() => exchanged.refuseStale('required', versions.of(user), user)).not.toThrow();
    expect(() => versions.refuseStale('required', exchanged.of(user), user)).toThrow('conflict');
  });
});

describe('a write with If-Match', () => {
  it('passes with the present version, also among others', () => {
    expect(() => versions.refuseStale('required', versions.of(user), user)).not.toThrow();
    expect(() => versions.refuseStale('required', `"x", ${versions.of(user)}`, user)).not.toThrow();
    expect(() => versions.refuseStale('accepted', undefined, user)).not.toThrow();
  });

  it.each([
    ['required', undefined, 'precondition_required'],
    ['required', '*', 'precondition_required'],
    ['accepted', '*', 'precondition_required'],
    ['required', '"x"', 'conflict'],
    ['accepted', '', 'conflict'],
  ] as const)('that is %s and says %j is refused: %s', (need, header, code) => {
    expect(() => versions.refuseStale(need, header, user)).toThrow(expect.objectContaining({ code }));
  });

  it('does not pass with a weak version', () => {
    expect(() => versions.refuseStale('required', `W/${versions.of(user)}`, user)).toThrow('conflict');
  });
});
