import type { Query } from '@rollcall/shared/query/ast.ts';
import { matchesQuery } from '@rollcall/shared/query/match.ts';
import { normalizeQuery } from '@rollcall/shared/query/normalize.ts';
import { parseQuery } from '@rollcall/shared/query/parse.ts';
import { printQuery } from '@rollcall/shared/query/print.ts';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStore } from '../store/open.ts';
import { insertUsers } from '../store/users.ts';
import { type GeneratedUser, generatedQueries, generateUsers } from '../testing/generated-search.ts';
import { slowlyMatches } from '../testing/slow-matcher.ts';
import { findUsers } from './find-users.ts';
import { indexUser } from './index-user.ts';
import { insertIndexEntries } from './write-index.ts';

/** `SEARCH_SEED=… npx vitest run packages/tenant/src/search` repeats a run that failed. */
const seed = Number(process.env['SEARCH_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const PEOPLE = 300;
const QUERIES = 250;

/** So that every example finds somebody, whatever the seed. */
const KNOWN: readonly GeneratedUser[] = [
  { plan: '100%', a: 'a_b', b: 'longer text with words' },
  { plan: '100', a: 'axb', 'with space': 'a b', '*': 1 },
  { plan: 'back\\slash', a: 3.5, b: { a: [['VIP']] } },
].map((metadata, index) => ({
  organizations: index === 0 ? ['org_aaaaaaaaaaaaaaaa'] : [],
  profile: {
    user_id: `auth0|known-${index}`,
    created_at: '2024-05-31T23:59:59.999Z',
    updated_at: '2024-05-31T23:59:59.999Z',
    app_metadata: metadata,
    user_metadata: metadata,
    identities: [{ connection: '100% sure', provider: 'auth0', user_id: `known-${index}`, isSocial: false }],
  },
}));

type Store = Awaited<ReturnType<typeof openStore>>;
let store: Store;
let people: readonly GeneratedUser[];

beforeAll(async () => {
  store = await openStore({});
  people = [...generateUsers(seed, PEOPLE - KNOWN.length), ...KNOWN];
  await store.db.transaction().execute(async (transaction) => {
    await insertUsers(
      transaction,
      people.map(({ profile }) => ({ profile, credentials: [] })),
    );
    await insertIndexEntries(
      transaction,
      people.map(({ profile, organizations }) => indexUser(profile, organizations)),
    );
  });
}, 120_000);

afterAll(() => store.close());

async function findIds(query: Query): Promise<string[]> {
  const search = { query, sort: undefined, page: 0, perPage: 1_000, withTotal: true };
  const { users, total } = await findUsers(store.db, search, 600_000);
  expect(total).toBe(users.length);
  return users.map(({ user_id }) => user_id);
}

function idsOf(matches: (user: object) => boolean): string[] {
  return people
    .filter(({ profile, organizations }) => matches({ ...profile, organization_id: organizations }))
    .map(({ profile }) => profile.user_id)
    .toSorted();
}

function parse(text: string): Query {
  const parsed = parseQuery(text);
  if (!parsed.ok) throw new Error(`${text}: ${parsed.error.message}`);
  return parsed.query;
}

test(`SQL, the matcher in memory and a slow reading of the rules agree on ${QUERIES * PEOPLE} (query, user) pairs`, async () => {
  let telling = 0;
  const property = fc.asyncProperty(generatedQueries, async (query) => {
    const parsed = parse(printQuery(query));
    expect(parsed).toEqual(normalizeQuery(query));
    const expected = idsOf((user) => slowlyMatches(query, user));
    expect(idsOf((user) => matchesQuery(parsed, user))).toEqual(expected);
    expect(await findIds(parsed)).toEqual(expected);
    if (expected.length > 0 && expected.length < PEOPLE) telling += 1;
  });
  await fc.assert(property, { numRuns: QUERIES, seed });
  // Queries that match nobody or everybody would agree too easily.
  expect(telling).toBeGreaterThan(QUERIES / 5);
}, 300_000);

test.each([
  'app_metadata.plan:"100%"',
  'app_metadata.plan:1*',
  'app_metadata.a:a_*',
  'app_metadata.\\*:[* TO *] OR app_metadata.a:[-2 TO 6}',
  'app_metadata.b:longer\\ text*',
  'app_metadata.with\\ space:"a b"',
  'user_metadata.plan:"back\\\\slash"',
  'NOT _exists_:app_metadata.plan OR app_metadata.plan:eu',
  'NOT name:[a TO m]',
  'name:*smith AND -blocked:true',
  'email.domain:EXAMPLE.com',
  'identities.user_id:Id_1*',
  'identities.connection:100%*',
  'organization_id:org_aaaaaaaaaaaaaaaa',
  'last_login:[2024-05 TO 2024-05]',
  'created_at:2024-05-31',
])('%s finds somebody but not everybody, and just whom the rules name', async (text) => {
  const query = parse(text);
  const found = await findIds(query);
  expect(found).toEqual(idsOf((user) => slowlyMatches(query, user)));
  expect(found.length).toBeGreaterThan(0);
  expect(found.length).toBeLessThan(PEOPLE);
});
