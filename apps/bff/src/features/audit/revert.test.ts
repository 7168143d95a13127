import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { newest } from '../../testing/audit.ts';
import type { ApiRequest, Browser } from '../../testing/browser.ts';
import { from, one, patch, pathOf, read } from '../../testing/users.ts';
import { europe, type Rollcall, startWorld, type World } from '../../testing/world.ts';

const everybody = { all: true } as const;

let world: World;
let rollcall: Rollcall;
let admin: Browser;
beforeAll(async () => {
  world = await startWorld();
  rollcall = await world.rollcall({
    team: [
      { who: 'admin@rollcall.example', grant: { role: 'admin', scope: everybody } },
      { who: 'auditor@rollcall.example', grant: { role: 'auditor', scope: everybody } },
      { who: 'editor@rollcall.example', grant: { role: 'editor-users', scope: europe } },
      {
        who: 'editor@rollcall.example',
        grant: { role: 'auditor', scope: everybody, mask: ['phone_number'] },
      },
    ],
  });
  admin = await rollcall.signedIn('admin');
});
afterEach(() => world.tenant.faults.clear());
afterAll(() => world.close());

const database = 'Username-Password-Authentication';

async function userOf(connection = database): Promise<string> {
  return (await one(admin, from(connection))).user_id;
}

/** Reverts the newest event of the trail. */
async function revertNewest(browser: Browser, request: ApiRequest = {}) {
  const event = await newest(admin);
  return browser.api('POST', `/api/audit/${event.id}/revert`, request);
}

/** The ids of the roles of a user. */
async function rolesOf(userId: string): Promise<string[]> {
  const { body } = await admin.api('GET', pathOf(userId, '/roles'));
  return Array.from(Object(body).roles, (role) => Object(role).id);
}

/** The names of the direct permissions of a user. */
async function permissionsOf(userId: string): Promise<string[]> {
  const { body } = await admin.api('GET', pathOf(userId, '/permissions'));
  return Array.from(Object(body).permissions, (permission) => Object(permission).permission_name);
}

describe('revertAuditEvent', () => {
  it('writes back what a change of a profile and of metadata left behind, as a new act', async () => {
    const userId = await userOf();
    await patch(admin, userId, {
      name: 'Old Name',
      user_metadata: { kept: 1, plan: { seats: 2, colour: 'red' }, gone: [1, { a: null }] },
      app_metadata: { new: null },
    });
    const { user } = await read(admin, userId);
    await patch(admin, userId, {
      name: 'New Name',
      user_metadata: { plan: { seats: 3 }, gone: null },
      app_metadata: { new: { deep: true } },
    });
    const change = await newest(admin);
    const page = await revertNewest(admin, { headers: { 'audit-reason': 'A%20slip' } });
    expect([page.status, page.body]).toEqual([
      200,
      {
        userId,
        reverted: ['name', 'user_metadata.gone', 'user_metadata.plan', 'app_metadata.new'],
      },
    ]);
    const { updated_at: _then, ...before } = user;
    expect((await read(admin, userId)).user).toMatchObject(before);
    expect(await newest(admin)).toMatchObject({
      action: 'audit.revert',
      target: { kind: 'user', id: userId, name: 'New Name' },
      outcome: 'done',
      reason: 'A slip',
      reverts: change.id,
      revertible: true,
      changes: change.changes.map(({ field, before: was, after }) => ({ field, before: after, after: was })),
    });
  });

  it('can itself be reverted', async () => {
    const userId = await userOf();
    await patch(admin, userId, { nickname: 'first' });
    await patch(admin, userId, { nickname: 'second' });
    await revertNewest(admin);
    expect((await read(admin, userId)).user.nickname).toBe('first');
    expect((await revertNewest(admin)).status).toBe(200);
    expect((await read(admin, userId)).user.nickname).toBe('second');
  });

  it('unblocks who was blocked, and blocks who was unblocked', async () => {
    const userId = await userOf('github');
    await admin.api('POST', pathOf(userId, '/block'));
    expect((await revertNewest(admin)).body).toEqual({ userId, reverted: ['blocked'] });
    expect((await read(admin, userId)).user.blocked).toBe(false);
    expect((await revertNewest(admin)).status).toBe(200);
    expect((await read(admin, userId)).user.blocked).toBe(true);
  });

  it('refuses to write over what was changed since, names those fields, and writes nothing', async () => {
    const userId = await userOf();
    await patch(admin, userId, { nickname: 'a', user_metadata: { x: 1, y: 1 } });
    await patch(admin, userId, { nickname: 'b', user_metadata: { x: 2, y: 2 } });
    const { id } = await newest(admin);
    await patch(admin, userId, { nickname: 'c', user_metadata: { y: { z: 3 } } });
    const asked = await world.asked(async () => {
      expect((await admin.api('POST', `/api/audit/${id}/revert`)).body).toMatchObject({
        code: 'conflict',
        errors: [{ field: 'nickname' }, { field: 'user_metadata.y' }],
      });
    });
    expect(asked.filter((line) => !line.startsWith('GET'))).toEqual([]);
    expect(await newest(admin)).toMatchObject({
      action: 'audit.revert',
      outcome: 'failed',
      problem: 'conflict',
    });
  });

  it('reverts neither what was not done nor what is no change of a profile nor what does not exist', async () => {
    const userId = await userOf();
    world.tenant.faults.add({
      kind: 'status',
      status: 400,
      method: 'PATCH',
      path: '/api/v2/users/*',
      times: 1,
      body: {},
    });
    await admin.api('POST', pathOf(userId, '/block'));
    expect((await revertNewest(admin)).body).toMatchObject({
      code: 'not_revertible',
      detail: 'This act was not done, so there is nothing to revert.',
    });
    const signIn = await newest(admin, { action: 'session.sign_in' });
    expect((await admin.api('POST', `/api/audit/${signIn.id}/revert`)).body).toMatchObject({
      code: 'not_revertible',
      detail: expect.stringMatching(/^Only changes of profiles/),
    });
    expect((await admin.api('POST', '/api/audit/999999/revert')).body).toMatchObject({ code: 'not_found' });
    expect((await admin.api('POST', '/api/audit/0/revert')).body).toMatchObject({ code: 'invalid_input' });
  });

  it('needs the permissions that the change needed, over this user', async () => {
    const [auditor, editor] = [await rollcall.signedIn('auditor'), await rollcall.signedIn('editor')];
    const inside = (await one(admin, `${from(database)} AND app_metadata.region:eu`)).user_id;
    const outside = (await one(admin, `${from(database)} AND app_metadata.region:us`)).user_id;
    await patch(admin, inside, { nickname: 'inside' });
    const { id } = await newest(admin);
    expect((await auditor.api('POST', `/api/audit/${id}/revert`)).body).toMatchObject({
      code: 'permission_missing',
      missing: ['users:edit'],
    });
    expect((await editor.api('POST', `/api/audit/${id}/revert`)).status).toBe(200);
    await patch(admin, outside, { nickname: 'outside' });
    expect((await revertNewest(editor)).body).toMatchObject({ code: 'permission_missing' });
    expect((await read(admin, outside)).user.nickname).toBe('outside');
  });

  it('moves nobody out of what the grants cover', async () => {
    const editor = await rollcall.signedIn('editor');
    const userId = (await one(admin, `${from(database)} AND app_metadata.region:us`)).user_id;
    await patch(admin, userId, { app_metadata: { region: 'eu' } });
    expect((await revertNewest(editor)).body).toMatchObject({ code: 'permission_missing' });
    expect((await read(admin, userId)).user.app_metadata).toMatchObject({ region: 'eu' });
  });

  it('asks for a reason where the permissions of the change ask for one', async () => {
    const userId = await userOf();
    await patch(admin, userId, { nickname: 'reasons' });
    const { id } = await newest(admin);
    await admin.api('PUT', '/api/team/settings', { body: { reasonRequired: ['users:edit'] } });
    expect((await admin.api('POST', `/api/audit/${id}/revert`)).body).toMatchObject({
      code: 'reason_required',
    });
    const headers = { 'audit-reason': 'A%20slip' };
    expect((await admin.api('POST', `/api/audit/${id}/revert`, { headers })).status).toBe(200);
    await admin.api('PUT', '/api/team/settings', { body: { reasonRequired: [] } });
  });

  describe('of roles and permissions', () => {
    const clerk = 'rol_BillingClerk0000';
    const refund = {
      resource_server_identifier: 'https://api.meridian.example/billing',
      permission_name: 'refund:payments',
    };
    /** Somebody without the role. */
    const withoutRole = async () => {
      const userId = await userOf('email');
      await admin.api('DELETE', pathOf(userId, `/roles/${clerk}`));
      return userId;
    };
    const assign = (userId: string) =>
      admin.api('POST', pathOf(userId, '/roles'), { body: { roles: [clerk] } });

    it('takes what was given and gives what was taken, and can itself be reverted', async () => {
      const userId = await withoutRole();
      await assign(userId);
      expect((await revertNewest(admin)).body).toEqual({ userId, reverted: [`roles.${clerk}`] });
      expect(await rolesOf(userId)).not.toContain(clerk);
      expect(await newest(admin)).toMatchObject({
        action: 'audit.revert',
        outcome: 'done',
        revertible: true,
        changes: [{ field: `roles.${clerk}`, before: 'Billing Clerk', after: null }],
      });
      expect((await revertNewest(admin)).status).toBe(200);
      expect(await rolesOf(userId)).toContain(clerk);
      await admin.api('DELETE', pathOf(userId, `/roles/${clerk}`));
      expect((await revertNewest(admin)).status).toBe(200);
      expect(await rolesOf(userId)).toContain(clerk);
    });

    it('does the same with direct permissions', async () => {
      const userId = await userOf('sms');
      await admin.api('POST', pathOf(userId, '/permissions'), { body: { permissions: [refund] } });
      expect((await revertNewest(admin)).status).toBe(200);
      expect(await permissionsOf(userId)).not.toContain('refund:payments');
      expect((await revertNewest(admin)).status).toBe(200);
      expect(await permissionsOf(userId)).toContain('refund:payments');
    });

    it('refuses to undo what somebody has changed since, and writes nothing', async () => {
      const userId = await withoutRole();
      await assign(userId);
      const { id } = await newest(admin);
      await admin.api('DELETE', pathOf(userId, `/roles/${clerk}`));
      const asked = await world.asked(async () => {
        expect((await admin.api('POST', `/api/audit/${id}/revert`)).body).toMatchObject({
          code: 'conflict',
          errors: [{ field: `roles.${clerk}`, detail: 'It was taken since.' }],
        });
      });
      expect(asked.filter((line) => !line.startsWith('GET'))).toEqual([]);
    });

    it('needs roles:assign, and the role to be one that may be given', async () => {
      const [auditor, editor] = [await rollcall.signedIn('auditor'), await rollcall.signedIn('editor')];
      const userId = (await one(admin, `${from(database)} AND app_metadata.region:eu`)).user_id;
      await admin.api('DELETE', pathOf(userId, `/roles/${clerk}`));
      await assign(userId);
      const { id } = await newest(admin);
      expect((await auditor.api('POST', `/api/audit/${id}/revert`)).body).toMatchObject({
        code: 'permission_missing',
        missing: ['roles:assign'],
      });
      expect((await editor.api('POST', `/api/audit/${id}/revert`)).body).toMatchObject({
        code: 'beyond_own_rights',
      });
      expect(await rolesOf(userId)).toContain(clerk);
    });
  });
});
