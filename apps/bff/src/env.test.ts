import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { readEnvironment } from './env.ts';

const directory = mkdtempSync(join(tmpdir(), 'rollcall-env-'));
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const complete = {
  DATA_DIR: directory,
  AUTH0_DOMAIN: 'example.eu.auth0.com',
  AUTH0_CLIENT_ID: 'web',
  AUTH0_CLIENT_SECRET: 'web-secret',
  AUTH0_M2M_CLIENT_ID: 'm2m',
  AUTH0_M2M_CLIENT_SECRET: 'm2m-secret',
};

describe('the environment', () => {
  it('needs the tenant and its two applications, and nothing else', () => {
    expect(readEnvironment(complete)).toMatchObject({
      host: '127.0.0.1',
      port: 3000,
      publicUrl: new URL('http://localhost:3000'),
      trustProxy: 0,
      tenant: { origin: 'https://example.eu.auth0.com', audience: 'https://example.eu.auth0.com/api/v2/' },
      admins: [],
      team: [],
      teamClaim: undefined,
      logLevel: 'warn',
    });
  });

  it('says each fault on a line of its own, by the name of the variable', () => {
    expect(() => readEnvironment({ AUTH0_DOMAIN: 'x y', PORT: 'http', AUTH0_CLIENT_ID: '' })).toThrow(
      /^PORT .*\nAUTH0_DOMAIN .*\nAUTH0_CLIENT_ID is missing\.\nAUTH0_CLIENT_SECRET is missing\.\nAUTH0_M2M_CLIENT_ID is missing\.\nAUTH0_M2M_CLIENT_SECRET is missing\.$/,
    );
  });

  it.each(['https://example.com/path', 'ftp://example.com', 'http://example.com', 'https://u:p@example.com'])(
    'refuses the tenant %s',
    (domain) => {
      expect(() => readEnvironment({ ...complete, AUTH0_DOMAIN: domain })).toThrow(/^AUTH0_DOMAIN /);
    },
  );

  it.each(['http://localhost:3001', 'http://127.0.0.1:3001', 'https://login.example.com'])(
    'takes the tenant %s',
    (domain) => {
      expect(readEnvironment({ ...complete, AUTH0_DOMAIN: domain }).tenant.origin).toBe(domain);
    },
  );

  it.each([
    'https://rollcall.example.com/path',
    'https://rollcall.example.com/?query',
    'https://rollcall.example.com/?',
    'https://rollcall.example.com/#hash',
    'https://someone@rollcall.example.com',
    'https://someone:secret@rollcall.example.com',
    'ftp://rollcall.example.com',
  ])('refuses the public address %s', (address) => {
    expect(() => readEnvironment({ ...complete, PUBLIC_URL: address })).toThrow(/^PUBLIC_URL /);
  });

  it('takes a public address with and without its last slash', () => {
    for (const PUBLIC_URL of ['http://localhost:8080', 'http://localhost:8080/']) {
      expect(readEnvironment({ ...complete, PUBLIC_URL }).publicUrl.href).toBe('http://localhost:8080/');
    }
  });

  it('refuses a port that nobody could be told about', () => {
    for (const PORT of ['0', '65536', '-1', '80.5']) {
      expect(() => readEnvironment({ ...complete, PORT })).toThrow(/^PORT must be a port/);
    }
    expect(readEnvironment({ ...complete, PORT: '1' }).port).toBe(1);
  });

  it('reads the team: Admins by e-mail or user_id, others with role and scope', () => {
    const { admins, team } = readEnvironment({
      ...complete,
      ROLLCALL_ADMINS: 'anna@example.com, auth0|1',
      ROLLCALL_TEAM:
        '[{"who":"bill@example.com","role":"support","scope":{"exists":{"field":"app_metadata.a"}}},{"who":"x|y","role":"auditor"}]',
    });
    expect(admins).toEqual(['anna@example.com', 'auth0|1']);
    const scope = { exists: { field: 'app_metadata.a' } };
    expect(team).toEqual([
      { who: 'bill@example.com', grant: { role: 'support', scope, mask: [] } },
      { who: 'x|y', grant: { role: 'auditor', scope: { all: true }, mask: [] } },
    ]);
  });

  it.each(['https://rollcall.example.com/roles', 'rollcall_roles'])(
    'takes the team from the claim %s',
    (TEAM_CLAIM) => {
      expect(readEnvironment({ ...complete, TEAM_CLAIM }).teamClaim).toBe(TEAM_CLAIM);
    },
  );

  it.each(['sub', 'email', 'nickname', 'preferred_username', 'user_metadata'])(
    'refuses the claim %s, which says what people say of themselves or who they are',
    (TEAM_CLAIM) => {
      expect(() => readEnvironment({ ...complete, TEAM_CLAIM })).toThrow(/^TEAM_CLAIM /);
    },
  );

  it.each([
    '{',
    '{"who":"x"}',
    '[{"who":"x","role":"root"}]',
    '[{"who":"x","role":"admin","scope":{"lucene":"*"}}]',
  ])('refuses the team %s', (team) => {
    expect(() => readEnvironment({ ...complete, ROLLCALL_TEAM: team })).toThrow(/^ROLLCALL_TEAM /);
  });

  it('makes one session secret, keeps it to the owner, and finds it again', () => {
    const first = readEnvironment(complete).sessionSecrets;
    expect(readEnvironment(complete).sessionSecrets).toEqual(first);
    expect(first[0].length).toBeGreaterThanOrEqual(32);
    expect(statSync(join(directory, 'session-secret')).mode & 0o777).toBe(0o600);
  });

  it('refuses a session secret that is broken or short', () => {
    readEnvironment(complete);
    writeFileSync(join(directory, 'session-secret'), '');
    expect(() => readEnvironment(complete)).toThrow(/^DATA_DIR /);
    expect(() => readEnvironment({ ...complete, SESSION_SECRET: 'short' })).toThrow(/^SESSION_SECRET /);
  });

  it('takes a ring of session secrets, the newest first', () => {
    const ring = ['n'.repeat(32), 'o'.repeat(32)];
    expect(readEnvironment({ ...complete, SESSION_SECRET: ring.join(',') }).sessionSecrets).toEqual(ring);
  });

  it('in production asks for https, a session secret and the number of proxies', () => {
    const production = { ...complete, NODE_ENV: 'production' };
    expect(() => readEnvironment(production)).toThrow(/^PUBLIC_URL .*\nSESSION_SECRET /);
    expect(() =>
      readEnvironment({
        ...production,
        PUBLIC_URL: 'https://rollcall.example.com',
        SESSION_SECRET: 's'.repeat(32),
      }),
    ).toThrow(/^TRUST_PROXY /);
    const sound = readEnvironment({
      ...production,
      PUBLIC_URL: 'https://rollcall.example.com',
      SESSION_SECRET: 's'.repeat(32),
      TRUST_PROXY: '1',
    });
    expect(sound).toMatchObject({ publicUrl: new URL('https://rollcall.example.com'), trustProxy: 1 });
  });
});
