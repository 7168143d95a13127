import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser } from '../testing/browser.ts';
import { one, patch, pathOf, read } from '../testing/users.ts';
import { europe, type Rollcall, startWorld, type World } from '../testing/world.ts';

const everybody = { all: true } as const;
const connection = 'Username-Password-Authentication';
const password = 'Long-enough-1';

let world: World;
let rollcall: Rollcall;
let admin: Browser;
let editor: Browser;
let bossId: string;
const ids = new Map<string, string>();
beforeAll(async () => {
  world = await startWorld();
  rollcall = await world.rollcall({
    team: [
      { who: 'admin@rollcall.example', grant: { role: 'admin', scope: everybody } },
      { who: 'editor@rollcall.example', grant: { role: 'editor-users', scope: everybody } },
      { who: 'support@rollcall.example', grant: { role: 'support', scope: europe } },
      { who: 'viewer@rollcall.example', grant: { role: 'viewer-users', scope: everybody } },
      { who: 'auditor@rollcall.example', grant: { role: 'viewer-users', scope: europe } },
      { who: 'Boss@Corp.Example', grant: { role: 'admin', scope: everybody } },
      { who: 'boss2@corp.example', grant: { role: 'admin', scope: everybody } },
    ],
  });
  [admin, editor] = await Promise.all([rollcall.signedIn('admin'), rollcall.signedIn('editor')]);
  await Promise.all([
    rollcall.signedIn('support'),
    rollcall.signedIn('viewer'),
    rollcall.signedIn('auditor'),
  ]);
  for (const name of ['admin', 'editor', 'support', 'viewer', 'auditor', 'nobody']) {
    const found = await one(admin, `email:"${name}@rollcall.example"`);
    ids.set(name, found.user_id);
    await patch(admin, found.user_id, { app_metadata: { region: 'eu' } });
  }
  const boss = { connection, email: 'boss@corp.example', password, email_verified: false };
  bossId = Object((await admin.api('POST', '/api/users', { body: boss })).body).user_id;
});
afterAll(() => world.close());

function idOf(name: string): string {
  return ids.get(name) ?? '';
}

interface Write {
  method: string;
  rest: string;
  body?: unknown;
}

const newPassword: Write = { method: 'PUT', rest: '/password', body: { password } };
const edit: Write = { method: 'PATCH', rest: '', body: { user_metadata: { seen: true } } };

/** Every way to write to a user. */
const writes: Write[] = [
  newPassword,
  edit,
  { method: 'POST', rest: '/block' },
  { method: 'POST', rest: '/unblock' },
  { method: 'DELETE', rest: '' },
];

async function write(browser: Browser, userId: string, { method, rest, body }: Write) {
  const { etag } = await read(browser, userId);
  const sent = body === undefined ? {} : { body };
  return browser.api(method, pathOf(userId, rest), { ...sent, headers: { 'if-match': etag } });
}

/** The problem that a call is refused with, and what it wrote all the same. */
async function refusal(act: () => Promise<{ body: unknown }>) {
  let problem: unknown;
  const asked = await world.asked(async () => {
    problem = (await act()).body;
  });
  return { problem, written: asked.filter((line) => !line.startsWith('GET')) };
}

/** Refused for this reason, before anything is written. */
function because(detail: string) {
  return {
    problem: expect.objectContaining({
      status: 403,
      code: 'permission_missing',
      detail: expect.stringContaining(detail),
    }),
    written: [],
  };
}

describe('the account of a team member', () => {
  it.each(writes)('who is Admin cannot be written to by an Editor: $method $rest', async (row) => {
    expect(await refusal(() => write(editor, idOf('admin'), row))).toEqual(
      because('a higher team role than yours'),
    );
  });

  it('with rights over more users cannot be taken over from a smaller scope', async () => {
    const support = await rollcall.signedIn('support');
    const act = () => write(support, idOf('viewer'), newPassword);
    expect(await refusal(act)).toEqual(because('over more users'));
    expect((await act()).body).toMatchObject({ missing: ['users:read'] });
  });

  it('with rights that one has oneself can be written to, and so can one that is outside the team', async () => {
    const support = await rollcall.signedIn('support');
    expect((await write(support, idOf('auditor'), edit)).status).toBe(200);
    expect((await write(editor, idOf('support'), edit)).status).toBe(200);
    expect((await write(editor, idOf('nobody'), newPassword)).status).toBe(204);
  });

  it('can be written to by its owner', async () => {
    expect((await write(editor, idOf('editor'), edit)).status).toBe(200);
  });

  it('can be written to by an Admin, whoever it belongs to', async () => {
    expect((await write(admin, idOf('editor'), edit)).status).toBe(200);
    expect((await write(admin, idOf('admin'), edit)).status).toBe(200);
  });

  it('can be read by whoever may read it', async () => {
    expect((await editor.api('GET', pathOf(idOf('admin')))).status).toBe(200);
  });
});

describe('an invitation that nobody has taken', () => {
  const account = { connection, password, email: 'BOSS2@corp.example', email_verified: true };

  it('cannot be taken by creating a user with its address', async () => {
    expect(await refusal(() => editor.api('POST', '/api/users', { body: account }))).toEqual(
      because('is invited'),
    );
  });

  it('cannot be taken by giving its address to a user', async () => {
    const change = { email: account.email, email_verified: true };
    expect(await refusal(() => patch(editor, idOf('nobody'), change))).toEqual(because('is invited'));
    expect(await refusal(() => patch(editor, idOf('editor'), change))).toEqual(because('is invited'));
  });

  it.each(writes)('cannot be taken through an account that has its address: $method $rest', async (row) => {
    expect(await refusal(() => write(editor, bossId, row))).toEqual(because('in the team'));
  });

  it('does not keep an Editor from creating others, nor an Admin from creating the invited person', async () => {
    const other = { ...account, email: 'other@corp.example' };
    expect((await editor.api('POST', '/api/users', { body: other })).status).toBe(201);
    expect((await admin.api('POST', '/api/users', { body: account })).status).toBe(201);
    const landed = await rollcall.browser().signIn('boss2@corp.example', password);
    expect(landed.pathname).toBe('/users');
  });
});
