import type { Query, Value } from '@rollcall/shared/query/ast.ts';
import { matchesQuery } from '@rollcall/shared/query/match.ts';
import { parseQuery } from '@rollcall/shared/query/parse.ts';
import { printQuery } from '@rollcall/shared/query/print.ts';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeUser } from '../seed/person.ts';
import { openStore } from '../store/open.ts';
import type { JsonObject, UserProfile } from '../store/schema.ts';
import { insertUsers } from '../store/users.ts';
import { findUsers } from './find-users.ts';
import { refusalOf } from './refusals.ts';

type Store = Awaited<ReturnType<typeof openStore>>;
let store: Store;
let users: UserProfile[];

/** Values that meet each other: same letters in other cases, numbers as texts, signs of LIKE. */
const AWKWARD: JsonObject[] = [
  { region: 'eu', n: 5, s: '5', t: true, u: 'true' },
  {
    region: 'EU',
    n: -1.5,
    s: '5.0',
    list: [1, 'a', { b: 'x' }, { b: ['y', 'z'] }],
    empty: {},
    none: [],
    nothing: null,
  },
  {
    region: '100%',
    n: 0,
    s: 'a_b',
    deep: { er: { est: 'é' } },
    'with space': 'a b',
    emoji: '😀',
    high: '\uffff',
  },
  { region: 'back\\slash', n: 1e15, s: '', quote: '"', key: { constructor: 'c' }, nested: [[1, [2, 'q']]] },
];

beforeAll(async () => {
  store = await openStore({});
  const records = Array.from({ length: 260 }, (_, index) => {
    const record = makeUser(index);
    const app_metadata = { ...record.profile.app_metadata, ...AWKWARD[index % 7] };
    return {
      ...record,
      profile: {
        ...record.profile,
        app_metadata,
        user_metadata: { ...record.profile.user_metadata, ...AWKWARD[index % 5] },
      },
    };
  });
  users = records.map(({ profile }) => profile);
  await store.db.transaction().execute((transaction) => insertUsers(transaction, records));
}, 60_000);

afterAll(() => store.close());

async function findIds(query: Query): Promise<string[]> {
  const { users: found, total } = await findUsers(store.db, {
    query,
    sort: undefined,
    page: 0,
    perPage: 1_000,
    withTotal: true,
  });
  expect(total).toBe(found.length);
  return found.map(({ user_id }) => user_id).toSorted();
}

function expectedIds(query: Query): string[] {
  return users
    .filter((user) => matchesQuery(query, user))
    .map(({ user_id }) => user_id)
    .toSorted();
}

const FIELDS = [
  'email name given_name family_name nickname username user_id phone_number email.domain organization_id nope',
  'blocked email_verified logins_count created_at last_login updated_at last_ip picture identities',
  'identities.connection identities.isSocial identities.user_id',
  'user_metadata.theme user_metadata.addresses.city user_metadata.n user_metadata.preferences',
  'app_metadata.region app_metadata.n app_metadata.s app_metadata.t app_metadata.u app_metadata.list',
  'app_metadata.list.b app_metadata.deep.er.est app_metadata.deep app_metadata.emoji app_metadata.high',
  'app_metadata.nested app_metadata.plan app_metadata.tags app_metadata.billing.seats app_metadata.quote',
  'app_metadata.crm.owner.name app_metadata.crm.scores app_metadata.key.constructor app_metadata.empty',
]
  .flatMap((line) => line.split(' '))
  .concat('app_metadata.with space');
const fields = fc.constantFrom(...FIELDS);
const leaf = fc.constantFrom(
  'eu',
  'EU',
  '100%',
  'a_b',
  'back\\slash',
  '5',
  '5.0',
  '0',
  '-1.5',
  'true',
  'false',
  'a b',
  '😀',
  '\uffff',
  'é',
  'É',
  '"',
  '',
  'q',
  '2',
  'y',
);

/** Values that some user has, in their own or another case, and parts of them. */
const textsOfUsers = fc.nat({ max: 259 }).chain((index) => {
  const user = users[index] ?? users[0];
  const known = [
    user?.email,
    user?.name,
    user?.given_name,
    user?.nickname,
    user?.username,
    user?.user_id,
    user?.created_at,
    user?.last_login,
    user?.last_ip,
  ];
  return fc
    .constantFrom(...known.filter((value) => value !== undefined))
    .chain((value) => fc.constantFrom(value, value.toUpperCase(), value.toLowerCase()));
});
const dates = fc.constantFrom(
  '2021',
  '2024',
  '2025-06',
  '2026-10-31',
  '2026-10-31T12:00:00Z',
  '2025-01-01T00:00+02:00',
  'soon',
);
const anyText = fc.oneof(
  { arbitrary: leaf, weight: 3 },
  { arbitrary: fc.gen().map((gen) => gen(() => textsOfUsers)), weight: 3 },
  { arbitrary: dates, weight: 1 },
);
const values: fc.Arbitrary<Value> = fc.oneof(
  fc.record({ kind: fc.constant('text' as const), text: anyText }),
  fc
    .tuple(anyText, fc.nat({ max: 6 }), fc.nat({ max: 6 }), fc.boolean())
    .map(([text, start, end, lead]): Value => {
      const chars = Array.from(text);
      const [before, after] = [
        chars.slice(0, start).join(''),
        chars.slice(lead ? start : start + end).join(''),
      ];
      return { kind: 'pattern', parts: lead ? ['', after, ''] : [before, after] };
    }),
  fc.record({
    kind: fc.constant('range' as const),
    from: fc.option(anyText, { nil: undefined }),
    to: fc.option(anyText, { nil: undefined }),
    includeFrom: fc.boolean(),
    includeTo: fc.boolean(),
  }),
);
const { query: queries } = fc.letrec<{ query: Query }>((tie) => ({
  query: fc.oneof(
    { maxDepth: 3 },
    fc.record({
      kind: fc.constant('term' as const),
      field: fc.option(fields, { nil: undefined, freq: 12 }),
      value: values,
    }),
    fc.record({ kind: fc.constant('exists' as const), field: fields }),
    fc.record({
      kind: fc.constantFrom('and' as const, 'or' as const),
      operands: fc.array(tie('query'), { minLength: 1, maxLength: 3 }),
    }),
    fc.record({ kind: fc.constant('not' as const), operand: tie('query') }),
  ),
}));

test('SQL and the matcher agree on 150,000 generated (query, user) pairs', async () => {
  let hits = 0;
  await fc.assert(
    fc.asyncProperty(queries, async (query) => {
      const parsed = parseQuery(printQuery(query));
      if (!parsed.ok) throw new Error(parsed.error.message);
      const expected = expectedIds(parsed.query);
      if (expected.length > 0 && expected.length < users.length) hits += 1;
      expect(await findIds(parsed.query)).toEqual(expected);
    }),
    { numRuns: 600 },
  );
  expect(hits).toBeGreaterThan(120);
}, 120_000);

test.each([
  'app_metadata.region:"100%"',
  'app_metadata.region:1*',
  'app_metadata.s:a_*',
  'NOT app_metadata.region:eu',
  'NOT name:[a TO m]',
  'app_metadata.n:[-2 TO 6}',
  'app_metadata.nested:q',
  'name:*müller* OR given_name:JÜRGEN',
  'created_at:[2025-06 TO 2025-06]',
])('%s finds somebody, and just whom the matcher accepts', async (text) => {
  const parsed = parseQuery(text);
  if (!parsed.ok) throw new Error(parsed.error.message);
  const found = await findIds(parsed.query);
  expect(found.length).toBeGreaterThan(0);
  expect(found).toEqual(expectedIds(parsed.query));
});

test.each([
  ['name:*ab', 'at least 3 characters'],
  ['name:*ab*', 'at least 3 characters'],
  ['NOT (email:a OR *山田)', 'at least 3 characters'],
  ['user_metadata.theme:d*', 'not supported on user_metadata'],
  ['user_metadata.n:[1 TO 2]', 'not supported on user_metadata'],
  ['last_login:yesterday', '"yesterday" is not a date'],
  ['last_login:[2024 TO x]', '"x" is not a date'],
  ['last_login:2024*', 'use a range'],
])('%s is refused with a sentence', (text, words) => {
  const parsed = parseQuery(text);
  if (!parsed.ok) throw new Error(parsed.error.message);
  expect(refusalOf(parsed.query)).toContain(words);
});

test.each([
  'name:j*',
  'name:a*b',
  'name:*abc',
  'app_metadata.region:e*',
  'app_metadata.n:[1 TO 2]',
  'last_login:2024-05',
])('%s is not refused', (text) => {
  const parsed = parseQuery(text);
  if (!parsed.ok) throw new Error(parsed.error.message);
  expect(refusalOf(parsed.query)).toBeUndefined();
});
