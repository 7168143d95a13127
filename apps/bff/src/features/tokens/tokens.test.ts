import { generateKeyPairSync, sign } from 'node:crypto';
import { TokenInspection } from '@rollcall/shared/contract/tokens.ts';
import { managementApi } from '@rollcall/tenant/testing/test-tenant.ts';
import { type SignedIn, signInToSpa } from '@rollcall/tenant/testing/tokens.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newest } from '../../testing/audit.ts';
import type { Browser } from '../../testing/browser.ts';
import { europe, optionsFor, type Rollcall, startWorld, type World } from '../../testing/world.ts';

const everybody = { all: true } as const;
const password = 'Rollcall-demo-1';

let world: World;
let rollcall: Rollcall;
let admin: Browser;
let person: SignedIn;
beforeAll(async () => {
  world = await startWorld();
  const { team } = optionsFor(world.tenant.url, 1);
  rollcall = await world.rollcall({
    team: [
      ...team.filter(({ who }) => !who.startsWith('viewer')),
      {
        who: 'viewer@rollcall.example',
        grant: { role: 'support', scope: everybody, mask: ['email', 'app_metadata.plan'] },
      },
    ],
  });
  admin = await rollcall.signedIn('admin');
  person = await signInToSpa(world.tenant, 'nobody@rollcall.example', password);
}, 180_000);
afterAll(() => world.close());

function inspect(browser: Browser, kind: string, token: string) {
  return browser.api('POST', '/api/tokens/inspect', { body: { kind, token } });
}

async function inspected(kind: string, token: string): Promise<TokenInspection> {
  return TokenInspection.parse((await inspect(admin, kind, token)).body);
}

/** The token with other claims, and the signature that it had. */
function tampered(token: string, change: object): string {
  const [head, body = '', signature] = token.split('.');
  const payload = { ...JSON.parse(Buffer.from(body, 'base64url').toString()), ...change };
  return [head, Buffer.from(JSON.stringify(payload)).toString('base64url'), signature].join('.');
}

describe('an access token', () => {
  it('is shown with what /userinfo says, beside the profile', async () => {
    const found = await inspected('access_token', person.accessToken);
    expect(found).toMatchObject({
      answer: { from: '/userinfo', state: 'told', claims: { sub: person.userId } },
      user: { user_id: person.userId, email: 'nobody@rollcall.example' },
      hidden: [],
    });
    expect(found.comparison).toContainEqual(
      expect.objectContaining({ claim: 'email', state: 'same', profile: 'nobody@rollcall.example' }),
    );
  });
});

describe('an ID token', () => {
  it('is decoded, its signature, audience and end are told, and /tokeninfo is asked', async () => {
    const found = await inspected('id_token', person.idToken);
    expect(found).toMatchObject({
      decoded: { header: { alg: 'RS256' }, payload: { sub: person.userId } },
      signature: { state: 'valid' },
      isOfTenant: true,
      audience: ['rollcall_local_spa'],
      isExpired: false,
      answer: { from: '/tokeninfo', state: 'told' },
    });
    expect(found.decoded?.payload).not.toHaveProperty('given_name', 'x');
  });

  it('that was changed is called so, and refused by the tenant', async () => {
    const found = await inspected('id_token', tampered(person.idToken, { name: 'Somebody else' }));
    expect(found).toMatchObject({
      signature: { state: 'invalid' },
      answer: { state: 'refused', claims: null },
    });
    expect(found.comparison).toContainEqual(
      expect.objectContaining({ claim: 'name', state: 'different', token: 'Somebody else' }),
    );
  });

  it('with a claim that the profile has not shows it as added, and what nobody told as withheld', async () => {
    const found = await inspected(
      'id_token',
      tampered(person.idToken, { 'https://x.example/plan': 'gold', email: undefined }),
    );
    expect(found.comparison).toContainEqual(
      expect.objectContaining({ claim: 'https://x.example/plan', state: 'added', token: 'gold' }),
    );
    expect(found.comparison).toContainEqual(expect.objectContaining({ claim: 'email', state: 'withheld' }));
  });

  it('of another key is not called the tenant’s', async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const [head, body] = person.idToken.split('.');
    const signature = sign('sha256', Buffer.from(`${head}.${body}`), privateKey).toString('base64url');
    const found = await inspected('id_token', `${head}.${body}.${signature}`);
    expect(found.signature.state).toBe('invalid');
  });
});

describe('nobody learns of a user out of scope', () => {
  it('whether the token is good, opaque, forged or nonsense', async () => {
    const api = await managementApi(world.tenant, 'rollcall_local_m2m');
    await api('PATCH', `/users/${encodeURIComponent(person.userId)}`, { app_metadata: { region: 'us' } });
    const support = await rollcall.signedIn('support');
    const tokens: [string, string][] = [
      ['access_token', person.accessToken],
      ['id_token', person.idToken],
      ['id_token', tampered(person.idToken, { sub: 'auth0|nobody-there' })],
      ['access_token', 'opaque-nonsense'],
    ];
    const answers = await Promise.all(tokens.map(([kind, token]) => inspect(support, kind, token)));
    const told = answers.map(({ status, text }) => [status, text.replace(/"requestId":"[^"]*"/, '')]);
    expect(told[0]).toEqual([404, expect.stringContaining('not_found')]);
    expect(told.every((one) => JSON.stringify(one) === JSON.stringify(told[0]))).toBe(true);
    expect(answers.map(({ text }) => text).join('')).not.toContain('nobody@rollcall.example');
    expect(europe).toBeDefined();
  });

  it.each(['auditor'])('and %s may not inspect at all', async (who) => {
    const browser = await rollcall.signedIn(who);
    expect((await inspect(browser, 'id_token', person.idToken)).body).toMatchObject({
      status: 403,
      missing: ['tokens:inspect'],
    });
  });
});

describe('a mask', () => {
  it('holds for the claims too, whatever they are called', async () => {
    const api = await managementApi(world.tenant, 'rollcall_local_m2m');
    await api('PATCH', `/users/${encodeURIComponent(person.userId)}`, {
      app_metadata: { plan: 'SECRET-plan' },
    });
    const masked = await rollcall.signedIn('viewer');
    const token = tampered(person.idToken, {
      'https://x.example/mail': { of: ['NOBODY@rollcall.example'] },
      'https://x.example/plan': 'SECRET-plan',
    });
    const page = await inspect(masked, 'id_token', token);
    expect(page.status).toBe(200);
    expect(page.text.toLowerCase()).not.toContain('nobody@rollcall.example');
    expect(page.text).not.toContain('SECRET-plan');
    expect(Object(page.body).hidden).toEqual(
      expect.arrayContaining(['email', 'https://x.example/mail', 'https://x.example/plan']),
    );
    const userinfo = await inspect(masked, 'access_token', person.accessToken);
    expect(userinfo.text).not.toContain('nobody@rollcall.example');
  });
});

describe('the token itself', () => {
  it('is in no log line and no event; the act is, with its user', async () => {
    await inspect(admin, 'access_token', person.accessToken);
    await inspect(admin, 'id_token', `${person.idToken} `);
    const event = await newest(admin, { action: 'token.inspect' });
    expect(event).toMatchObject({
      outcome: 'done',
      target: { kind: 'user', id: person.userId },
      changes: [],
    });
    const page = await admin.api('GET', '/api/audit?limit=100');
    for (const token of [person.accessToken, person.idToken]) {
      const tail = token.slice(-40);
      expect(page.text).not.toContain(tail);
      expect(rollcall.log()).not.toContain(tail);
    }
    expect(rollcall.log()).toContain('/api/tokens/inspect');
  });

  it('goes to the tenant alone, whatever issuer it names', async () => {
    const found = await inspected('id_token', tampered(person.idToken, { iss: 'https://evil.example/' }));
    expect(found).toMatchObject({ isOfTenant: false, issuer: 'https://evil.example/' });
  });
});
