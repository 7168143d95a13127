import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '@rollcall/database/open.ts';
import { signInToSpa } from '@rollcall/tenant/testing/tokens.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type Bff, startBff } from '../start.ts';
import type { Tables } from '../store/schema.ts';
import { storeDirectory } from '../store/open.ts';
import { Browser } from '../testing/browser.ts';
import { m2m, optionsFor, startWorld, type World } from '../testing/world.ts';
import { TenantDoor } from './canary-users.ts';
import { liveOnPage } from './page-secrets.ts';
import { testDatabase } from '../testing/databases.ts';

let world: World;
let bff: Bff;
let directory: string;
/** Every byte of every answer but the one that shows a secret once, and of the log. */
let told = '';
let log = '';
const secrets = new Set<string>();
/** What was written down about a user: it is in one table, and told to whoever sees the user. */
const note = 'SECRET-note-about-somebody';

/** Something to be recognised by wherever it turns up. */
function secret(what: string): string {
  const value = `SECRET-${secrets.size}-${what}-Aa9!`;
  secrets.add(value);
  return value;
}

const keep = (value: string) => secrets.add(value);

const call = async (browser: Browser, ...request: Parameters<Browser['api']>) => {
  const page = await browser.api(...request);
  told += `${JSON.stringify([...page.headers])}${page.text}\n`;
  return page;
};

beforeAll(async () => {
  world = await startWorld();
  directory = mkdtempSync(join(tmpdir(), 'rollcall-secrets-'));
  const [port = 0] = world.ports.slice(-1);
  const options = optionsFor(world.tenant.url, port);
  const known = [options.tenant.clientSecret, m2m.everything.m2mClientSecret, ...options.sessionSecrets];
  for (const value of known) secrets.add(value);
  const door = await TenantDoor.open(world.tenant.url);
  const own = secret('own-password');
  await door.account('keeper@rollcall.example', own);
  bff = await startBff({
    ...options,
    team: [{ who: 'keeper@rollcall.example', grant: { role: 'admin', scope: { all: true } } }],
    databaseUrl: await testDatabase(directory),
    dataDirectory: directory,
    logStream: { write: (line) => (log += line) },
    reach: { lookup: async () => [{ address: '192.0.2.1', family: 4 }], isAllowed: () => true, port: 443 },
  });
  const browser = new Browser(bff.url);
  await browser.signIn('keeper@rollcall.example', own);
  await live(browser);
  await tend(browser, door);
  secrets.add(browser.cookie('sid') ?? '');
  secrets.add(
    decodeURIComponent(browser.cookie('sid') ?? '')
      .slice(2)
      .split('.')[0] ?? '',
  );
  // Its answer leads to the tenant with the ID token as the hint that ends the session there; that is its place.
  await browser.api('POST', '/auth/logout');
  await bff.close();
});
afterAll(async () => {
  await world.close();
  rmSync(directory, { recursive: true, force: true });
});

/** Looks after somebody, with the page of one user. */
async function tend(browser: Browser, door: TenantDoor): Promise<void> {
  const [email, password] = ['tended@users.example', secret('of-a-user')];
  await door.account(email, password);
  const person = await signInToSpa(world.tenant, email, password);
  const ask = (...request: Parameters<Browser['api']>) => call(browser, ...request);
  await liveOnPage({ world, browser, call: ask, secret, keep, person });
  const notes = `/api/users/${encodeURIComponent(person.userId)}/notes`;
  expect((await browser.api('POST', notes, { body: { text: note } })).status).toBe(201);
  expect((await call(browser, 'GET', '/api/audit')).text).not.toContain(note);
}

/** Brings secrets to every door that they could go through. */
async function live(browser: Browser): Promise<void> {
  const connection = 'Username-Password-Authentication';
  const created = await call(browser, 'POST', '/api/users', {
    body: { connection, email: 'born@users.example', password: secret('new-user') },
  });
  const { user_id: userId } = z.object({ user_id: z.string() }).parse(created.body);
  const path = `/api/users/${encodeURIComponent(userId)}`;
  const done = await call(browser, 'PUT', `${path}/password`, { body: { password: secret('changed') } });
  expect(done.status).toBe(204);
  const refused: [string, string, unknown][] = [
    ['POST', '/api/users', { connection, email: 'born@users.example', password: secret('conflict') }],
    ['POST', '/api/users', { connection: 'nowhere', email: 'x@users.example', password: secret('nowhere') }],
    ['POST', '/api/users', { connection, email: 'no address', password: secret('invalid') }],
    ['POST', '/api/users', { connection, password: secret('extra'), unknown: secret('unknown') }],
    ['PUT', `${path}/password`, { password: `${secret('long')}${'x'.repeat(80)}` }],
    ['PUT', `${path}/password`, { password: { nested: secret('nested') } }],
    ['PUT', '/api/users/auth0%7Cnobody/password', { password: secret('nobody') }],
    ['PATCH', path, { password: secret('in-patch') }],
    ['PATCH', path, { blocked: secret('wrong-type') }],
    ['PUT', '/api/team/settings', { reasonRequired: [secret('setting')] }],
    ['POST', '/api/webhooks', { url: `https://user:${secret('in-url')}@hooks.example/` }],
  ];
  for (const [method, address, body] of refused) {
    expect((await call(browser, method, address, { body })).status).toBeGreaterThanOrEqual(400);
  }
  await call(browser, 'GET', `/api/users?token=${encodeURIComponent(secret('query'))}`);
  await call(browser, 'GET', '/api/me', { headers: { authorization: `Bearer ${secret('bearer')}` } });
  await call(browser, 'GET', '/api/me', { headers: { 'x-request-id': secret('request-id') } });
  const cut = `{"password":"${secret('unreadable')}`;
  const headers = { 'x-csrf': '1', 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' };
  told += (await browser.request(`${path}/password`, { method: 'PUT', headers, body: cut })).text;
  await call(browser, 'GET', `/auth/callback?code=${secret('code').replace('!', '')}&state=x`).catch(
    () => {},
  );

  // The one secret that is shown, and only then.
  const hook = await browser.api('POST', '/api/webhooks', {
    body: { url: 'https://hooks.example/', enabled: true },
  });
  const made = z.object({ secret: z.string(), webhook: z.object({ id: z.string() }) }).parse(hook.body);
  secrets.add(made.secret);
  await call(browser, 'POST', `${path}/block`);
  for (const read of [
    '/api/webhooks',
    `/api/webhooks/${made.webhook.id}/deliveries`,
    '/api/audit',
    '/api/me',
    path,
  ]) {
    expect((await call(browser, 'GET', read)).status).toBe(200);
  }
  const change = { description: 'Changed' };
  await call(browser, 'PATCH', `/api/webhooks/${made.webhook.id}`, { body: change });
  await call(browser, 'POST', '/api/audit/export', { body: { format: 'ndjson' } });
  await call(browser, 'GET', '/api/me/sessions');
}

/** The beginning of any JSON Web Token. */
const token = /eyJ[\w-]{10,}\./;

/** Those of the secrets that are in a text. */
function foundIn(text: string): string[] {
  return [...secrets].filter((value) => text.includes(value) || text.includes(encodeURIComponent(value)));
}

describe('a secret', () => {
  it('is in no answer, and no token of any kind is', () => {
    expect(secrets.size).toBeGreaterThanOrEqual(40);
    expect(told.length).toBeGreaterThan(1000);
    expect(foundIn(told)).toEqual([]);
    expect(token.exec(told)).toBeNull();
  });

  it('is in no line of the log, and no token of any kind is', () => {
    expect(log.length).toBeGreaterThan(1000);
    expect(foundIn(log)).toEqual([]);
    expect(log).not.toContain(note);
    expect(token.exec(log)).toBeNull();
  });

  it('is in no row of any table', async () => {
    const database = await openDatabase<Tables>({
      url: await testDatabase(directory),
      directory: storeDirectory(directory),
    });
    try {
      const { rows: tables } = await sql<{ name: string }>`
        select table_name as name from information_schema.tables where table_schema = 'public'`.execute(
        database.db,
      );
      expect(tables.length).toBeGreaterThanOrEqual(9);
      for (const { name } of tables) {
        const { rows } = await sql<{ row: string }>`
          select to_jsonb(stored)::text as row from ${sql.table(name)} stored`.execute(database.db);
        const all = rows.map(({ row }) => row).join('\n');
        expect([name, foundIn(all)]).toEqual([name, []]);
        expect([name, all.includes(note)]).toEqual([name, name === 'user_notes']);
      }
    } finally {
      await database.close();
    }
  });

  it('is in no file of the data directory, deleted rows and write-ahead log included', async () => {
    const files = readdirSync(await whereRowsLie(), { recursive: true, withFileTypes: true }).filter(
      (entry) => entry.isFile(),
    );
    expect(files.length).toBeGreaterThan(100);
    const found = files.flatMap(({ parentPath, name }) => {
      const path = join(parentPath, name);
      // A server that is at work also takes files away.
      const bytes = existsSync(path) ? readFileSync(path) : Buffer.alloc(0);
      return [...secrets].filter((value) => bytes.includes(value)).map((value) => `${name}: ${value}`);
    });
    expect(found).toEqual([]);
  });
});

async function whereRowsLie(): Promise<string> {
  const url = await testDatabase(directory);
  if (url === undefined) return directory;
  const { db, close } = await openDatabase<Tables>({ url });
  try {
    await sql`checkpoint`.execute(db);
    const { rows } = await sql<{ path: string }>`select current_setting('data_directory') as path`.execute(
      db,
    );
    return rows[0]?.path ?? '';
  } finally {
    await close();
  }
}
