import { expect, test } from 'vitest';
import { matchesQuery } from './match.ts';
import { parseQuery } from './parse.ts';

const USER = {
  user_id: 'auth0|12345',
  username: 'Jane',
  email: 'Jane.Smith@Example.com',
  email_verified: true,
  name: 'Jane van der Smith',
  given_name: 'Ünal',
  picture: 'https://s.gravatar.com/a.png',
  created_at: '2024-05-10T12:00:00.000Z',
  last_login: '2024-12-31T23:59:59.999Z',
  logins_count: 12,
  identities: [
    { connection: 'Staff-Directory', provider: 'auth0', user_id: '12345', isSocial: false },
    { connection: 'github', provider: 'github', user_id: '9', isSocial: true, profileData: { name: 'octo' } },
  ],
  user_metadata: { colour: 'Blue', empty: {}, none: [], nothing: null, level: 7 },
  app_metadata: {
    region: 'eu',
    plan: { name: 'pro', seats: 40 },
    tags: ['vip', 'Beta', 3],
    addresses: [{ city: 'Paris' }, { city: 'Lyon' }],
    code: '0042',
    emoji: '😀',
  },
};

function matches(text: string, user: unknown = USER): boolean {
  const parsed = parseQuery(text);
  if (!parsed.ok) throw new Error(parsed.error.message);
  return matchesQuery(parsed.query, user);
}

test.each([
  '',
  'email:"jane.smith@EXAMPLE.com"',
  'email.domain:Example.COM',
  'name:"jane VAN der smith"',
  'given_name:ünal',
  'username:Jane',
  'user_id:"auth0|12345"',
  'user_id:auth0*',
  'name:*smith',
  'name:jane*smith',
  'name:*VAN*',
  '"jane.smith@example.com"',
  'blocked:false OR NOT _exists_:blocked',
  'email_verified:true',
  'logins_count:12',
  'logins_count:[12 TO 20]',
  'logins_count:{11 TO *]',
  'created_at:2024-05',
  'created_at:[2024 TO 2024]',
  'last_login:[* TO 2024-12-31]',
  'last_login:[2024-11 TO 2024-12]',
  'last_login:{2024-11 TO 2025-01-01}',
  'created_at:[2024-05-10T14:00+02:00 TO 2024-05-10T12:00:00Z]',
  'identities.connection:github AND identities.connection:"Staff-Directory"',
  'identities.isSocial:true',
  'user_metadata.colour:Blue',
  'user_metadata.level:7',
  '_exists_:app_metadata.plan',
  'app_metadata.plan.name:pro',
  'app_metadata.plan.seats:40.0',
  'app_metadata.plan.seats:[5 TO 100]',
  'app_metadata.tags:vip AND app_metadata.tags:3',
  'app_metadata.addresses.city:Lyon',
  'app_metadata.region:[aa TO ff]',
  'app_metadata.region:e*',
  'app_metadata.emoji:{\uffff TO *]',
])('%s finds the user', (query) => {
  expect(matches(query)).toBe(true);
});

test.each([
  'NOT *',
  'email:jane',
  'user_id:auth0',
  'name:smith',
  'username:jane',
  'user_id:"AUTH0|12345"',
  'blocked:false',
  'email_verified:false',
  'logins_count:{12 TO 20]',
  'logins_count:[1 TO 9]',
  'logins_count:[a TO z]',
  'created_at:2024-06',
  'created_at:2024*',
  'created_at:may',
  'last_login:{2024-12 TO *]',
  'last_login:[2025-01-01 TO *]',
  'user_metadata.colour:blue',
  'user_metadata.colour:Bl*',
  'user_metadata.level:[1 TO 9]',
  'Blue',
  '_exists_:user_metadata.empty',
  '_exists_:user_metadata.none',
  '_exists_:user_metadata.nothing',
  '_exists_:blocked',
  'picture:"https://s.gravatar.com/a.png"',
  'identities.profileData.name:octo',
  'app_metadata.tags:beta',
  'app_metadata.code:42',
  'app_metadata.region:EU',
  'app_metadata.plan:pro',
  'app_metadata.region:*eu*eu*',
])('%s does not find the user', (query) => {
  expect(matches(query)).toBe(false);
});

test.each([{ user: null }, { user: 'text' }, { user: 5 }, { user: [] }, { user: {} }])(
  '$user is a user without attributes',
  ({ user }) => {
    expect(matches('', user)).toBe(true);
    expect(matches('_exists_:email', user)).toBe(false);
  },
);

test('a name from the prototype is no field', () => {
  expect(matches('_exists_:app_metadata.constructor')).toBe(false);
  expect(matches('app_metadata.__proto__:x', { app_metadata: JSON.parse('{"__proto__":"x"}') })).toBe(true);
});
