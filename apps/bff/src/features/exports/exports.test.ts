import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { UserExport } from '@rollcall/shared/contract/exports.ts';
import { parseQuery } from '@rollcall/shared/query/parse.ts';
import { matchesQuery } from '@rollcall/shared/query/match.ts';
import { DEMONSTRATION_USERS } from '@rollcall/tenant/seed/demonstration.ts';
import { makeUser } from '@rollcall/tenant/seed/person.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sheetEntry } from '../../exports/xlsx.ts';
import type { Browser } from '../../testing/browser.ts';
import { rawRequest } from '../../testing/raw.ts';
import { unzip } from '../../testing/unzip.ts';
import { europe, type Rollcall, startWorld, type World } from '../../testing/world.ts';

const people = 1100;
const made = Array.from(
  { length: people - DEMONSTRATION_USERS.length },
  (_, index) => makeUser(index).profile,
);
const team = [
  { who: 'admin@rollcall.example', grant: { role: 'admin', scope: { all: true } } },
  { who: 'editor@rollcall.example', grant: { role: 'editor-users', scope: europe } },
  {
    who: 'viewer@rollcall.example',
    grant: { role: 'editor-users', scope: { all: true }, mask: ['email', 'phone_number', 'username'] },
  },
  { who: 'support@rollcall.example', grant: { role: 'support', scope: europe } },
];

let world: World;
let rollcall: Rollcall;
let admin: Browser;
beforeAll(async () => {
  world = await startWorld({ seedUsers: people });
  rollcall = await world.rollcall({ team });
  admin = await rollcall.signedIn('admin');
}, 120_000);
afterAll(() => world.close());

async function started(browser: Browser, body: object, path = '/api/exports'): Promise<UserExport> {
  const page = await browser.api('POST', path, { body });
  if (page.status !== 201) throw new Error(page.text);
  return UserExport.parse(page.body);
}

/** Begins to export what a search finds. */
async function startedList(browser: Browser, search: object, form: object): Promise<UserExport> {
  const walk = await browser.api('POST', '/api/walks', { body: { q: '', sort: 'user_id:1', ...search } });
  if (walk.status !== 201) throw new Error(walk.text);
  return started(browser, { walk: Object(walk.body).id, ...form });
}

async function ended(browser: Browser, { id }: UserExport): Promise<UserExport> {
  for (;;) {
    const { body } = await browser.api('GET', '/api/exports');
    const found = Object(body).exports.find((one: { id: string }) => one.id === id);
    const { state } = found;
    if (['done', 'failed', 'cancelled'].includes(state)) return UserExport.parse(found);
    await pause(50);
  }
}

async function file(browser: Browser, { id }: UserExport, headers: Record<string, string> = {}) {
  // As a link does it.
  return browser.request(`/api/exports/${id}/file`, {
    headers: { 'sec-fetch-site': 'same-origin', ...headers },
  });
}

function linesOf(text: string): Record<string, unknown>[] {
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

function matching(q: string): string[] {
  const parsed = parseQuery(q);
  if (!parsed.ok) throw new Error(q);
  return made.filter((user) => matchesQuery(parsed.query, user)).map(({ user_id: userId }) => userId);
}

it('holds everybody whom the list finds, past the first 1,000, in its order and with its columns', async () => {
  const form = { format: 'csv', columns: 'user_id,name,user_metadata.plan,connection' };
  const done = await ended(admin, await startedList(admin, { sort: 'user_id:-1' }, form));
  expect(done).toMatchObject({ state: 'done', count: people, expected: people, file: { rows: people } });
  const answer = await file(admin, done);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-disposition')).toMatch(
    /^attachment; filename=rollcall-users-[\d-]+\.csv$/,
  );
  const [head, ...rows] = answer.text.trimEnd().split('\r\n');
  expect(head).toContain('"user_id","Name","user_metadata.plan","Connection"');
  const ids = rows.map((row) => row.split('"')[1] ?? '');
  expect(ids).toEqual(ids.toSorted().toReversed());
  expect(new Set(ids).size).toBe(people);
  const rest = await file(admin, done, {
    range: 'bytes=1000-',
    'if-range': answer.headers.get('etag') ?? '',
  });
  expect(rest.status).toBe(206);
  const { size } = done.file ?? { size: 0 };
  expect(rest.headers.get('content-range')).toBe(`bytes 1000-${size - 1}/${size}`);
  // It may begin within a character.
  expect(answer.text.endsWith(rest.text.slice(5))).toBe(true);
  expect(rest.text.length).toBeGreaterThan(answer.text.length / 2);
}, 60_000);

it('is found with a filter, in a workbook, with roles and organizations', async () => {
  const form = { format: 'xlsx', columns: 'name,user_id', roles: true, organizations: true };
  const search = { q: 'blocked:true', role: 'rol_Customer00000000', sort: 'name:1' };
  const done = await ended(admin, await startedList(admin, search, form));
  expect(done.file?.rows).toBeGreaterThan(2);
  expect(done.file?.rows).toBeLessThan(matching('blocked:true').length);
  const cookie = `sid=${admin.cookie('sid')}`;
  const answer = await fetch(`${rollcall.url}/api/exports/${done.id}/file`, {
    headers: { cookie, 'x-csrf': '1' },
  });
  const bytes = Buffer.from(await answer.arrayBuffer());
  const sheet = unzip(bytes).get(sheetEntry) ?? '';
  expect(sheet.split('<row ').length - 2).toBe(done.file?.rows);
  expect(sheet).toContain('>Roles<');
  expect(sheet.split('Customer').length - 1).toBe(done.file?.rows);
  if (process.env['EXPORT_SAMPLE'] !== undefined) await writeFile(process.env['EXPORT_SAMPLE'], bytes);
}, 60_000);

it('holds nobody outside of a scope, and is made three times an hour for whoever has one', async () => {
  const editor = await rollcall.signedIn('editor');
  const form = { format: 'ndjson', columns: 'user_id,email,app_metadata.region' };
  const done = await ended(editor, await startedList(editor, {}, form));
  const rows = linesOf((await file(editor, done)).text);
  const own = new Set(made.map(({ user_id: userId }) => userId));
  expect(rows.every((row) => row['app_metadata.region'] === 'eu')).toBe(true);
  expect(rows.map(({ user_id: id }) => id).filter((id) => own.has(String(id)))).toEqual(
    matching('app_metadata.region:"eu"').toSorted(),
  );
  // Neither by naming them.
  const outside = made.filter(({ app_metadata: meta }) => meta?.['region'] === 'us').slice(0, 5);
  const ids = outside.map(({ user_id: userId }) => userId);
  const named = await ended(editor, await started(editor, { ids, format: 'csv' }));
  expect(named).toMatchObject({ state: 'done', file: { rows: 0 } });
  const whole = await editor.api('POST', '/api/exports/tenant', { body: { format: 'csv' } });
  expect(whole).toMatchObject({ status: 403, body: { code: 'permission_missing' } });
  await started(editor, { ids, format: 'csv' });
  const fourth = await editor.api('POST', '/api/exports', { body: { ids, format: 'csv' } });
  expect(fourth).toMatchObject({ status: 429, body: { code: 'too_many_requests' } });
  const support = await rollcall.signedIn('support');
  const refused = await support.api('POST', '/api/exports', { body: { ids, format: 'csv' } });
  expect(refused).toMatchObject({ status: 403, body: { missing: ['users:export'] } });
}, 60_000);

it('is of everybody by a job of Auth0, under the mask, and tells nobody where Auth0 keeps it', async () => {
  const viewer = await rollcall.signedIn('viewer');
  const before = world.tenant.ledger.length;
  const answers: string[] = [];
  // Names are made of addresses: they are hidden also where no address is a column.
  for (const [browser, columns] of [
    [admin, 'user_id,name,email,connection,status'],
    [viewer, 'name,nickname,email,status'],
    [viewer, 'name,nickname'],
  ] as const) {
    const form = { format: 'ndjson', columns };
    const done = await ended(browser, await started(browser, form, '/api/exports/tenant'));
    expect(done).toMatchObject({ state: 'done', file: { rows: people } });
    answers.push(JSON.stringify(done), (await file(browser, done)).text);
  }
  const [, all = '', , masked = '', , named = ''] = answers;
  const known = made[0];
  expect(linesOf(all).find(({ user_id: id }) => id === known?.user_id)).toMatchObject({
    name: known?.name,
    connection: known?.identities[0]?.connection,
  });
  const emails = made.flatMap(({ email }) => email ?? []);
  expect(emails.filter((email) => all.includes(email)).length).toBeGreaterThan(1000);
  const list = await ended(viewer, await startedList(viewer, {}, { format: 'csv', columns: 'name' }));
  const listed = (await file(viewer, list)).text;
  expect(emails.filter((email) => [masked, named, listed].some((text) => text.includes(email)))).toEqual([]);
  expect(emails.filter((email) => made.some(({ name }) => name === email)).length).toBeGreaterThan(0);
  const asked = world.tenant.ledger.slice(before).map(({ method, path }) => `${method} ${path}`);
  expect(asked.filter((line) => line.startsWith('POST /api/v2/jobs/users-exports'))).toHaveLength(3);
  for (const told of [...answers, rollcall.log()])
    expect(told).not.toMatch(/signature=|X-Amz|\/exports\/job_/);
}, 60_000);

it('is nobody else’s, and not there under other rights than it was made with', async () => {
  const editor = await rollcall.signedIn('editor');
  const viewer = await rollcall.signedIn('viewer');
  const ids = made.slice(0, 2).map(({ user_id: userId }) => userId);
  const done = await ended(viewer, await started(viewer, { ids, format: 'csv' }));
  expect((await file(viewer, done)).status).toBe(200);
  for (const browser of [admin, editor]) {
    expect((await file(browser, done)).status).toBe(404);
    expect((await browser.api('GET', `/api/exports/${done.id}/events`)).status).toBe(404);
  }
  const { body } = await admin.api('GET', '/api/team');
  const { id } = Object(body).members.find(({ email }: { email: string }) => email.startsWith('viewer@'));
  await admin.api('POST', `/api/team/${id}/view-as`, { body: {} });
  expect((await file(admin, done)).status).toBe(404);
  expect((await admin.api('GET', '/api/exports')).body).toEqual({ exports: [] });
  const tried = await admin.api('POST', '/api/exports', { body: { ids, format: 'csv' } });
  expect(tried).toMatchObject({ status: 403, body: { code: 'viewing_as' } });
  await admin.api('DELETE', '/api/view-as');
  const grants = [{ role: 'editor-users', scope: europe, mask: ['email'] }];
  expect((await admin.api('PATCH', `/api/team/${id}`, { body: { grants } })).status).toBe(200);
  expect((await file(viewer, done)).status).toBe(404);
  const stranger = await rawRequest(rollcall.url, 'GET', `/api/exports/${done.id}/file`, {
    'Sec-Fetch-Site': 'same-origin',
  });
  expect(stranger.status).toBe(401);
  const crossSite = await file(viewer, done, { 'sec-fetch-site': 'cross-site' });
  expect(crossSite.status).toBe(403);
}, 60_000);

it('tells how it goes on, and is told in the trail with filter, columns and count', async () => {
  const form = { format: 'csv', columns: 'user_id' };
  const begun = await startedList(admin, { q: 'blocked:true' }, form);
  const events = await admin.request(`/api/exports/${begun.id}/events`, { headers: { 'x-csrf': '1' } });
  expect(events.text).toMatch(/^retry: 3000\n\nevent: export\ndata: \{/);
  expect(events.text).toMatch(/"state":"done".*\n\nevent: end\ndata: \{\}\n\n$/);
  const { body } = await admin.api('GET', `/api/audit?target=${begun.id}`);
  const [whole, asked] = Object(body).events;
  expect(whole).toMatchObject({
    action: 'user.export_made',
    actor: { name: expect.any(String) },
    changes: [{ field: 'users', after: matching('blocked:true').length + 0 }],
  });
  expect(asked).toMatchObject({ action: 'user.export', outcome: 'done', revertible: false });
  expect(asked.changes).toEqual(
    expect.arrayContaining([
      { field: 'columns', before: null, after: ['user_id'] },
      { field: 'q', before: null, after: 'blocked:true' },
    ]),
  );
}, 60_000);

it('is gone on with by the next process, where the one before was stopped', async () => {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'rollcall-export-'));
  try {
    const first = await world.rollcall({ dataDirectory });
    const browser = await first.signedIn('admin');
    world.tenant.faults.setLatency(20);
    const begun = await startedList(browser, {}, { format: 'ndjson', columns: 'user_id' });
    await pause(900);
    await first.close();
    const second = await world.rollcall({ dataDirectory });
    const again = await second.signedIn('admin');
    const done = await ended(again, begun);
    expect(done).toMatchObject({ state: 'done', file: { rows: people } });
    const ids = linesOf((await file(again, done)).text).map(({ user_id: id }) => id);
    expect(new Set(ids).size).toBe(people);
    await second.close();
  } finally {
    world.tenant.faults.clear();
    await rm(dataDirectory, { recursive: true, force: true });
  }
}, 60_000);
