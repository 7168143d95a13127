import type { Query, Value } from '@rollcall/shared/query/ast.ts';
import fc from 'fast-check';
import type { Json, UserProfile } from '../store/schema.ts';

/** Texts that meet each other: letters in other cases, numbers as texts, signs of LIKE and of Lucene. */
const TEXTS = [
  '· ·a b·eu·EU·Eu·5·5.0·05·-1.5·0·true·false·null·TO·NOT·%·_·100%·a_b·axb·back\\slash·\\·"·a"b·it\'s·(x)·[y]·*',
  'a*c·?·é·É·e\u0301·Straße·STRASSE·İstanbul·Σίσυφος·山田太郎·😀·a😀b·\uffff·\u{10ffff}·line\nbreak·tab\t·2024·-',
  '2024-05·2024-05-10T12:00:00.000Z·+a·a:b·vip·VIP·beta·longer text with words·Ünal·ünal·constructor·{}·&&·a||b·/x/',
  'x'.repeat(3_000),
].flatMap((line) => line.split('·'));
const NAMES = [
  'Jane Smith',
  'JANE SMITH',
  'jane',
  'Øystein Åsen',
  '山田太郎',
  'O%Brien_1',
  'a\\b',
  'İpek',
  'ẞ',
  'Ǆ',
];
const KEYS = ['a', 'b', 'A', 'plan', 'with space', 'Ünï', 'constructor', 'x:y'];
const MOMENTS = [
  '2024-05-10T12:00:00.000Z',
  '2024-05-31T23:59:59.999Z',
  '2024-06-01T00:00:00.000Z',
  '2021-12-31T22:30:00.500Z',
];
const DATES = [
  '2024 2021 2024-05 2024-06 2024-05-10 2024-05-31 2024-05-10T12 2024-05-10T12:00Z 2024-05-31T23:59:59 soon',
  '2024-05-31T23:59:59.999Z 2024-06-01T02:00:00+02:00 2021-12-31T22:30:00.5Z',
].flatMap((line) => line.split(' '));
const ORGANIZATIONS = ['org_aaaaaaaaaaaaaaaa', 'org_bbbbbbbbbbbbbbbb'];

const texts = fc.constantFrom(...TEXTS);
const leaves = fc.oneof(
  { arbitrary: texts, weight: 4 },
  { arbitrary: fc.constantFrom<Json>(5, 0, -1.5, 1e15, 0.1, 2024, true, false, null), weight: 2 },
);
const { json } = fc.letrec<{ json: Json }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'json' },
    { arbitrary: leaves, weight: 5 },
    { arbitrary: fc.array(tie('json'), { maxLength: 3, depthIdentifier: 'json' }), weight: 2 },
    {
      arbitrary: fc.dictionary(fc.constantFrom(...KEYS), tie('json'), {
        maxKeys: 3,
        depthIdentifier: 'json',
        noNullPrototype: true,
      }),
      weight: 2,
    },
  ),
}));
const metadata = fc.dictionary(fc.constantFrom(...KEYS), json, { maxKeys: 4, noNullPrototype: true });
const maybe = <Kind>(arbitrary: fc.Arbitrary<Kind>) => fc.option(arbitrary, { nil: undefined, freq: 3 });
const emails = fc.constantFrom(
  'jane@Example.com',
  'JANE@example.com',
  'a_b@sub.example.com',
  '100%@x.example',
  'é@É.example',
);

/** A user with values that are easily taken for others, and the organizations it is in. */
export interface GeneratedUser {
  profile: UserProfile;
  organizations: readonly string[];
}

/** So many users; the same `seed` makes the same ones. */
export function generateUsers(seed: number, count: number): GeneratedUser[] {
  const attributes = fc.record({
    optional: fc.record({
      email: maybe(emails),
      name: maybe(fc.constantFrom(...NAMES)),
      given_name: maybe(fc.constantFrom(...NAMES)),
      family_name: maybe(fc.constantFrom(...NAMES)),
      nickname: maybe(fc.constantFrom(...NAMES)),
      username: maybe(fc.constantFrom('jane', 'Jane', 'j%', 'j_')),
      phone_number: maybe(fc.constantFrom('+4915110000001', '+4915110000002')),
      last_ip: maybe(fc.constantFrom('203.0.113.7', '2001:db8::1')),
      last_login: maybe(fc.constantFrom(...MOMENTS)),
      logins_count: maybe(fc.nat({ max: 12 })),
      blocked: maybe(fc.boolean()),
      email_verified: maybe(fc.boolean()),
      phone_verified: maybe(fc.boolean()),
      user_metadata: maybe(metadata),
      app_metadata: maybe(metadata),
    }),
    created_at: fc.constantFrom(...MOMENTS),
    connection: fc.constantFrom('Username-Password-Authentication', 'github', '100%_sure'),
    linked: fc.boolean(),
    organizations: fc.subarray(ORGANIZATIONS),
  });
  return fc.sample(attributes, { seed, numRuns: count }).map(({ optional, ...user }, index) => {
    const present = Object.entries(optional).filter(([, value]) => value !== undefined);
    const linked = { connection: 'github', provider: 'github', user_id: String(index), isSocial: true };
    return {
      organizations: user.organizations,
      profile: {
        ...Object.fromEntries(present),
        user_id: `auth0|Id_${index}`,
        created_at: user.created_at,
        updated_at: user.created_at,
        picture: 'https://example.com/eu.png',
        identities: [
          { connection: user.connection, provider: 'auth0', user_id: `Id_${index}`, isSocial: false },
          ...(user.linked ? [{ ...linked, profileData: { name: 'jane' } }] : []),
        ],
      },
    };
  });
}

const ROOTS = [
  'email name given_name family_name nickname username user_id phone_number last_ip email.domain',
  'blocked email_verified phone_verified logins_count created_at updated_at last_login organization_id',
  'identities identities.connection identities.provider identities.user_id identities.isSocial',
  'picture nope app_metadata user_metadata identities.profileData.name app_metadata.nope',
].flatMap((line) => line.split(' '));
const PATHS = ['app_metadata', 'app_metadata', 'user_metadata'].flatMap((root) =>
  KEYS.flatMap((key) => [`${root}.${key}`, `${root}.${key}.a`, `${root}.${key}.plan`]),
);
const fields = fc.oneof(fc.constantFrom(...ROOTS), fc.constantFrom(...PATHS));
const ids = fc.nat({ max: 40 }).map((index) => `auth0|Id_${index}`);
const words = fc.oneof(
  { arbitrary: texts, weight: 4 },
  { arbitrary: fc.constantFrom(...NAMES, ...ORGANIZATIONS, 'github', 'example.COM', '12', '7'), weight: 3 },
  { arbitrary: fc.oneof(emails, ids, fc.constantFrom(...DATES)), weight: 3 },
);
const values: fc.Arbitrary<Value> = fc.oneof(
  { arbitrary: words.map((text): Value => ({ kind: 'text', text })), weight: 3 },
  {
    arbitrary: fc
      .tuple(words, fc.array(fc.nat({ max: 8 }), { minLength: 1, maxLength: 3 }))
      .map(([text, cuts]): Value => {
        const places = cuts.toSorted((a, b) => a - b);
        const chars = Array.from(text);
        const parts = [0, ...places].map((start, index) =>
          chars.slice(index === 0 ? 0 : start + 1, places[index] ?? chars.length).join(''),
        );
        return { kind: 'pattern', parts };
      }),
    weight: 2,
  },
  {
    arbitrary: fc.record({
      kind: fc.constant('range' as const),
      from: maybe(words),
      to: maybe(words),
      includeFrom: fc.boolean(),
      includeTo: fc.boolean(),
    }),
    weight: 2,
  },
);

/** Trees of every kind, on fields that exist and on some that do not. */
export const generatedQueries: fc.Arbitrary<Query> = fc.letrec<{ query: Query }>((tie) => ({
  query: fc.oneof(
    { maxDepth: 3 },
    {
      arbitrary: fc.record({
        kind: fc.constant('term' as const),
        field: fc.option(fields, { nil: undefined, freq: 12 }),
        value: values,
      }),
      weight: 5,
    },
    { arbitrary: fc.record({ kind: fc.constant('exists' as const), field: fields }), weight: 1 },
    {
      arbitrary: fc.record({
        kind: fc.constantFrom('and' as const, 'or' as const),
        operands: fc.array(tie('query'), { minLength: 1, maxLength: 3 }),
      }),
      weight: 2,
    },
    { arbitrary: fc.record({ kind: fc.constant('not' as const), operand: tie('query') }), weight: 1 },
  ),
})).query;
