import { describe, expect, it } from 'vitest';
import { etagOf, refuseStale } from './etag.ts';

const user = { user_id: 'a|b', name: 'A', app_metadata: { a: 1, b: { c: 2, d: 3 } } };

describe('the ETag of a user', () => {
  it('does not depend on the order of keys, nor on what is not of the user', () => {
    const same = { app_metadata: { b: { d: 3, c: 2 }, a: 1 }, name: 'A', user_id: 'a|b' };
    expect(etagOf(same)).toBe(etagOf(user));
    expect(etagOf({ ...user, connection: null, permissions: ['users:read'] })).toBe(etagOf(user));
  });

  it.each([
    [{ name: 'B' }],
    [{ name: undefined }],
    [{ nickname: 'A' }],
    [{ app_metadata: { a: 1, b: { c: 2, d: 4 } } }],
    [{ app_metadata: { a: '1', b: { c: 2, d: 3 } } }],
    [{ updated_at: '2026-01-01' }],
  ])('changes with %j', (change) => {
    expect(etagOf({ ...user, ...change })).not.toBe(etagOf(user));
  });
});

describe('a write with If-Match', () => {
  it('passes with the present version, also among others', () => {
    expect(() => refuseStale('required', etagOf(user), user)).not.toThrow();
    expect(() => refuseStale('required', `"x", ${etagOf(user)}`, user)).not.toThrow();
    expect(() => refuseStale('accepted', undefined, user)).not.toThrow();
  });

  it.each([
    ['required', undefined, 'precondition_required'],
    ['required', '*', 'precondition_required'],
    ['accepted', '*', 'precondition_required'],
    ['required', '"x"', 'conflict'],
    ['accepted', '', 'conflict'],
  ] as const)('that is %s and says %j is refused: %s', (need, header, code) => {
    expect(() => refuseStale(need, header, user)).toThrow(expect.objectContaining({ code }));
  });

  it('does not pass with a weak version', () => {
    expect(() => refuseStale('required', `W/${etagOf(user)}`, user)).toThrow('conflict');
  });
});
