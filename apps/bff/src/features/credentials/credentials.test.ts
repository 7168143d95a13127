import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Browser } from '../../testing/browser.ts';
import { from, one, pathOf, read } from '../../testing/users.ts';
import { type Rollcall, startWorld, type World } from '../../testing/world.ts';

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

function setPassword(userId: string, password: string) {
  return admin.api('PUT', pathOf(userId, '/password'), { body: { password } });
}

describe('setPassword', () => {
  it('lets the user sign in with the new password, and no longer with the old one', async () => {
    const { user_id: userId } = await one(admin, 'email:"nobody@rollcall.example"');
    const page = await setPassword(userId, 'SECRET-new-Pass-1');
    expect([page.status, page.text]).toEqual([204, '']);
    const signedIn = await rollcall.browser().signIn('nobody@rollcall.example', 'SECRET-new-Pass-1');
    expect(signedIn.href).toContain('reason=not_a_team_member');
    const refused = await rollcall.browser().signIn('nobody@rollcall.example', 'Rollcall-demo-1');
    expect(refused.origin).toBe(world.tenant.url);
    expect((await read(admin, userId)).user.last_password_reset).toBeDefined();
  });

  it.each(['google-oauth2', 'Acme-SAML', 'email', 'sms', 'Contoso-AD'])(
    'is refused for a user of %s, with the reason, and nothing is written',
    async (connection) => {
      const { user_id: userId } = await one(admin, from(connection));
      const asked = await world.asked(async () => {
        expect((await setPassword(userId, 'SECRET-Long-enough-1')).body).toMatchObject({
          status: 400,
          code: 'refused_by_tenant',
          detail: `${connection} keeps no passwords; only database connections do.`,
        });
      });
      expect(asked.filter((line) => !line.startsWith('GET'))).toEqual([]);
    },
  );

  it('names the rules that a password does not meet, before the tenant sees it', async () => {
    const { user_id: userId } = await one(admin, from('Staff-Directory'));
    const asked = await world.asked(async () => {
      const page = await setPassword(userId, 'SECRETaaa');
      expect(page.body).toMatchObject({ status: 400, code: 'password_refused' });
      const rules = Object(page.body).errors.map(({ detail }: { detail: string }) => detail);
      expect(rules).toEqual(
        expect.arrayContaining(['At least 10 characters', expect.stringContaining('identical')]),
      );
    });
    expect(asked.filter((line) => !line.startsWith('GET'))).toEqual([]);
  });

  it("refuses a password with the user's own name", async () => {
    const { user_id: userId, username = '' } = await one(
      admin,
      `${from('Staff-Directory')} AND _exists_:username`,
    );
    const page = await setPassword(userId, `SECRET-1-${username}`);
    expect(page.body).toMatchObject({ code: 'password_refused', errors: [{ field: 'password' }] });
  });

  it('tells what only the tenant knows: common and earlier passwords', async () => {
    const { user_id: userId } = await one(admin, from('Staff-Directory'));
    const common = await setPassword(userId, 'Company-2026');
    expect(common.body).toMatchObject({
      code: 'password_refused',
      detail: expect.stringContaining('commonest'),
    });
    expect((await setPassword(userId, 'SECRET-Earlier-1')).status).toBe(204);
    const again = await setPassword(userId, 'SECRET-Earlier-1');
    expect(again.body).toMatchObject({ code: 'password_refused', detail: expect.stringContaining('before') });
  });

  it.each(['', 'x'.repeat(1025), 'SECRET-\u0000-1', 5, null])(
    'refuses %j as no password at all',
    async (password) => {
      const { user_id: userId } = await one(admin, from('Staff-Directory'));
      const page = await admin.api('PUT', pathOf(userId, '/password'), { body: { password } });
      expect(page.body).toMatchObject({ code: 'invalid_input' });
    },
  );

  it('is unknown when the answer is lost, for nothing that can be read would tell', async () => {
    const { user_id: userId } = await one(admin, from('Staff-Directory'));
    world.tenant.faults.add({ kind: 'cut', when: 'after', method: 'PATCH', times: 1 });
    expect((await setPassword(userId, 'SECRET-Unknown-1')).body).toMatchObject({ code: 'outcome_unknown' });
  });

  it('leaves no password in any answer or line of the log', async () => {
    const { user_id: userId } = await one(admin, from('Staff-Directory'));
    const pages = [
      await setPassword(userId, 'SECRET'),
      await setPassword(userId, 'SECRET-Company-2026'),
      await admin.request(pathOf(userId, '/password'), {
        method: 'PUT',
        headers: { 'x-csrf': '1', 'content-type': 'application/json' },
        body: '{"password":"SECRET-unclosed',
      }),
      await admin.api('PUT', pathOf(userId, '/password'), {
        body: { password: 'SECRET-x', extra: 'SECRET-y' },
      }),
      await admin.api('GET', pathOf(userId)),
    ];
    expect(pages.map(({ text }) => text).join('\n')).not.toContain('SECRET');
    expect(rollcall.log()).toContain('/api/users/:userId/password');
    expect(rollcall.log()).not.toContain('SECRET');
  });
});
