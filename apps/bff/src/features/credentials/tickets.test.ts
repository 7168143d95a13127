import { Ticket } from '@rollcall/shared/contract/credentials.ts';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { newest } from '../../testing/audit.ts';
import type { Browser } from '../../testing/browser.ts';
import { from, one, patch, pathOf, read } from '../../testing/users.ts';
import { m2m, type Rollcall, startWorld, type World } from '../../testing/world.ts';

const database = 'Username-Password-Authentication';
const day = 86_400;

let world: World;
let rollcall: Rollcall;
let admin: Browser;
/** May make links and edit profiles, and may not set passwords. */
let helper: Browser;
beforeAll(async () => {
  world = await startWorld();
  rollcall = await world.rollcall();
  admin = await rollcall.signedIn('admin');
  const permissions = ['users:read', 'users:edit', 'tickets:create'];
  const role = await admin.api('POST', '/api/team/roles', { body: { title: 'Links only', permissions } });
  const grants = [{ role: z.object({ id: z.string() }).parse(role.body).id, scope: { all: true }, mask: [] }];
  await admin.api('POST', '/api/team', { body: { email: 'nobody@rollcall.example', grants } });
  helper = await rollcall.signedIn('nobody');
});
afterEach(() => world.tenant.faults.clear());
afterAll(() => world.close());

let count = 0;
async function newUser(connection = database): Promise<string> {
  count += 1;
  const email = `ticket.${count}@example.com`;
  const password = connection === database ? { password: 'SECRET-First-1' } : {};
  const page = await admin.api('POST', '/api/users', {
    body: { connection, email, email_verified: false, verify_email: false, ...password },
  });
  return z.object({ user_id: z.string() }).parse(page.body).user_id;
}

function makeLink(
  browser: Browser,
  userId: string,
  body: object = { ttl_sec: day, mark_email_as_verified: false },
) {
  return browser.api('POST', pathOf(userId, '/password-ticket'), { body });
}

async function mailTo(userId: string): Promise<string> {
  const { user } = await read(admin, userId);
  const page = await fetch(`${world.tenant.url}/mailbox?recipient=${encodeURIComponent(user.email ?? '')}`);
  return page.text();
}

describe('createPasswordTicket', () => {
  it('gives a link by which the user chooses a password, once and with an end', async () => {
    const userId = await newUser();
    const page = await makeLink(admin, userId, { ttl_sec: 3600, mark_email_as_verified: true });
    expect(page.status).toBe(201);
    const { ticket, expires_at: end } = Ticket.parse(page.body);
    expect(Math.abs(Date.parse(end) - Date.now() - 3_600_000)).toBeLessThan(10_000);
    const token = new URL(ticket).searchParams.get('ticket') ?? '';
    const body = new URLSearchParams({ ticket: token, password: 'Their-Own-77', again: 'Their-Own-77' });
    const use = () => fetch(new URL('/u/reset-password', world.tenant.url), { method: 'POST', body });
    expect((await use()).ok).toBe(true);
    const { user } = await read(admin, userId);
    expect(user.email_verified).toBe(true);
    const signedIn = await rollcall.browser().signIn(user.email ?? '', 'Their-Own-77');
    expect(signedIn.href).toContain('reason=not_a_team_member');
    expect(await (await use()).text()).not.toContain('Password changed');
  });

  it('leaves no link in the audit trail or the log', async () => {
    const userId = await newUser();
    const { ticket } = Ticket.parse((await makeLink(admin, userId)).body);
    const token = new URL(ticket).searchParams.get('ticket') ?? '';
    expect(token.length).toBeGreaterThan(20);
    const event = await newest(admin, { action: 'user.create_password_ticket' });
    expect(event).toMatchObject({ outcome: 'done', target: { id: userId } });
    expect(JSON.stringify(event)).not.toContain(token);
    expect(rollcall.log()).not.toContain(token);
  });

  it.each(['google-oauth2', 'Acme-SAML', 'sms'])('is refused for a user of %s', async (connection) => {
    const { user_id: userId } = await one(admin, from(connection));
    const asked = await world.asked(async () => {
      expect((await makeLink(admin, userId)).body).toMatchObject({
        code: 'refused_by_tenant',
        detail: `${connection} keeps no passwords; only database connections do.`,
      });
    });
    expect(asked.filter((line) => !line.startsWith('GET'))).toEqual([]);
  });

  it.each([0, 299, 2_592_001, 1.5, '3600'])('refuses the lifetime %j', async (ttl) => {
    const page = await makeLink(admin, 'auth0|none', { ttl_sec: ttl, mark_email_as_verified: false });
    expect(page.body).toMatchObject({ code: 'invalid_input' });
  });

  it('is open to who may make links and not set passwords, and to nobody with neither', async () => {
    const userId = await newUser();
    expect((await makeLink(helper, userId)).status).toBe(201);
    const set = await helper.api('PUT', pathOf(userId, '/password'), { body: { password: 'SECRET-2-Long' } });
    expect(set.body).toMatchObject({ code: 'permission_missing', missing: ['password:set'] });
    const refused = await makeLink(await rollcall.signedIn('viewer'), userId);
    expect(refused.body).toMatchObject({ code: 'permission_missing', missing: ['tickets:create'] });
  });

  it('does not follow a change of the address within a day, unless one may set passwords', async () => {
    const userId = await newUser();
    expect((await patch(helper, userId, { email: `moved.${count}@example.com` })).status).toBe(200);
    const refused = await makeLink(helper, userId);
    expect(refused.body).toMatchObject({ code: 'permission_missing', missing: ['password:set'] });
    const mail = await helper.api('POST', pathOf(userId, '/password-email'));
    expect(mail.body).toMatchObject({ code: 'permission_missing', missing: ['password:set'] });
    expect((await makeLink(admin, userId)).status).toBe(201);
  });

  it('does not follow a change of which nobody knows whether it was done', async () => {
    const userId = await newUser();
    world.tenant.faults.add({ kind: 'cut', when: 'before', method: 'PATCH', times: 1 });
    const lost = await patch(helper, userId, { email: `lost.${count}@example.com` });
    expect(lost.body).toMatchObject({ code: 'outcome_unknown' });
    const refused = await makeLink(helper, userId);
    expect(refused.body).toMatchObject({ code: 'permission_missing', missing: ['password:set'] });
  });

  it('is unknown when the answer is lost, and is not asked for again', async () => {
    const userId = await newUser();
    world.tenant.faults.add({ kind: 'cut', when: 'after', method: 'POST', times: 1 });
    const asked = await world.asked(async () => {
      expect((await makeLink(admin, userId)).body).toMatchObject({ code: 'outcome_unknown' });
    });
    expect(asked.filter((line) => line.startsWith('POST'))).toHaveLength(1);
  });

  it('needs the scope of the token, and says which', async () => {
    const readOnly = await world.rollcall({ tenant: { ...tenantOf(), ...m2m.readOnly } });
    const page = await makeLink(await readOnly.signedIn('admin'), await newUser());
    expect(page.body).toMatchObject({ code: 'scope_missing' });
  });
});

function tenantOf() {
  const { url } = world.tenant;
  return {
    origin: url,
    clientId: 'rollcall_local_web',
    clientSecret: 'rollcall_local_web_secret',
    audience: `${url}/api/v2/`,
  };
}

describe('sendPasswordEmail', () => {
  it('has the tenant send the user a link', async () => {
    const userId = await newUser();
    expect((await admin.api('POST', pathOf(userId, '/password-email'))).status).toBe(204);
    expect(await mailTo(userId)).toContain('Choose a new password');
  });
});

describe('the e-mail address', () => {
  it('is verified by an e-mail that is sent again', async () => {
    const userId = await newUser();
    const page = await admin.api('POST', pathOf(userId, '/verification-email'));
    expect(page.body).toEqual({ status: 'completed' });
    expect(await mailTo(userId)).toContain('Verify your e-mail address');
  });

  it('is verified by a link', async () => {
    const userId = await newUser();
    const page = await admin.api('POST', pathOf(userId, '/verification-ticket'), { body: { ttl_sec: day } });
    await fetch(Ticket.parse(page.body).ticket);
    expect((await read(admin, userId)).user.email_verified).toBe(true);
  });

  it.each(['password-email', 'verification-email', 'verification-ticket'])(
    'is nothing that a viewer sends a %s to',
    async (path) => {
      const viewer = await rollcall.signedIn('viewer');
      const body = path.endsWith('ticket') ? { body: { ttl_sec: day } } : {};
      const page = await viewer.api('POST', pathOf(await newUser(), `/${path}`), body);
      expect(page.body).toMatchObject({ code: 'permission_missing', missing: ['tickets:create'] });
    },
  );
});

function setAndSignOut(userId: string) {
  return admin.api('PUT', pathOf(userId, '/password'), {
    body: { password: 'SECRET-Other-1', sign_out: true },
  });
}

describe('signing out with a new password', () => {
  it('revokes what lets applications stay signed in', async () => {
    const userId = await newUser();
    const asked = await world.asked(async () => expect((await setAndSignOut(userId)).status).toBe(204));
    expect(asked.filter((line) => line.startsWith('POST'))).toEqual([
      `POST /api/v2/users/${encodeURIComponent(userId)}/revoke-access`,
    ]);
  });

  it('says that the password is set when the signing out failed', async () => {
    const userId = await newUser();
    world.tenant.faults.add({ kind: 'status', status: 503, method: 'POST', times: 1 });
    const page = await setAndSignOut(userId);
    expect(page.body).toMatchObject({ code: 'partly_saved', saved: ['password'] });
  });
});
