import { expect, test } from 'vitest';
import { methodsOfPerson } from './person-factors.ts';
import { makeUser } from './person.ts';

const PEOPLE = Array.from({ length: 2_000 }, (_, index) => ({
  methods: methodsOfPerson(index),
  connection: makeUser(index).profile.identities[0]?.connection,
}));

test('about a fifth of the people have something, and every kind is among it', () => {
  const share = PEOPLE.filter(({ methods }) => methods.length > 0).length / PEOPLE.length;
  expect(share).toBeGreaterThan(0.17);
  expect(share).toBeLessThan(0.25);
  const all = PEOPLE.flatMap(({ methods }) => methods);
  expect(new Set(all.map(({ type }) => type))).toEqual(
    new Set(['totp', 'phone', 'email', 'passkey', 'webauthn-roaming', 'recovery-code']),
  );
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  expect(all.filter(({ id }) => !/^dev_\w{16}$/u.test(id))).toEqual([]);
  expect(all.some(({ confirmed }) => !confirmed)).toBe(true);
});

test('only people of the plain database connection are asked for a second factor', () => {
  const asked = PEOPLE.filter(({ methods }) =>
    methods.some(({ type }) => ['totp', 'phone', 'email'].includes(type)),
  );
  expect(new Set(asked.map(({ connection }) => connection))).toEqual(
    new Set(['Username-Password-Authentication']),
  );
});
