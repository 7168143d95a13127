import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchesQuery } from '../query/match.ts';
import { inUserScope, type ScopedUser, scopeQuery, UserScope } from './user-scope.ts';

const anna: ScopedUser = {
  email: 'Anna@Acme.example',
  email_verified: true,
  identities: [{ connection: 'google-oauth2' }, { connection: 'Staff-Directory' }],
  app_metadata: { region: 'eu', team: '7', vip: 'true', plan: { tier: 3, trial: false }, tags: ['a', 'b'] },
};

describe('a user scope covers', () => {
  it.each<[string, UserScope]>([
    ['everybody', { all: true }],
    ['a metadata value', { eq: { field: 'app_metadata.region', value: 'eu' } }],
    ['a nested number', { eq: { field: 'app_metadata.plan.tier', value: 3 } }],
    ['a nested boolean', { eq: { field: 'app_metadata.plan.trial', value: false } }],
    ['one of several values', { in: { field: 'app_metadata.region', values: ['us', 'eu'] } }],
    ['a value that is there', { exists: { field: 'app_metadata.region' } }],
    [
      'any identity, not the first alone',
      { eq: { field: 'identities.connection', value: 'Staff-Directory' } },
    ],
    ['a verified domain, whatever its capitals', { eq: { field: 'email.domain', value: 'acme.example' } }],
    ['the opposite of what it is not', { not: { eq: { field: 'app_metadata.region', value: 'us' } } }],
    ['what has no such value, under not', { not: { eq: { field: 'app_metadata.missing', value: 'x' } } }],
    ['both', { and: [{ all: true }, { exists: { field: 'app_metadata.region' } }] }],
    ['either', { or: [{ eq: { field: 'app_metadata.region', value: 'us' } }, { all: true }] }],
  ])('%s', (_words, scope) => {
    expect(inUserScope(scope, anna)).toBe(true);
  });
});

describe('a user scope does not cover', () => {
  it.each<[string, UserScope]>([
    ['another value', { eq: { field: 'app_metadata.region', value: 'us' } }],
    ['a number written as text', { eq: { field: 'app_metadata.plan.tier', value: '3' } }],
    ['another spelling', { eq: { field: 'app_metadata.region', value: 'EU' } }],
    ['a value inside an array', { eq: { field: 'app_metadata.tags', value: 'a' } }],
    ['an array, under not either', { not: { eq: { field: 'app_metadata.tags', value: 'z' } } }],
    ['an object, under not either', { not: { eq: { field: 'app_metadata.plan', value: 'z' } } }],
    [
      'a path through a scalar, under not either',
      { not: { eq: { field: 'app_metadata.region.x', value: 'z' } } },
    ],
    ['a text under not a number', { not: { eq: { field: 'app_metadata.team', value: 7 } } }],
    ['a text under not a boolean', { not: { eq: { field: 'app_metadata.vip', value: true } } }],
    ['a number under not a text', { not: { eq: { field: 'app_metadata.plan.tier', value: '3' } } }],
    [
      'a number under not in a list of texts',
      { not: { in: { field: 'app_metadata.plan.tier', values: ['3', '4'] } } },
    ],
    ['what is not there', { exists: { field: 'app_metadata.missing' } }],
    ['what only the prototype has', { exists: { field: 'app_metadata.constructor' } }],
    ['a half of both', { and: [{ all: true }, { eq: { field: 'app_metadata.region', value: 'us' } }] }],
  ])('%s', (_words, scope) => {
    expect(inUserScope(scope, anna)).toBe(false);
  });

  it('a domain that nobody has verified', () => {
    const scope: UserScope = { eq: { field: 'email.domain', value: 'acme.example' } };
    expect(inUserScope(scope, { ...anna, email_verified: false })).toBe(false);
    expect(inUserScope(scope, { ...anna, email_verified: undefined })).toBe(false);
  });
});

describe('the schema of a user scope', () => {
  it.each([
    ['nothing', {}],
    ['an unknown operator', { matches: { field: 'app_metadata.a', value: 'b' } }],
    ['two operators at once', { all: true, eq: { field: 'app_metadata.a', value: 'b' } }],
    ['all that is not true', { all: false }],
    ['user_metadata, which is in the user’s own hand', { eq: { field: 'user_metadata.a', value: 'b' } }],
    ['the address itself', { eq: { field: 'email', value: 'a@b.c' } }],
    ['a wildcard in a path', { eq: { field: 'app_metadata.*', value: 'b' } }],
    ['Lucene in a path', { eq: { field: 'app_metadata.a:b OR x', value: 'b' } }],
    ['an empty list', { in: { field: 'app_metadata.a', values: [] } }],
    ['an object for a value', { eq: { field: 'app_metadata.a', value: { b: 1 } } }],
    ['an empty conjunction', { and: [] }],
  ])('refuses %s', (_words, scope) => {
    expect(UserScope.safeParse(scope).success).toBe(false);
  });

  it('takes four levels and refuses five', () => {
    const nested = (levels: number): unknown => (levels === 0 ? { all: true } : { not: nested(levels - 1) });
    expect(UserScope.safeParse(nested(4)).success).toBe(true);
    expect(UserScope.safeParse(nested(5)).success).toBe(false);
  });
});

type Value = string | number | boolean;

function scopesOf(values: readonly Value[]): fc.Arbitrary<UserScope> {
  const field = fc.constantFrom('app_metadata.a', 'app_metadata.b.c');
  const value = fc.constantFrom(...values);
  const leaf = fc.oneof<fc.Arbitrary<UserScope>[]>(
    fc.constant({ all: true } as const),
    fc.record({ eq: fc.record({ field, value }) }),
    fc.record({ in: fc.record({ field, values: fc.array(value, { minLength: 1, maxLength: 3 }) }) }),
    fc.record({
      eq: fc.record({
        field: fc.constantFrom('identities.connection', 'email.domain'),
        value: fc.constantFrom('x', 'y.example'),
      }),
    }),
    fc.record({ exists: fc.record({ field }) }),
  );
  return fc.letrec<{ scope: UserScope }>((tie) => ({
    scope: fc.oneof(
      { maxDepth: 3 },
      leaf,
      fc.record({ not: tie('scope') }),
      fc.record({ and: fc.array(tie('scope'), { minLength: 1, maxLength: 3 }) }),
      fc.record({ or: fc.array(tie('scope'), { minLength: 1, maxLength: 3 }) }),
    ),
  })).scope;
}

function usersOf(values: readonly Value[]) {
  const scalar = fc.constantFrom(...values, undefined);
  return fc.record({
    email: fc.constantFrom('p@y.example', 'p@z.example'),
    email_verified: fc.boolean(),
    identities: fc.array(fc.record({ connection: fc.constantFrom('x', 'z') }), {
      minLength: 1,
      maxLength: 2,
    }),
    app_metadata: fc.record({ a: scalar, b: fc.record({ c: scalar }) }),
  });
}

const texts = ['x', 'y', 'a b"*', '7', 'true'];
const mixed = [...texts, 7, true];

describe('the search of a user scope', () => {
  it('finds exactly the users that the scope covers, when the values are of one type', () => {
    fc.assert(
      fc.property(scopesOf(texts), usersOf(texts), (scope, user) => {
        expect(matchesQuery(scopeQuery(scope), user)).toBe(inUserScope(scope, user));
      }),
    );
  });

  it('never contradicts the scope: who is not found is not covered, and who is found not by its opposite', () => {
    fc.assert(
      fc.property(scopesOf(mixed), usersOf(mixed), (scope, user) => {
        const isFound = matchesQuery(scopeQuery(scope), user);
        expect(inUserScope(isFound ? { not: scope } : scope, user)).toBe(false);
      }),
      { numRuns: 1000 },
    );
  });
});
