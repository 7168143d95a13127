import type { Dice } from './dice.ts';

const nobody = '00000000-0000-4000-8000-000000000000';

/** What no id may hold, as it stands in an address. */
const poison = [
  '..',
  '%2e%2e',
  '.%2e',
  '%2f',
  '%5c',
  '%00',
  '%0a',
  '%0d%0a',
  '%23',
  '%3f',
  '%20',
  '%25',
  '%252e%252e',
  '%7f',
  '%ff',
  '%zz',
  '%ed%a0%80',
  '%c0%ae',
  '/../',
  '/',
  '//',
];
const around = [
  '',
  'auth0%7C',
  'auth0|',
  'users',
  'a',
  '%7C',
  ';',
  'logs',
  'clients',
  nobody,
  '..;',
  '@',
  '*',
  'role_',
];

/** An id that is none. What is around the poison may well be an id. */
export function hostileId(dice: Dice): string {
  let id = `${dice.pick(around)}${dice.pick(poison)}${dice.pick(around)}`;
  while (dice.chance(0.3)) id += `${dice.pick(poison)}${dice.pick(around)}`;
  return id;
}

const searches = [
  'x) OR (user_id:*',
  '*" OR email:"*',
  String.raw`a\) OR \(b`,
  'email:* /*',
  '“x” OR ‘y’',
  'name:"x\\',
  'email:mask*',
  'app_metadata.salary:*',
  'app_metadata.salary:[MASK TO *]',
  'name:CNRY*',
  'NOT app_metadata.region:eu',
  'app_metadata.region:us',
  '_exists_:app_metadata.region',
  'identities.connection:email',
  'mask-cnry-us-a@users.example',
  '((((((((((',
  'a:b:c',
  '*',
  '__proto__:*',
  'constructor.name:*',
  '\u0000',
  '\u202Ex',
  'AND OR NOT',
  '-*',
  '"'.repeat(99),
];

/** A search that wants out of its brackets: one that is known to try, two of them joined, or one cut or bent. */
function hostileSearch(dice: Dice): string {
  const first = dice.pick(searches);
  switch (dice.below(4)) {
    case 0:
      return first;
    case 1:
      return `${first}${dice.pick([' OR ', ' AND NOT ', ') OR (', ' ', '"'])}${dice.pick(searches)}`;
    case 2:
      return first.slice(0, dice.below(first.length) + 1);
    default:
      return first.replace(/[^a-z]/i, () => dice.pick(['"', ')', '(', '\\', '*', ':', ' OR ', '\t']));
  }
}

/** What follows the question mark; empty for nothing. */
export function hostileQuery(dice: Dice): string {
  const odd = [
    '__proto__[x]=1',
    'constructor=1',
    'page=-1',
    'page=1e9',
    'page=0&page=1',
    'per_page=100000',
    'per_page[]=1',
    'per_page=%00',
    'sort=app_metadata.salary:1',
    'sort=email:1;drop',
    'q[]=x',
    'q=a&q=b',
    'limit=NaN',
    'before=0x1',
    'target=%00',
    'action=read%27',
    'unknown',
    '=',
    '&&&',
    '%ff=%ff',
    'from=2026-13-45',
  ];
  return dice.chance(0.5) ? dice.pick(odd) : `q=${encodeURIComponent(hostileSearch(dice))}`;
}

const wrongValues: readonly string[] = [
  'null',
  'true',
  '-1',
  '1e999',
  '[]',
  '{}',
  '""',
  String.raw`"a\u0000b"`,
  String.raw`"\ud800"`,
  String.raw`"\u202e\ufeff"`,
  '{"__proto__":{"admin":true}}',
  '{"constructor":{"prototype":{"admin":true}}}',
  '{"$ne":null}',
  '"<img src=x onerror=alert(1)>"',
  '"\'; drop table sessions; --"',
  '[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]',
];
const strangeKeys = [
  '__proto__',
  'constructor',
  'prototype',
  'user_id',
  'blocked',
  'role',
  'toString',
  '',
  'a.b',
  '\u0000',
];

/** A body: a good one that was spoiled in one place, or what is no body at all. */
export function hostileBody(dice: Dice, good: Readonly<Record<string, unknown>>): string {
  switch (dice.below(6)) {
    case 0:
      return dice.pick([
        '',
        '{',
        '[1,2',
        'null',
        '"x"',
        '[]',
        '\u0000',
        '{"a":1,"a":2}',
        '{"a":NaN}',
        "{'a':1}",
        'x=1',
      ]);
    case 1:
      return `${'['.repeat(2000)}${']'.repeat(2000)}`;
    case 2:
      return `${'{"a":'.repeat(60)}1${'}'.repeat(60)}`;
    case 3:
      return dice.chance(0.02)
        ? JSON.stringify({ ...good, name: 'x'.repeat(300_000) })
        : withEntry(dice, good, '');
    default:
      return withEntry(dice, good, dice.pick(Object.keys(good).concat(strangeKeys)));
  }
}

/** The body with one key set to what does not belong there. Written by hand: `__proto__` is a key like others in JSON. */
function withEntry(dice: Dice, good: Readonly<Record<string, unknown>>, name: string): string {
  const key = name === '' ? dice.pick(strangeKeys) : name;
  const others = Object.entries(good).filter(([other]) => other !== key);
  const entries = others.map(([other, value]) => `${JSON.stringify(other)}:${JSON.stringify(value)}`);
  return `{${[...entries, `${JSON.stringify(key)}:${dice.pick(wrongValues)}`].join(',')}}`;
}

/** One header more, or another value of one that is there. */
export function hostileHeader(dice: Dice): Record<string, string> {
  return dice.pick<Record<string, string>>([
    { 'x-forwarded-user': 'admin@rollcall.example' },
    { 'x-forwarded-for': '127.0.0.1, ::1' },
    { 'x-forwarded-proto': 'https' },
    { 'x-original-url': '/api/team' },
    { 'x-rewrite-url': '/api/team' },
    { 'x-http-method-override': 'DELETE' },
    { 'x-request-id': 'SECRET-request' },
    { authorization: 'Bearer SECRET-bearer' },
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'cross-site' },
    { 'x-csrf': '0' },
    { 'content-type': 'text/plain' },
    { 'content-type': 'application/json; charset=utf-16' },
    { 'content-type': 'application/x-www-form-urlencoded' },
    { 'content-encoding': 'gzip' },
    { 'content-type': 'multipart/form-data; boundary=x' },
    { 'if-match': '"' },
    { 'if-match': '*' },
    { 'if-match': 'W/"x", "y", "z"' },
    { 'audit-reason': '%00' },
    { 'audit-reason': '%ff' },
    { 'audit-reason': 'x'.repeat(2000) },
    { 'accept-language': 'x'.repeat(4000) },
    { 'user-agent': '{"level":50}' },
    { accept: 'text/html' },
    { range: 'bytes=0-0' },
  ]);
}
