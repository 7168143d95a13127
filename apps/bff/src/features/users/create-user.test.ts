import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { User } from '@rollcall/shared/user/user.ts';
import type { Browser } from '../../testing/browser.ts';
import { read } from '../../testing/users.ts';
import { type Rollcall, startWorld, type World } from '../../testing/world.ts';

let world: World;
let rollcall: Rollcall;
let admin: Browser;
beforeAll(async () => {
  world = await startWorld();
  rollcall = await world.rollcall();
  admin = await rollcall.signedIn('admin');
});
afterAll(() => world.close());

const database = 'Username-Password-Authentication';

function address(name: string): string {
  return `${name}@created.example`;
}

describe('createUser', () => {
  it('creates a user with exactly what was asked for', async () => {
    const page = await admin.api('POST', '/api/users', {
      body: {
        connection: database,
        email: address('whole'),
        email_verified: true,
        password: 'Long-enough-1',
        given_name: 'Whole',
        user_metadata: { kept: 1, gone: null, inner: { gone: null } },
        app_metadata: { plan: 'pro' },
      },
    });
    expect(page.status).toBe(201);
    const created = User.parse(page.body);
    expect(created).toMatchObject({
      email: address('whole'),
      email_verified: true,
      given_name: 'Whole',
      user_metadata: { kept: 1, inner: {} },
      app_metadata: { plan: 'pro' },
    });
    expect(page.text).not.toContain('Long-enough-1');
    expect((await read(admin, created.user_id)).user.email).toBe(address('whole'));
  });

  it('invites somebody with a password that is in no answer and no log', async () => {
    const email = address('guest');
    const wanted = { connection: database, email, email_verified: false, verify_email: false };
    const page = await admin.api('POST', '/api/users', { body: { ...wanted, invited: true } });
    expect(page.status).toBe(201);
    expect(page.text).not.toMatch(/password|invited/);
    const { user_id: userId } = User.parse(page.body);
    const ticket = await admin.api('POST', `/api/users/${encodeURIComponent(userId)}/password-ticket`, {
      body: { ttl_sec: 3600, mark_email_as_verified: false },
    });
    expect(ticket.status).toBe(201);
  });

  it.each([
    [{ invited: true, password: 'Long-enough-1', email: address('both') }, 'password'],
    [{ invited: true, connection: 'email', email: address('code') }, 'password'],
  ])('does not invite with %j', async (more, field) => {
    const page = await admin.api('POST', '/api/users', { body: { connection: database, ...more } });
    expect(page.body).toMatchObject({ code: 'invalid_input', errors: [{ field }] });
  });

  it('invites nobody for a member who may not make links', async () => {
    const role = await admin.api('POST', '/api/team/roles', {
      body: { title: 'Creates', permissions: ['users:read', 'users:create'] },
    });
    const grants = [{ role: Object(role.body).id, scope: { all: true }, mask: [] }];
    await admin.api('POST', '/api/team', { body: { email: 'nobody@rollcall.example', grants } });
    const creator = await rollcall.signedIn('nobody');
    const page = await creator.api('POST', '/api/users', {
      body: { connection: database, email: address('uninvited'), invited: true },
    });
    expect(page.body).toMatchObject({ code: 'permission_missing', missing: ['tickets:create'] });
  });

  it('creates users in passwordless connections', async () => {
    const mail = await admin.api('POST', '/api/users', {
      body: { connection: 'email', email: address('mail') },
    });
    const sms = await admin.api('POST', '/api/users', {
      body: { connection: 'sms', phone_number: '+4930123456789' },
    });
    expect([mail.status, sms.status]).toEqual([201, 201]);
  });

  it('names the field that is taken already', async () => {
    const body = { connection: database, email: address('twice'), password: 'Long-enough-1' };
    await admin.api('POST', '/api/users', { body });
    const page = await admin.api('POST', '/api/users', { body });
    expect(page.body).toMatchObject({ status: 409, code: 'already_exists', errors: [{ field: 'email' }] });
  });

  it.each([
    ['a connection that does not exist', { connection: 'nowhere', email: address('a') }, 'connection'],
    ['a social connection', { connection: 'google-oauth2', email: address('a') }, 'connection'],
    ['an enterprise connection', { connection: 'Acme-SAML', email: address('a') }, 'connection'],
    ['no address where one is required', { connection: database, password: 'Long-enough-1' }, 'email'],
    [
      'no username where one is required',
      { connection: 'Staff-Directory', email: address('a'), password: 'Long-enough-12' },
      'username',
    ],
    [
      'a username where there are none',
      { connection: database, email: address('a'), username: 'a', password: 'Long-enough-1' },
      'username',
    ],
    [
      'a username that is too long',
      {
        connection: 'Staff-Directory',
        email: address('a'),
        username: 'a'.repeat(16),
        password: 'Long-enough-12',
      },
      'username',
    ],
    ['no phone number for sms', { connection: 'sms' }, 'phone_number'],
    ['no password', { connection: database, email: address('a') }, 'password'],
    [
      'a password where none is kept',
      { connection: 'email', email: address('a'), password: 'Long-enough-1' },
      'password',
    ],
    [
      'a forbidden key in app_metadata',
      { connection: database, email: address('a'), app_metadata: { blocked: true } },
      'app_metadata.blocked',
    ],
  ])('refuses %s before the tenant is asked to create', async (_words, body, field) => {
    const asked = await world.asked(async () => {
      const page = await admin.api('POST', '/api/users', { body });
      expect([page.status, Object(page.body).errors?.map((error: { field: string }) => error.field)]).toEqual(
        [400, [field]],
      );
    });
    expect(asked.filter((line) => line.startsWith('POST'))).toEqual([]);
  });

  it('refuses a password by the rules it does not meet', async () => {
    const body = { connection: 'Staff-Directory', email: address('b'), username: 'bee', password: 'aaa' };
    const page = await admin.api('POST', '/api/users', { body });
    expect(page.body).toMatchObject({ status: 400, code: 'password_refused' });
    expect(Object(page.body).errors.length).toBeGreaterThan(1);
    expect(page.text).not.toContain('aaa');
  });

  it("passes on the tenant's opinion of a password in Rollcall's words", async () => {
    const body = {
      connection: 'Staff-Directory',
      email: address('c'),
      username: 'cee',
      password: 'Company-2026',
    };
    const page = await admin.api('POST', '/api/users', { body });
    expect(page.body).toMatchObject({ code: 'password_refused', errors: [{ field: 'password' }] });
  });

  it('tells a member with a scope that it failed, and nothing of who is in the way', async () => {
    const body = { connection: database, email: address('hidden'), password: 'Long-enough-1' };
    await admin.api('POST', '/api/users', { body });
    const editor = await rollcall.signedIn('editor');
    const page = await editor.api('POST', '/api/users', {
      body: { ...body, app_metadata: { region: 'eu' } },
    });
    expect(page.body).toMatchObject({
      status: 400,
      code: 'refused_by_tenant',
      detail: 'The user could not be created.',
    });
    expect(page.text).not.toMatch(/errors|already|email/i);
  });

  it('cannot create users outside what a grant covers, and can inside', async () => {
    const editor = await rollcall.signedIn('editor');
    const body = { connection: database, email: address('scoped'), password: 'Long-enough-1' };
    const outside = await editor.api('POST', '/api/users', { body });
    expect(outside.body).toMatchObject({ status: 403, code: 'permission_missing' });
    const inside = await editor.api('POST', '/api/users', {
      body: { ...body, app_metadata: { region: 'eu' } },
    });
    expect(inside.status).toBe(201);
  });
});
