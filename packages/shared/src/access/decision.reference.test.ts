import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Row } from '../contract/row.ts';
import { rows } from '../contract/rows.ts';
import { decide, maskOver, permissionsOver } from './decision.ts';
import type { HeldGrant } from './grants.ts';
import { m2mScopes } from './m2m-scopes.ts';
import { allPermissions, type Permission } from './permissions.ts';

/** A user as far as these grants look: a region. */
interface Person {
  app_metadata: { region: string };
}

/** The decision a second time: for each thing that is needed, one grant that gives it and covers the user. */
function reference(
  row: Row,
  grants: readonly HeldGrant[],
  person: Person,
  tokens: readonly string[],
  keys: string[],
) {
  const rules = keys.flatMap((key) => row.fields?.[key] ?? []);
  const needs = [row.permission, ...rules.map((rule) => rule.permission)].filter(
    (need) => need !== undefined,
  );
  for (const need of needs) {
    const isAboutUsers = !['team:manage', 'webhooks:manage', 'connections:edit'].includes(need);
    const isGiven = grants.some((grant) => {
      if (!grant.permissions.includes(need)) return false;
      return 'all' in grant.scope || (isAboutUsers && covers(grant, person));
    });
    if (!isGiven) return 'permission';
  }
  const spent = [...row.scopes, ...rules.flatMap(({ scopes }) => scopes)];
  const isShort = spent.some((need) => ![need].flat().some((one) => tokens.includes(one)));
  return isShort ? 'scope' : 'allowed';
}

function covers({ scope }: HeldGrant, { app_metadata: { region } }: Person): boolean {
  if ('all' in scope) return true;
  if ('eq' in scope) return scope.eq.value === region;
  return 'in' in scope && scope.in.values.includes(region);
}

const regions = ['eu', 'uk', 'us', 'apac'];
const maskable = ['email', 'phone_number', 'last_ip', 'app_metadata.salary'];
const region = fc.constantFrom(...regions);
const field = 'app_metadata.region';
const grant: fc.Arbitrary<HeldGrant> = fc.record({
  role: fc.constant('role_0123456789abcdef'),
  title: fc.constant('Random'),
  permissions: fc.subarray<Permission>(allPermissions),
  mask: fc.subarray(maskable),
  scope: fc.oneof(
    fc.constant({ all: true } as const),
    fc.record({ eq: fc.record({ field: fc.constant(field), value: region }) }),
    fc.record({
      in: fc.record({ field: fc.constant(field), values: fc.subarray(regions, { minLength: 1 }) }),
    }),
  ),
});

describe('a decision', () => {
  it('is what one grant at a time gives, never two of them together: 100,000 decisions', () => {
    const all = Object.values<Row>(rows);
    let [decisions, allowed] = [0, 0];
    const input = fc.record({
      grants: fc.array(grant, { maxLength: 4 }),
      tokens: fc.oneof(fc.constant([...m2mScopes]), fc.subarray([...m2mScopes])),
      keys: fc.subarray(['email', 'name', 'user_metadata', 'app_metadata', 'unknown'], { maxLength: 3 }),
      chosen: fc.array(fc.constantFrom(...all), { minLength: 13, maxLength: 13 }),
    });
    fc.assert(
      fc.property(input, ({ grants, tokens, keys, chosen }) => {
        for (const name of regions) {
          const person = { app_metadata: { region: name } };
          const means = { permissions: permissionsOver(grants, person), scopes: tokens };
          for (const row of chosen) {
            const decision = decide(row, means, keys);
            const told = decision.allowed ? 'allowed' : decision.missing;
            expect(told).toBe(reference(row, grants, person, tokens, keys));
            decisions += 1;
            if (decision.allowed) allowed += 1;
          }
        }
      }),
      { numRuns: 2000 },
    );
    expect(decisions).toBeGreaterThanOrEqual(100_000);
    expect(allowed).toBeGreaterThan(5000);
  }, 300_000);

  it('hides what every grant hides that lets the user be seen, and nothing that one of them shows', () => {
    fc.assert(
      fc.property(fc.array(grant, { maxLength: 4 }), region, (grants, name) => {
        const person = { app_metadata: { region: name } };
        const showing = grants.filter((one) => one.permissions.includes('users:read') && covers(one, person));
        const hidden =
          showing.length === 0
            ? []
            : maskable.filter((one) => showing.every(({ mask }) => mask.includes(one)));
        expect(maskOver(grants, person).toSorted()).toEqual(hidden.toSorted());
      }),
      { numRuns: 5000 },
    );
  }, 60_000);
});
