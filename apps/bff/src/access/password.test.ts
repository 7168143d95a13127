import { expect, it } from 'vitest';
import { refuseUnblocking } from './password.ts';

it('a new password for a blocked user takes users:block, because it unblocks them', () => {
  expect(() => refuseUnblocking({ blocked: true }, ['users:read', 'password:set'])).toThrow(
    expect.objectContaining({
      code: 'permission_missing',
      members: expect.objectContaining({ missing: ['users:block'] }),
    }),
  );
});

it('a new password for a user who is not blocked takes no such permission', () => {
  expect(() => refuseUnblocking({ blocked: false }, ['password:set'])).not.toThrow();
  expect(() => refuseUnblocking({}, ['password:set'])).not.toThrow();
  expect(() => refuseUnblocking({ blocked: true }, ['password:set', 'users:block'])).not.toThrow();
});
