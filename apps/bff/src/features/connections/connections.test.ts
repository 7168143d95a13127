import { ConnectionSync } from '@rollcall/shared/contract/connections.ts';
import { managementApi } from '@rollcall/tenant/testing/test-tenant.ts';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { newest } from '../../testing/audit.ts';
import type { Browser } from '../../testing/browser.ts';
import { from, one, patch, read } from '../../testing/users.ts';
import { m2m, type Rollcall, startWorld, type World } from '../../testing/world.ts';

let world: World;
let rollcall: Rollcall;
let admin: Browser;
beforeAll(async () => {
  world = await startWorld();
  rollcall = await world.rollcall();
  admin = await rollcall.signedIn('admin');
});
afterEach(() => world.tenant.faults.clear());
afterAll(() => world.close());

const google = 'con_GoogleOauth20001';
const pathTo = (id: string) => `/api/connections/${id}/sync`;

async function readSync(id: string): Promise<ConnectionSync> {
  return ConnectionSync.parse((await admin.api('GET', pathTo(id))).body);
}

function setSync(id: string, set_user_root_attributes: string, version: string, browser = admin) {
  return browser.api('PUT', pathTo(id), { body: { set_user_root_attributes, version } });
}

/** The connection as the tenant keeps it, all of its options among it. */
async function kept(id: string) {
  const api = await managementApi(world.tenant, 'rollcall_local_m2m');
  return Object((await api('GET', `/connections/${id}`)).body);
}

/** Changes the connection behind Rollcall's back. */
async function changeOptions(id: string, change: Record<string, unknown>): Promise<void> {
  const api = await managementApi(world.tenant, 'rollcall_local_m2m');
  const { options, display_name } = await kept(id);
  await api('PATCH', `/connections/${id}`, { options: { ...options, ...change }, display_name });
}

describe('setConnectionSync', () => {
  it('changes that one key, keeps all else of the connection, and opens the lock at once', async () => {
    const { user_id: userId } = await one(admin, from('google-oauth2'));
    expect((await patch(admin, userId, { nickname: 'locked' })).body).toMatchObject({ code: 'field_locked' });
    const before = await kept(google);
    const { version } = await readSync(google);
    const page = await setSync(google, 'on_first_login', version);
    expect(page.body).toMatchObject({
      connection: { name: 'google-oauth2', set_user_root_attributes: 'on_first_login' },
    });
    expect(await kept(google)).toEqual({
      ...before,
      options: { ...before.options, set_user_root_attributes: 'on_first_login' },
    });
    expect((await read(admin, userId)).user.connection).toMatchObject({
      set_user_root_attributes: 'on_first_login',
    });
    expect((await patch(admin, userId, { nickname: 'open' })).body).toMatchObject({ nickname: 'open' });
    expect(await newest(admin, { action: 'connection.set_sync' })).toMatchObject({
      outcome: 'done',
      target: { kind: 'connection', id: google, name: 'google-oauth2' },
      changes: [{ field: 'set_user_root_attributes', before: 'on_each_login', after: 'on_first_login' }],
      revertible: false,
    });
    await setSync(google, 'on_each_login', Object(page.body).version);
  });

  it('tells nothing of the secrets in the options', async () => {
    const page = await admin.api('GET', pathTo(google));
    expect(page.text).not.toContain('not-a-real-secret');
    expect(page.text).not.toContain('client_secret');
  });

  it('is refused when anything in the options has changed since they were seen, and writes nothing', async () => {
    const { version } = await readSync(google);
    await changeOptions(google, { client_secret: 'rotated' });
    const asked = await world.asked(async () => {
      expect((await setSync(google, 'never_on_login', version)).body).toMatchObject({
        status: 412,
        code: 'connection_changed',
      });
    });
    expect(asked.filter((line) => !line.startsWith('GET'))).toEqual([]);
    expect((await kept(google)).options).toMatchObject({
      client_secret: 'rotated',
      set_user_root_attributes: 'on_each_login',
    });
  });

  it('of two at the same moment lets one through', async () => {
    const { version } = await readSync(google);
    const modes = ['on_first_login', 'never_on_login'];
    const pages = await Promise.all(modes.map((mode) => setSync(google, mode, version)));
    expect(pages.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 412]);
    await setSync(google, 'on_each_login', (await readSync(google)).version);
  });

  it('is done when the answer is lost and the connection shows it, unknown when it does not', async () => {
    world.tenant.faults.add({ kind: 'cut', when: 'after', method: 'PATCH', times: 1 });
    const done = await setSync(google, 'on_first_login', (await readSync(google)).version);
    expect(done.body).toMatchObject({ connection: { set_user_root_attributes: 'on_first_login' } });
    world.tenant.faults.add({ kind: 'cut', when: 'before', method: 'PATCH', times: 1 });
    const lost = await setSync(google, 'on_each_login', Object(done.body).version);
    expect(lost.body).toMatchObject({ status: 504, code: 'outcome_unknown' });
    await setSync(google, 'on_each_login', (await readSync(google)).version);
  });

  it.each([
    ['con_UsernamePassword', 'Username-Password-Authentication'],
    ['con_PasswordlessMail', 'email'],
  ])('is refused for %s, which sets no root attributes', async (id, name) => {
    expect((await setSync(id, 'on_first_login', 'any')).body).toMatchObject({
      code: 'refused_by_tenant',
      detail: expect.stringContaining(`${name} has no such setting`),
    });
  });

  it.each(['editor', 'support', 'viewer', 'auditor'])('is not for %s', async (who) => {
    const browser = await rollcall.signedIn(who);
    const { version } = await readSync(google);
    for (const page of [
      await browser.api('GET', pathTo(google)),
      await setSync(google, 'never_on_login', version, browser),
    ]) {
      expect(page.body).toMatchObject({
        status: 403,
        code: 'permission_missing',
        missing: ['connections:edit'],
      });
    }
  });

  it('names the scope that the token lacks', async () => {
    const { tenant } = world;
    const narrow = await world.rollcall({
      tenant: {
        origin: tenant.url,
        clientId: 'rollcall_local_web',
        clientSecret: 'rollcall_local_web_secret',
        audience: `${tenant.url}/api/v2/`,
        ...m2m.readOnly,
      },
    });
    const browser = await narrow.signedIn('admin');
    expect((await setSync(google, 'never_on_login', 'any', browser)).body).toMatchObject({
      status: 403,
      code: 'scope_missing',
    });
  });
});
