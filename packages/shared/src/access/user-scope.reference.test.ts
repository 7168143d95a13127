import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { flattenUser } from '../query/flatten.ts';
import { matchesIndexed } from '../query/match.ts';
import { sizeOf } from '../testing/size.ts';
import { inUserScope, type ScopedUser, scopeQuery, UserScope } from './user-scope.ts';

/**
 * The scope language a second time, as plainly as it can be said: what surely holds of a user, and what
 * surely does not. Between the two lies what nobody is covered by.
 */
function holds(scope: UserScope, user: ScopedUser): boolean {
  if ('all' in scope) return true;
  if ('not' in scope) return fails(scope.not, user);
  if ('and' in scope) return scope.and.every((part) => holds(part, user));
  if ('or' in scope) return scope.or.some((part) => holds(part, user));
  const found = known(scope, user);
  if (found === null) return false;
  return 'exists' in scope ? found.length > 0 : found.some((value) => wanted(scope).includes(value));
}

function fails(scope: UserScope, user: ScopedUser): boolean {
  if ('all' in scope) return false;
  if ('not' in scope) return holds(scope.not, user);
  if ('and' in scope) return scope.and.some((part) => fails(part, user));
  if ('or' in scope) return scope.or.every((part) => fails(part, user));
  const found = known(scope, user);
  if (found === null) return false;
  if ('exists' in scope) return found.length === 0;
  const isOther = (value: unknown) =>
    wanted(scope).every((one) => typeof one === typeof value && one !== value);
  return found.every(isOther);
}

type Leaf = Extract<UserScope, { eq: unknown } | { in: unknown } | { exists: unknown }>;

function wanted(scope: Leaf): unknown[] {
  if ('eq' in scope) return [scope.eq.value];
  return 'in' in scope ? scope.in.values : [];
}

/** The plain values that a user has there; `null` where what is there is not plain. */
function known(scope: Leaf, user: ScopedUser): unknown[] | null {
  const { field } = 'eq' in scope ? scope.eq : 'in' in scope ? scope.in : scope.exists;
  if (field === 'identities.connection') {
    return (user.identities ?? []).map(({ connection }) => connection).filter((name) => name !== undefined);
  }
  if (field === 'email.domain') {
    const address = user.email_verified === true ? (user.email ?? '') : '';
    return address === '' ? [] : [address.slice(address.lastIndexOf('@') + 1).toLowerCase()];
  }
  const [, ...path] = field.split('.');
  let at: unknown = user.app_metadata ?? null;
  for (const key of path) {
    if (at === null) return [];
    if (typeof at !== 'object' || Array.isArray(at)) return null;
    at = Object.hasOwn(at, key) ? (Object.getOwnPropertyDescriptor(at, key)?.value ?? null) : null;
  }
  if (at === null) return [];
  if (typeof at === 'string') return at.length >= 1 && at.length <= 250 ? [at] : null;
  return typeof at === 'number' || typeof at === 'boolean' ? [at] : null;
}

const values = [
  'eu',
  'us',
  'EU',
  'eu ',
  'a.example',
  'b.example',
  'github',
  'Acme-SAML',
  '7',
  7,
  0,
  -1.5,
  'true',
  true,
  false,
];
const fields = [
  'identities.connection',
  'email.domain',
  'app_metadata.region',
  'app_metadata.plan',
  'app_metadata.team',
  'app_metadata.team.name',
  'app_metadata.team.name.deep',
  'app_metadata.constructor',
];
const field = fc.constantFrom(...fields);
const value = fc.constantFrom(...values);
const leaf: fc.Arbitrary<UserScope> = fc.oneof(
  fc.record({ eq: fc.record({ field, value }) }),
  fc.record({ in: fc.record({ field, values: fc.array(value, { minLength: 1, maxLength: 4 }) }) }),
  fc.record({ exists: fc.record({ field }) }),
  fc.constant<UserScope>({ all: true }),
);

function scopeOf(depth: number): fc.Arbitrary<UserScope> {
  if (depth === 0) return leaf;
  const inner = scopeOf(depth - 1);
  const parts = fc.array(inner, { minLength: 1, maxLength: 3 });
  return fc.oneof(leaf, fc.record({ not: inner }), fc.record({ and: parts }), fc.record({ or: parts }));
}

const odd = fc.constantFrom<unknown>(null, '', 'x'.repeat(251), [], ['eu'], ['eu', 'us'], {}, { name: 'eu' });
const stored = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom<unknown>(...values) },
  { weight: 1, arbitrary: odd },
);
const team = fc.oneof(
  stored,
  fc.record({ name: fc.oneof(stored, fc.record({ deep: stored })) }, { requiredKeys: [] }),
);
const user: fc.Arbitrary<ScopedUser> = fc.record(
  {
    email: fc.constantFrom('x@a.example', 'x@A.Example', 'y@b.example', '"x@b.example"@a.example'),
    email_verified: fc.boolean(),
    identities: fc.array(fc.record({ connection: fc.constantFrom('github', 'Acme-SAML', 'other') }), {
      maxLength: 2,
    }),
    app_metadata: fc.record({ region: stored, plan: stored, team }, { requiredKeys: [] }),
  },
  { requiredKeys: [] },
);

/** They are others in each run. */
const people = sizeOf({ short: 1_500, whole: 10_000 });

describe('a scope', () => {
  it(`covers whom its definition covers, and nobody whom its search would not find: 500 scopes, ${people} users`, () => {
    const users = fc.sample(user, people).map((one) => ({ one, indexed: flattenUser(one) }));
    let covered = 0;
    fc.assert(
      fc.property(scopeOf(3), (scope) => {
        expect(UserScope.safeParse(scope).success).toBe(true);
        const query = scopeQuery(scope);
        for (const { one, indexed } of users) {
          const verdict = inUserScope(scope, one);
          const isFound = !verdict || matchesIndexed(query, indexed);
          if (verdict !== holds(scope, one) || !isFound)
            expect.fail(JSON.stringify({ scope, one, verdict, isFound }));
          if (verdict) covered += 1;
        }
      }),
      { numRuns: 500, endOnFailure: true },
    );
    expect(covered).toBeGreaterThan(10 * people);
  }, 600_000);
});
