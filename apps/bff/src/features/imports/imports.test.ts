import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { events, newest } from '../../testing/audit.ts';
import type { Browser } from '../../testing/browser.ts';
import { beginImport, failuresOf, type FileUser, finished, startImport } from '../../testing/importing.ts';
import { type People, peopleIn } from '../../testing/people.ts';
import { from, read, search } from '../../testing/users.ts';
import { europe, type Rollcall, startWorld, type World } from '../../testing/world.ts';

const bcrypt = `$2b$10$SECRETsecretSECRETsecr${'a'.repeat(31)}`;
const timing = { pollMs: 20, busyMs: 50, graceMs: 100 };
const invited = 'boss@import.example';

let world: World;
let rollcall: Rollcall;
let admin: Browser;
let editor: Browser;
let people: People;
beforeAll(async () => {
  world = await startWorld();
  rollcall = await world.rollcall({
    importTiming: timing,
    team: [
      { who: 'admin@rollcall.example', grant: { role: 'admin', scope: { all: true } } },
      { who: 'editor@rollcall.example', grant: { role: 'editor-users', scope: europe } },
      { who: 'viewer@rollcall.example', grant: { role: 'editor-users', scope: { all: true } } },
      { who: invited, grant: { role: 'admin', scope: { all: true } } },
    ],
  });
  [admin, editor] = await Promise.all([rollcall.signedIn('admin'), rollcall.signedIn('editor')]);
  people = await peopleIn(world);
});
afterAll(() => world.close());

/** Of one region each; who is taken over has another name. */
const us = (nth: number) => ({ app_metadata: { region: 'us', canary: `SECRET-${nth}` } });
const eu = () => ({ app_metadata: { region: 'eu' }, name: 'Taken over' });

function crowd(name: string, count: number, more: (nth: number) => object = () => ({})): FileUser[] {
  return Array.from({ length: count }, (_, nth) => ({
    email: `${name}.${nth}@import.example`,
    ...more(nth),
  }));
}

async function found(email: string): Promise<unknown[]> {
  const { body } = await people.api('GET', `/users-by-email?email=${encodeURIComponent(email)}`);
  return Array.isArray(body) ? body : [];
}

describe("an import by Auth0's jobs", () => {
  it('tells of every row what came of it, whatever happens on the way', async () => {
    const size = Number(process.env['IMPORT_ROWS'] ?? 2000);
    // Who was there before, and since long.
    const { users: there } = await search(admin, from('Username-Password-Authentication'));
    const emails = there.slice(0, 2).map(({ email }) => email);
    const users = crowd('job', size, (nth) => ({
      name: `Person ${nth}`,
      user_metadata: { note: 'x'.repeat(300), nth },
    }));
    // Auth0 is the first to know of these.
    users[3] = { email: emails[0] ?? '' };
    users[size - 1] = { email: emails[1] ?? '' };
    users[7] = { email: 'named.job@import.example', username: 'not-for-this-connection' };
    const { faults } = world.tenant;
    faults.add({ kind: 'status', status: 503, method: 'GET', path: '/api/v2/jobs/*', times: 2 });
    // Done, and nobody hears of it.
    faults.add({ kind: 'cut', when: 'after', method: 'POST', path: '/api/v2/jobs/users-imports', times: 1 });
    const begin = performance.now();
    const id = await beginImport(admin, 'create', users);
    const done = await finished(admin, id, 600);
    if (size > 2000) process.stdout.write(`${size} rows: ${Math.round(performance.now() - begin)} ms\n`);
    expect(done).toMatchObject({ state: 'done', way: 'jobs', inserted: size - 3, updated: 0 });
    expect(done.counts).toMatchObject({ done: size - 3, failed: 3, unknown: 0, pending: 0, sending: 0 });
    expect(await failuresOf(admin, id)).toMatchObject([
      { line: 5, email: emails[0], code: 'DUPLICATED_USER' },
      { line: 9, code: 'NOT_PASSED' },
      { line: size + 1, email: emails[1], code: 'DUPLICATED_USER' },
    ]);
    expect(await found('job.0@import.example')).toMatchObject([{ name: 'Person 0' }]);
    expect(await found(`job.${size - 2}@import.example`)).toHaveLength(1);
    const [end] = await events(admin, { action: 'import.end' });
    expect(end).toMatchObject({ outcome: 'done', target: { kind: 'operation', id } });
    expect(end?.changes).toContainEqual(expect.objectContaining({ field: 'inserted', after: size - 3 }));
    expect(await newest(admin, { action: 'import.begin' })).toMatchObject({ outcome: 'done' });
  }, 660_000);

  it('waits for a place while others import', async () => {
    world.tenant.faults.add({
      kind: 'status',
      status: 429,
      method: 'POST',
      path: '/api/v2/jobs/users-imports',
      times: 2,
      headers: { 'x-ratelimit-limit': '1000', 'x-ratelimit-remaining': '999' },
      body: {
        statusCode: 429,
        error: 'Too Many Requests',
        message:
          'There are 2 active import users jobs, please wait until some of them are finished and try again',
        errorCode: 'too_many_requests',
      },
    });
    const begin = performance.now();
    const done = await finished(admin, await beginImport(admin, 'create', crowd('queued', 2)));
    expect(done).toMatchObject({ state: 'done', inserted: 2 });
    // Nobody else had to wait for that.
    expect(performance.now() - begin).toBeLessThan(3000);
  });

  it('writes over metadata as a whole where it upserts, and counts it', async () => {
    const userId = await people.make({ user_metadata: { old: 1 } });
    const email = String((await read(admin, userId)).user.email);
    const done = await finished(
      admin,
      await beginImport(admin, 'upsert', [{ email, user_metadata: { fresh: 2 } }, ...crowd('upsert', 1)]),
    );
    expect(done).toMatchObject({ state: 'done', inserted: 1, updated: 1 });
    expect((await read(admin, userId)).user.user_metadata).toEqual({ fresh: 2 });
  });

  it('takes hashes, which are in no answer, no log and no event, and lie nowhere in the clear', async () => {
    const users = crowd('hash', 3, () => ({ password_hash: bcrypt }));
    users.push({ email: 'no-hash@import.example', username: 'refused' });
    const id = await startImport(admin, 'create', users);
    expect((await admin.api('POST', `/api/imports/${id}/begin`)).text).not.toContain('SECRET');
    const done = await finished(admin, id);
    expect(done).toMatchObject({ inserted: 3, counts: { failed: 1 } });
    const told = [
      JSON.stringify(done),
      JSON.stringify(await failuresOf(admin, id)),
      JSON.stringify(await events(admin)),
      rollcall.log(),
    ].join('\n');
    expect(told).not.toContain('SECRET');
    const refused = await admin.api('POST', `/api/imports`, {
      body: {
        connection: 'Username-Password-Authentication',
        mode: 'merge',
        attributes: ['email', 'password_hash'],
        total: 1,
        file: '',
      },
    });
    expect(refused).toMatchObject({ status: 400 });
    expect(refused.text).toContain('by its own import only');
  });

  it('gives nobody the account of somebody who may do more', async () => {
    const viewer = await rollcall.signedIn('viewer');
    const users = [{ email: invited, password_hash: bcrypt }, ...crowd('guarded', 1)];
    const id = await beginImport(viewer, 'create', users);
    expect(await finished(viewer, id)).toMatchObject({ inserted: 1, counts: { done: 1, refused: 1 } });
    expect(await failuresOf(viewer, id)).toMatchObject([{ email: invited, code: 'permission_missing' }]);
    expect(await found(invited)).toEqual([]);
  });
});

describe('an import row by row', () => {
  it('merges into who is there, and creates who is not', async () => {
    const userId = await people.make({ user_metadata: { a: { kept: 1 } }, name: 'Before' });
    const same = await people.make({ name: 'Same' });
    const emails = await Promise.all(
      [userId, same].map(async (id) => (await read(admin, id)).user.email ?? ''),
    );
    const done = await finished(
      admin,
      await beginImport(admin, 'merge', [
        { email: emails[0] ?? '', name: 'After', user_metadata: { a: { added: 2 } } },
        { email: emails[1] ?? '', name: 'Same' },
        { email: 'merged@import.example', user_id: 'merged-1', blocked: true },
      ]),
    );
    expect(done).toMatchObject({
      way: 'rows',
      inserted: 1,
      updated: 1,
      counts: { done: 2, already: 1, failed: 0 },
    });
    expect((await read(admin, userId)).user).toMatchObject({
      name: 'After',
      user_metadata: { a: { kept: 1, added: 2 } },
    });
    expect(await found('merged@import.example')).toMatchObject([
      { user_id: 'auth0|merged-1', blocked: true },
    ]);
    expect(await newest(admin, { action: 'user.update' })).toMatchObject({ target: { id: userId } });
  });

  it('keeps those who see certain users only from all others, and tells them the same of each', async () => {
    await finished(admin, await beginImport(admin, 'create', crowd('out', 300, us)));
    const users = [
      ...crowd('out', 300, eu),
      ...crowd('in', 20, eu),
      { email: 'elsewhere@import.example', app_metadata: { region: 'us' } },
      { email: invited, app_metadata: { region: 'eu' } },
    ];
    for (const mode of ['create', 'merge'] as const) {
      let id = '';
      const sent = mode === 'merge' ? users : users.slice(280);
      const asked = await world.asked(async () => {
        id = await beginImport(editor, mode, sent);
        await finished(editor, id, 60);
      });
      const writes = asked.filter((line) => !line.startsWith('GET') && line.includes('/api/v2/'));
      // As many as there are of theirs, and none more.
      expect(writes).toHaveLength(20);
      const failures = await failuresOf(editor, id);
      expect(failures).toHaveLength(sent.length - 20);
      const reports = failures.map(({ state, code, detail }) => JSON.stringify({ state, code, detail }));
      expect(new Set(reports).size).toBe(1);
      expect(JSON.stringify(failures)).not.toContain('SECRET');
      for (const user of users.slice(300, 320)) Object.assign(user, { user_metadata: { second: true } });
    }
    const [untouched] = await found('out.7@import.example');
    expect(untouched).toMatchObject({ app_metadata: { region: 'us', canary: 'SECRET-7' } });
    expect(untouched).not.toMatchObject({ name: 'Taken over' });
  }, 120_000);

  it('has limits for them', async () => {
    const attributes = ['email', 'app_metadata'];
    const body = { connection: 'Username-Password-Authentication', mode: 'create', attributes, file: '' };
    const start = (more: object) => editor.api('POST', '/api/imports', { body: { ...body, ...more } });
    expect(await start({ total: 1001 })).toMatchObject({ status: 413 });
    expect(await start({ total: 1, attributes: ['email', 'password_hash'] })).toMatchObject({ status: 400 });
    for (let nth = 0; nth < 3; nth += 1) {
      await finished(
        editor,
        await beginImport(
          editor,
          'create',
          crowd(`day${nth}`, 1, () => ({ app_metadata: { region: 'eu' } })),
        ),
      );
    }
    expect(await start({ total: 1 })).toMatchObject({ status: 429 });
  });
});

describe('bringing rows', () => {
  it('can be repeated, misses none, and takes only what was announced and is as it should be', async () => {
    const users = crowd('brought', 3, () => ({ name: 'A' }));
    const id = await startImport(admin, 'create', users);
    const path = `/api/imports/${id}/rows`;
    const rows = [{ line: 2, user: { email: 'brought.0@import.example' } }];
    expect(await admin.api('POST', path, { body: { start: 0, rows } })).toMatchObject({
      status: 200,
      body: { received: 3 },
    });
    expect(await admin.api('POST', path, { body: { start: 3, rows } })).toMatchObject({ status: 400 });
    const body = {
      connection: 'Username-Password-Authentication',
      mode: 'create',
      attributes: ['email'],
      total: 2,
      file: '',
    };
    const started = await admin.api('POST', '/api/imports', { body });
    const other = `/api/imports/${String(Object(started.body).id)}`;
    const add = (start: number, user: object) =>
      admin.api('POST', `${other}/rows`, { body: { start, rows: [{ line: 9, user }] } });
    expect(await add(1, { email: 'x@import.example' })).toMatchObject({ status: 400 });
    expect((await add(0, { email: 'x' })).text).toContain('Row 9: email: Does not look like');
    expect((await add(0, { email: 'x@import.example', name: 'Not announced' })).text).toContain('announced');
    expect((await add(0, { email: 'x@import.example', password: 'SECRET' })).text).not.toContain('SECRET');
    expect(await add(0, { email: 'x@import.example' })).toMatchObject({ status: 200 });
    expect(await admin.api('POST', `${other}/begin`)).toMatchObject({ status: 409 });
    expect(await add(1, { email: 'X@import.example' })).toMatchObject({ status: 200 });
    expect((await admin.api('POST', `${other}/begin`)).text).toContain('Two rows have the address');
    // Nobody else's.
    expect(await editor.api('GET', other)).toMatchObject({ status: 404 });
    expect(await editor.api('POST', `${other}/rows`, { body: { start: 0, rows } })).toMatchObject({
      status: 404,
    });
    expect(await finished(admin, await beginImport(admin, 'create', crowd('last', 1)))).toMatchObject({
      inserted: 1,
    });
  });

  it.each([
    ['google-oauth2', 'database connections only'],
    ['Nowhere', 'no such connection'],
  ])('is refused for the connection %s', async (connection, words) => {
    const body = { connection, mode: 'create', attributes: ['email'], total: 1, file: '' };
    const refused = await admin.api('POST', '/api/imports', { body });
    expect(refused).toMatchObject({ status: 400 });
    expect(refused.text).toContain(words);
  });
});
