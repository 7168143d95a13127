import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeUserScope } from './describe-user-scope.ts';
import type { UserScope } from './user-scope.ts';

const eu: UserScope = { eq: { field: 'app_metadata.region', value: 'eu' } };
const vip: UserScope = { exists: { field: 'app_metadata.vip' } };
const saml: UserScope = { eq: { field: 'identities.connection', value: 'Acme-SAML' } };
const google: UserScope = { eq: { field: 'identities.connection', value: 'google-oauth2' } };
const acme: UserScope = { eq: { field: 'email.domain', value: 'acme.example' } };

describe('describeUserScope tells', () => {
  it.each<[string, UserScope]>([
    ['all users', { all: true }],
    ['users whose `app_metadata.region` is `eu`', eu],
    ['users whose `app_metadata.vip` is set', vip],
    ['users from connection Acme-SAML', saml],
    ['users with a verified e-mail address at `acme.example`', acme],
    ['users with a verified e-mail address', { exists: { field: 'email.domain' } }],
    ['users from any connection', { exists: { field: 'identities.connection' } }],
    [
      'users whose `app_metadata.region` is one of `eu`, `us`',
      { in: { field: 'app_metadata.region', values: ['eu', 'us'] } },
    ],
    ['users whose `app_metadata.region` is `eu`', { in: { field: 'app_metadata.region', values: ['eu'] } }],
    [
      'users from one of the connections A, B',
      { in: { field: 'identities.connection', values: ['A', 'B'] } },
    ],
    [
      'users with a verified e-mail address at one of `a.example`, `b.example`',
      { in: { field: 'email.domain', values: ['a.example', 'b.example'] } },
    ],
  ])('%s', (sentence, scope) => {
    expect(describeUserScope(scope)).toBe(sentence);
  });
});

describe('describeUserScope tells the opposite:', () => {
  it.each<[string, UserScope]>([
    ['nobody', { not: { all: true } }],
    ['users whose `app_metadata.region` is not `eu`', { not: eu }],
    ['users whose `app_metadata.vip` is not set', { not: vip }],
    ['users not from connection Acme-SAML', { not: saml }],
    ['users without a verified e-mail address at `acme.example`', { not: acme }],
    ['users without a verified e-mail address', { not: { exists: { field: 'email.domain' } } }],
    ['users from no connection', { not: { exists: { field: 'identities.connection' } } }],
    [
      'users whose `app_metadata.region` is none of `eu`, `us`',
      { not: { in: { field: 'app_metadata.region', values: ['eu', 'us'] } } },
    ],
    ['users whose `app_metadata.region` is `eu`', { not: { not: eu } }],
    ['users whose `app_metadata.region` is not `eu`', { not: { not: { not: eu } } }],
    [
      'all users except those from connection Acme-SAML or from connection google-oauth2',
      { not: { or: [saml, google] } },
    ],
    [
      'all users except those whose `app_metadata.region` is `eu`, from connection Acme-SAML',
      { not: { and: [eu, saml] } },
    ],
  ])('%s', (sentence, scope) => {
    expect(describeUserScope(scope)).toBe(sentence);
  });
});

describe('describeUserScope puts what is nested in brackets:', () => {
  it.each<[string, UserScope]>([
    ['users whose `app_metadata.region` is `eu`, from connection Acme-SAML', { and: [eu, saml] }],
    [
      'users whose `app_metadata.region` is `eu`, not from connection Acme-SAML, whose `app_metadata.vip` is set',
      { and: [eu, { not: saml }, vip] },
    ],
    ['users whose `app_metadata.region` is `eu` or from connection Acme-SAML', { or: [eu, saml] }],
    [
      'users whose `app_metadata.region` is `eu` and (from connection Acme-SAML or from connection google-oauth2)',
      { and: [eu, { or: [saml, google] }] },
    ],
    [
      'users (whose `app_metadata.region` is `eu`, from connection Acme-SAML) or whose `app_metadata.vip` is set',
      { or: [{ and: [eu, saml] }, vip] },
    ],
    [
      'users whose `app_metadata.vip` is set and not (whose `app_metadata.region` is `eu` or from connection Acme-SAML)',
      { and: [vip, { not: { or: [eu, saml] } }] },
    ],
    [
      'users whose `app_metadata.vip` is set and (from connection google-oauth2 or (whose `app_metadata.region` is `eu`, from connection Acme-SAML))',
      { and: [vip, { or: [google, { and: [eu, saml] }] }] },
    ],
  ])('%s', (sentence, scope) => {
    expect(describeUserScope(scope)).toBe(sentence);
  });
});

describe('describeUserScope leaves out what says nothing:', () => {
  it.each<[string, UserScope]>([
    ['all users', { and: [{ all: true }] }],
    ['all users', { or: [eu, { all: true }] }],
    ['all users', { not: { not: { all: true } } }],
    ['nobody', { and: [eu, { not: { all: true } }] }],
    ['nobody', { or: [{ not: { all: true } }] }],
    ['users whose `app_metadata.region` is `eu`', { and: [{ all: true }, eu] }],
    ['users whose `app_metadata.region` is `eu`', { or: [eu, { not: { all: true } }] }],
    ['users whose `app_metadata.region` is `eu`', { and: [{ or: [{ and: [eu] }] }] }],
    ['users whose `app_metadata.region` is not `eu`', { not: { and: [eu] } }],
  ])('%s', (sentence, scope) => {
    expect(describeUserScope(scope)).toBe(sentence);
  });
});

function told(value: string | number | boolean): string {
  const sentence = describeUserScope({ eq: { field: 'app_metadata.x', value } });
  return sentence.replace('users whose `app_metadata.x` is ', '');
}

describe('describeUserScope tells values apart:', () => {
  it.each<[string | number | boolean, string]>([
    [7, '`7`'],
    ['7', '`"7"`'],
    [true, '`true`'],
    ['true', '`"true"`'],
    ['not set', '`not set`'],
    [' eu', '`" eu"`'],
    ['a, b', '`"a, b"`'],
    ['a` or `b', String.raw`${'`'}"a\u0060 or \u0060b"${'`'}`],
    ['münchen', '`münchen`'],
  ])('%j is %s', (value, words) => {
    expect(told(value)).toBe(words);
  });

  it('with backticks in pairs, whatever the value', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (value) => {
        expect(told(value).split('`')).toHaveLength(3);
      }),
    );
  });
});
