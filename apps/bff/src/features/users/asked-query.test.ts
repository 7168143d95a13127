import { type Grant, holdGrants } from '@rollcall/shared/access/grants.ts';
import { scopeQuery } from '@rollcall/shared/access/user-scope.ts';
import type { Query } from '@rollcall/shared/query/ast.ts';
import { normalizeQuery } from '@rollcall/shared/query/normalize.ts';
import { printQuery } from '@rollcall/shared/query/print.ts';
import { trees } from '@rollcall/shared/testing/queries.ts';
import { readQuery } from '@rollcall/tenant/management/users/search-parameters.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ProblemError } from '../../http/problem.ts';
import { defaultPatience, ManagementClient } from '../../management/client.ts';
import { TokenSource } from '../../management/token.ts';
import { type SearchRequest, TenantUsers } from '../../management/users.ts';
import type { TeamMember } from '../../store/team.ts';
import { readAsked } from './asked-query.ts';
import { searchUsers } from './search-users.ts';

const europe = { eq: { field: 'app_metadata.region', value: 'eu' } } as const;
const now = new Date('2026-11-24T12:00:00.000Z');

function member(grant: Partial<Grant> = {}): TeamMember {
  const grants = holdGrants(
    [{ role: 'support', scope: europe, mask: [], assignableRoles: [], ...grant }],
    {},
  );
  return { id: '1', name: 'Sue', email: undefined, picture: undefined, grants };
}

const config = {
  origin: 'http://localhost',
  clientId: 'web',
  clientSecret: 's',
  m2mClientId: 'm2m',
  m2mClientSecret: 's',
  audience: 'a',
};

/** Hears what is searched for, and finds nobody. */
class Listening extends TenantUsers {
  readonly heard: string[] = [];

  constructor() {
    super(new ManagementClient(config.origin, new TokenSource(config), defaultPatience));
  }

  override async search({ q }: SearchRequest) {
    this.heard.push(q);
    return { users: [], total: 0 };
  }
}

/** What goes to the tenant when a team member searches for a text; undefined where nothing does. */
async function sentFor(sue: TeamMember, text: string): Promise<string | undefined> {
  const asked = queryOf(sue, text);
  if (asked === undefined) return undefined;
  const users = new Listening();
  await searchUsers(users, sue, asked, { page: 0, per_page: 50, sort: 'created_at:-1' }, []);
  expect(users.heard).toHaveLength(1);
  return users.heard[0];
}

function queryOf(sue: TeamMember, text: string): Query | undefined {
  try {
    const asked = readAsked(sue, text, now);
    if (asked.kind === 'all') return { kind: 'all' };
    return 'query' in asked ? asked.query : undefined;
  } catch (error) {
    if (error instanceof ProblemError && error.code === 'invalid_query') return undefined;
    throw error;
  }
}

describe('what a team member with a scope searches for', () => {
  const sue = member();
  const scope = normalizeQuery({ kind: 'or', operands: [scopeQuery(europe)] });

  async function expectToHold(text: string): Promise<boolean> {
    const asked = queryOf(sue, text);
    const sent = await sentFor(sue, text);
    if (asked === undefined || sent === undefined) return false;
    let seen: Query;
    try {
      // Read as the tenant reads it, which also refuses what Auth0 refuses.
      seen = readQuery(sent);
    } catch {
      // Who is refused sees nobody.
      return false;
    }
    expect(seen).toEqual(normalizeQuery({ kind: 'and', operands: [asked, scope] }));
    if (seen.kind === 'and' && normalizeQuery(asked).kind !== 'all') expect(seen.operands[1]).toEqual(scope);
    return true;
  }

  it('never leaves the scope: the root of what goes upstream is asked AND scope', async () => {
    const pieces = fc.constantFrom(
      ...'a| |(|)|"|\\|AND|OR|NOT|+|-|!|&&|:|name:|app_metadata.region:|us|*|[|]|{|}| TO |now-7d|_exists_:|\\"|\\\\|\u3000|\u2028|é|) OR (|" OR "|org_|+49|::1'.split(
        '|',
      ),
      '||',
    );
    const hostile = fc.oneof(
      { weight: 3, arbitrary: fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join('')) },
      { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 30 }) },
      { weight: 2, arbitrary: trees.map(printQuery) },
      {
        weight: 1,
        arbitrary: fc.tuple(pieces, trees.map(printQuery), pieces).map((parts) => parts.join('')),
      },
    );
    let held = 0;
    await fc.assert(
      fc.asyncProperty(hostile, async (text) => {
        if (await expectToHold(text)) held += 1;
      }),
      { numRuns: 5_000, seed: 20_261_124 },
    );
    expect(held).toBeGreaterThan(2_000);
  });

  it.each([
    ['name:a) OR (name:b', false],
    ['a\\', false],
    ['" OR app_metadata.region:us OR "', true],
    ['*', true],
    ['NOT *', true],
    ['-app_metadata.region:eu', true],
    ['app_metadata.region:us OR *', true],
    ['+49 170 1234567', true],
    ['192.0.2.1', true],
    ['org_0123456789abcdef', true],
  ])('%s stays inside, where it is sent at all', async (text, isSent) => {
    expect(await expectToHold(text)).toBe(isSent);
  });
});

describe('readAsked', () => {
  it('puts fixed dates in place of those that are counted back from now', async () => {
    const sent = await sentFor(member(), 'last_login:[* TO now-90d} AND created_at:now');
    expect(sent).toContain('last_login:[* TO 2026-08-26T12:00:00.000Z} AND created_at:"2026-11-24"');
  });

  it.each([
    ['+49 170 1234567', 'phone_number'],
    ['192.0.2.1', 'last_ip'],
    ['2001:db8::1', 'last_ip'],
    ['anna@corp.example', 'email'],
  ])('refuses %s where %s is hidden, and answers it where it is not', (text, field) => {
    const masked = member({ mask: [field === 'email' || field === 'last_ip' ? field : 'phone_number'] });
    expect(() => readAsked(masked, text, now)).toThrow(expect.objectContaining({ code: 'masked_field' }));
    expect(readAsked(member(), text, now).kind).toBe(field);
  });
});
