import { expect, test } from 'vitest';
import { createLimiter } from './limiter.ts';
import { PLANS } from './plans.ts';

test('a bucket is full at first, empties with each request, and fills as time goes on', () => {
  let now = 1_000_000;
  const limiter = createLimiter(() => now);
  const take = () => limiter.take('all', { burst: 2, perMinute: 120 });
  expect(take()).toMatchObject({ allowed: true, limit: 2, remaining: 1 });
  expect(take()).toMatchObject({ allowed: true, remaining: 0 });
  expect(take()).toMatchObject({ allowed: false, remaining: 0, reset: 1_001 });
  now += 499;
  expect(take().allowed).toBe(false);
  now += 1;
  expect(take()).toMatchObject({ allowed: true, remaining: 0 });
  now += 3_600_000;
  expect(take()).toMatchObject({ allowed: true, remaining: 1 });
});

test('buckets of different names do not share', () => {
  const limiter = createLimiter(() => 0);
  const bucket = { burst: 1, perMinute: 1 };
  expect(limiter.take('a', bucket).allowed).toBe(true);
  expect(limiter.take('b', bucket).allowed).toBe(true);
  expect(limiter.take('a', bucket).allowed).toBe(false);
});

test.each([
  ['GET', '/users', 'read-users', 40],
  ['GET', '/users/auth0%7C1', 'read-users', 40],
  ['GET', '/users-by-email', 'read-users', 40],
  ['GET', '/users/auth0%7C1/logs', 'read-logs', 10],
  ['POST', '/users', 'write-users', 20],
  ['DELETE', '/users/auth0%7C1', 'delete-users', 20],
  ['GET', '/connections', 'read-connections', 5],
  ['GET', '/organizations/org_1/members', 'read-organization-members', 40],
  ['GET', '/roles', 'other', 10],
  ['GET', '/user-blocks', 'other', 10],
])('on the professional plan %s %s takes from %s', (method, path, name, burst) => {
  expect(PLANS.professional.managementApi(method, path)).toMatchObject([name, { burst }]);
});
