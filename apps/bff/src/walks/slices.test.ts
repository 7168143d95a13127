import type { Query } from '@rollcall/shared/query/ast.ts';
import { flattenUser, type IndexedUser } from '@rollcall/shared/query/flatten.ts';
import { matchesIndexed } from '@rollcall/shared/query/match.ts';
import { printQuery } from '@rollcall/shared/query/print.ts';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { afterSlice, firstSlice, roomBeside, sliceAt, sliceSize } from './slices.ts';

interface FakeUser {
  user_id: string;
  created_at: string;
  indexed: IndexedUser;
}

const start = Date.parse('2026-01-01T00:00:00.000Z');
const everybody: Query = { kind: 'all' };

function userAt(number: number, moment: number): FakeUser {
  // Ids in another order than that of the creation.
  const id = String((number * 7919) % 100_003).padStart(24, '0');
  const user = { user_id: `auth0|${id}-${number}`, created_at: new Date(moment).toISOString() };
  return { ...user, indexed: flattenUser(user) };
}

/** Users with these many in each of some milliseconds. */
function tenantOf(crowds: readonly number[]): FakeUser[] {
  let number = 0;
  return crowds.flatMap((crowd, moment) =>
    Array.from({ length: crowd }, () => userAt((number += 1), start + moment)),
  );
}

/** What the tenant would answer: a first page, and no two users of one moment in an order that means anything. */
function search(users: readonly FakeUser[], query: Query, sort: string): FakeUser[] {
  const field = sort === 'user_id:1' ? 'user_id' : 'created_at';
  return users
    .filter((user) => matchesIndexed(query, user.indexed))
    .toSorted((one, other) => (one[field] < other[field] ? -1 : one[field] > other[field] ? 1 : 0))
    .slice(0, sliceSize);
}

/** Walks through users who are written to between any two slices. */
function walk(
  tenant: readonly FakeUser[],
  until: number,
  write: (users: FakeUser[], slice: number) => FakeUser[],
) {
  let users = [...tenant];
  let position: typeof firstSlice | undefined = firstSlice;
  const found = new Map<string, number>();
  const room = roomBeside(everybody);
  let calls = 0;
  while (position !== undefined) {
    const slice = sliceAt(position, until, room);
    const page = search(users, slice.query, slice.sort);
    calls += 1;
    if (calls > 10_000) throw new Error('It does not end.');
    for (const { user_id: id } of page) found.set(id, (found.get(id) ?? 0) + 1);
    position = afterSlice(position, page, until, room);
    users = write(users, calls);
  }
  return { found, calls };
}

const crowds = fc.oneof(
  // As people sign up: one or a few in a millisecond.
  fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 400 }),
  // Between imports of up to hundreds at the same moment.
  fc.array(
    fc.oneof({ weight: 5, arbitrary: fc.integer({ min: 0, max: 2 }) }, fc.integer({ min: 0, max: 450 })),
    {
      maxLength: 25,
    },
  ),
  fc.array(fc.constantFrom(99, 100, 101, 199, 200, 201, 1100), { maxLength: 6 }),
);

it('finds everybody who is there throughout, in about as many calls as it takes, while others come and go', () => {
  fc.assert(
    fc.property(crowds, fc.infiniteStream(fc.nat()), (sizes, dice) => {
      const tenant = tenantOf(sizes);
      const until = start + sizes.length;
      const gone = new Set<string>();
      let created = tenant.length;
      const die = () => dice.next().value ?? 0;
      const { found, calls } = walk(tenant, until, (users) => {
        const victim = users[die() % Math.max(1, users.length)];
        if (victim !== undefined && die() % 2 === 0) gone.add(victim.user_id);
        const left = users.filter((user) => !gone.has(user.user_id));
        return [...left, userAt((created += 1), until + 1 + (die() % 1000))];
      });
      const throughout = tenant.filter((user) => !gone.has(user.user_id));
      expect(throughout.filter((user) => !found.has(user.user_id))).toEqual([]);
      // Whom it did not have at first it never has: the walk ends, however many are created.
      expect([...found.keys()].every((id) => tenant.some((user) => user.user_id === id))).toBe(true);
      expect(calls).toBeLessThanOrEqual((tenant.length / 100) * 1.3 + 20);
    }),
    { numRuns: 120 },
  );
}, 60_000);

it('has nobody twice where nobody shares more of a millisecond than can be left out', () => {
  const { found, calls } = walk(tenantOf(Array.from({ length: 50 }, () => 60)), start + 50, (users) => users);
  expect(found.size).toBe(3000);
  expect([...found.values()].every((times) => times === 1)).toBe(true);
  expect(calls).toBe(31);
});

it('asks for no more than an address has room for, however many share a millisecond', () => {
  const users = tenantOf([1500, 1]);
  const room = roomBeside(everybody);
  let position: typeof firstSlice | undefined = firstSlice;
  while (position !== undefined) {
    const { query, sort } = sliceAt(position, start + 10, room);
    expect(encodeURIComponent(printQuery(query)).length).toBeLessThan(13_000);
    position = afterSlice(position, search(users, query, sort), start + 10, room);
  }
});
