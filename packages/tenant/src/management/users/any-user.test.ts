import { expect, test } from 'vitest';
import { assertAnyUser } from './any-user.ts';

test('one scope about any user is enough', () => {
  expect(() =>
    assertAnyUser(new Set(['read:user_idp_tokens']), 'read:users', 'read:user_idp_tokens'),
  ).not.toThrow();
});

test('a scope about the own user is not, since an application is no user', () => {
  expect(() => assertAnyUser(new Set(['read:current_user']), 'read:users')).toThrow(
    expect.objectContaining({
      statusCode: 403,
      message: 'User to be acted on does not match subject in bearer token.',
    }),
  );
});
