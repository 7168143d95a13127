import type { UserDetail } from '@rollcall/shared/user/user.ts';
import { describe, expect, test } from 'vitest';
import { ada, grace } from '../../testing/users.ts';
import { cautionsOf, compareMetadata, compareProfiles, lockWords } from './comparison.ts';

const stays: UserDetail = { ...ada, logins_count: 9 };
const second: UserDetail = {
  ...grace,
  name: 'Ada Lovelace',
  given_name: undefined,
  picture: 'https://pictures.example/ada.png',
  logins_count: 2,
  user_metadata: { theme: 'light', plan: 'pro' },
  app_metadata: { plan: { tier: 'paid' } },
};
const fates = (values: readonly { field: string; fate: string }[]) =>
  Object.fromEntries(values.map(({ field, fate }) => [field, fate]));

describe('a comparison', () => {
  test('keeps the profile of the second user in its identity, and discards what is about the user', () => {
    const compared = fates(compareProfiles(stays, second));
    expect(compared).toMatchObject({
      name: 'same',
      email: 'kept',
      picture: 'kept',
      given_name: 'none',
      logins_count: 'discarded',
    });
    expect(compared).not.toHaveProperty('username');
  });

  test('discards all metadata of the second user that the first has not just so', () => {
    expect(fates(compareMetadata(stays, second))).toEqual({
      'user_metadata.plan': 'discarded',
      'user_metadata.theme': 'same',
      'app_metadata.plan': 'discarded',
    });
  });

  test('has no metadata where neither has any', () => {
    const bare = { ...ada, user_metadata: undefined, app_metadata: undefined };
    expect(compareMetadata(bare, bare)).toEqual([]);
  });
});

describe('what is to be thought of', () => {
  test('is nothing where both addresses are verified, nobody is blocked, and the used one stays', () => {
    expect(cautionsOf(stays, second)).toEqual([]);
  });

  test.each([
    ['an unverified address of the first', { ...stays, email_verified: false }, second, 'not verified'],
    ['an unverified address of the second', stays, { ...second, email_verified: undefined }, 'not verified'],
    ['a block that would be lost', stays, { ...second, blocked: true }, 'blocked'],
    ['that the other one is used', stays, { ...second, logins_count: 10 }, 'more often'],
  ])('is %s', (_words, one, other, title) => {
    expect(cautionsOf(one, other)).toMatchObject([{ title: expect.stringContaining(title) }]);
  });

  test('is no address that nobody has', () => {
    const phone = { ...second, email: undefined, email_verified: undefined };
    expect(cautionsOf(stays, phone)).toEqual([]);
  });
});

describe('the lock', () => {
  test('opens where the first user can be edited', () => {
    expect(lockWords(ada, grace)).toContain('It can be edited here. The second user’s could not be edited');
  });

  test('closes where the first user cannot be', () => {
    expect(lockWords(grace, ada)).toContain('Set by google-oauth2 at each sign-in.');
    expect(lockWords(grace, ada)).toContain('it cannot be any more');
  });

  test('stays as it is between two of a kind', () => {
    expect(lockWords(ada, ada)).toMatch(/It can be edited here\.$/);
  });
});
