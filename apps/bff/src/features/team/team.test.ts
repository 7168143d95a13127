import type { Row } from '@rollcall/shared/contract/row.ts';
import { TeamMemberDetail, teamRows } from '@rollcall/shared/contract/team.ts';
import { z } from 'zod';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser } from '../../testing/browser.ts';
import { europe, type Rollcall, startWorld, type World } from '../../testing/world.ts';

const everybody = { all: true } as const;
const manager = { role: '', scope: everybody, mask: ['email'] };

let world: World;
let rollcall: Rollcall;
let admin: Browser;
let lead: Browser;
beforeAll(async () => {
  world = await startWorld();
  rollcall = await world.rollcall();
  admin = await rollcall.signedIn('admin');
  const made = await admin.api('POST', '/api/team/roles', {
    body: { title: 'Team lead', permissions: ['users:read', 'users:block', 'team:manage'] },
  });
  manager.role = Object(made.body).id;
  await change('editor', [manager]);
  lead = await rollcall.signedIn('editor');
});
afterAll(() => world.close());

async function team(browser = admin): Promise<TeamMemberDetail[]> {
  const page = await browser.api('GET', '/api/team');
  return z.object({ members: z.array(TeamMemberDetail) }).parse(page.body).members;
}

async function member(name: string, browser = admin): Promise<TeamMemberDetail> {
  const found = (await team(browser)).find(({ email }) => email === `${name}@rollcall.example`);
  if (found === undefined) throw new Error(`${name} is not in the team.`);
  return found;
}

async function change(name: string, grants: unknown[], browser = admin) {
  const { id } = await member(name);
  return browser.api('PATCH', `/api/team/${id}`, { body: { grants } });
}

function viewer(scope: unknown = everybody, mask: string[] = []) {
  return { role: 'viewer-users', scope, mask };
}

describe('the team page', () => {
  it('lists everybody with roles, status, sessions and whether the caller may change them', async () => {
    expect(await member('editor')).toMatchObject({
      name: expect.any(String),
      subject: expect.stringMatching(/^auth0\|/),
      status: 'active',
      grants: [manager],
      source: 'team',
      sessions: 1,
      lastSeenAt: expect.any(String),
      mayChange: { allowed: true },
    });
    expect(await member('viewer')).toMatchObject({ status: 'invited', sessions: 0 });
    const refused = { allowed: false, sentence: expect.stringContaining('their own place') };
    expect((await member('admin')).mayChange).toEqual(refused);
    const above = { allowed: false, sentence: expect.stringContaining('the team role Admin') };
    expect((await member('admin', lead)).mayChange).toEqual(above);
  });

  it('is closed to whoever does not manage the team', async () => {
    const support = await rollcall.signedIn('support');
    for (const [method, path] of [
      ['GET', '/api/team'],
      ['GET', '/api/team/roles'],
      ['DELETE', `/api/team/${(await member('viewer')).id}`],
    ] as const) {
      expect((await support.api(method, path)).body).toMatchObject({
        code: 'permission_missing',
        missing: ['team:manage'],
      });
    }
  });

  it('says to everybody who can give what is missing', async () => {
    const support = await rollcall.signedIn('support');
    const { body } = await support.api('GET', '/api/team/managers');
    const names = (await Promise.all([member('admin'), member('editor')])).map(({ name }) => ({ name }));
    expect(body).toEqual({ managers: expect.arrayContaining(names) });
    expect(Object(body).managers).toHaveLength(2);
  });

  it('answers 404 for who is not in the team, and refuses what is no id', async () => {
    const nobody = '/api/team/00000000-0000-4000-8000-000000000000';
    expect((await admin.api('POST', `${nobody}/disable`)).body).toMatchObject({ code: 'not_found' });
    expect((await admin.api('DELETE', nobody)).body).toMatchObject({ code: 'not_found' });
    expect((await admin.api('DELETE', '/api/team/nobody')).body).toMatchObject({ code: 'invalid_input' });
  });
});

describe('an invitation', () => {
  const nobody = { email: 'Nobody@rollcall.example', grants: [viewer(europe)] };

  it('gives a place to whoever signs in with that address, and a link that says nothing secret', async () => {
    expect((await rollcall.browser().signIn(nobody.email)).search).toContain('not_a_team_member');
    const { status, body } = await lead.api('POST', '/api/team', {
      body: { ...nobody, grants: [viewer(europe, ['email'])] },
    });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      link: `${rollcall.url}/sign-in?invited=Nobody%40rollcall.example`,
      member: {
        email: 'nobody@rollcall.example',
        status: 'invited',
        sessions: 0,
        mayChange: { allowed: true },
      },
    });
    const person = rollcall.browser();
    expect((await person.signIn(nobody.email)).pathname).toBe('/users');
    expect(await member('nobody')).toMatchObject({ status: 'active', subject: expect.any(String) });
  });

  it('is not given twice, nor to somebody who is in the team', async () => {
    for (const email of ['nobody@rollcall.example', 'VIEWER@rollcall.example']) {
      const { body } = await admin.api('POST', '/api/team', { body: { ...nobody, email } });
      expect(body).toMatchObject({ code: 'already_exists' });
    }
  });

  it.each([
    ['more permissions', { role: 'support', scope: europe, mask: ['email'] }],
    ['sight of what is hidden from the inviter', viewer(europe)],
    ['Admin', { role: 'admin', scope: everybody, mask: ['email'] }],
  ])('does not give %s than the inviter has', async (_words, grant) => {
    const before = (await team()).length;
    const { body } = await lead.api('POST', '/api/team', {
      body: { email: 'new@rollcall.example', grants: [grant] },
    });
    expect(body).toMatchObject({ status: 403, code: 'beyond_own_rights' });
    expect(await team()).toHaveLength(before);
  });

  it('is not given with a role that is not there', async () => {
    const grants = [{ ...viewer(), role: 'role_0000000000000000' }];
    const { body } = await admin.api('POST', '/api/team', {
      body: { email: 'new@rollcall.example', grants },
    });
    expect(body).toMatchObject({ code: 'invalid_input', errors: [{ field: 'grants.0.role' }] });
  });
});

describe('a change of grants', () => {
  it('counts at the next request, in a session that is open', async () => {
    const auditor = await rollcall.signedIn('auditor');
    expect(Object((await auditor.api('GET', '/api/me')).body).permissions).toContain('audit:read');
    const { status, body } = await change('auditor', [viewer(europe, ['email'])], lead);
    // The lead has no audit:read, so may not even take it away.
    expect([status, Object(body).code]).toEqual([403, 'beyond_own_rights']);
    expect((await change('auditor', [viewer(europe, ['email'])])).status).toBe(200);
    expect((await auditor.api('GET', '/api/me')).body).toMatchObject({
      permissions: ['users:read'],
      masked: ['email'],
    });
    expect((await change('auditor', [{ role: 'auditor', scope: everybody, mask: [] }])).status).toBe(200);
    expect(Object((await auditor.api('GET', '/api/me')).body).permissions).toContain('audit:read');
  });

  it('is not made to oneself, nor to somebody who has more', async () => {
    for (const [browser, name] of [
      [admin, 'admin'],
      [lead, 'editor'],
      [lead, 'admin'],
      [lead, 'support'],
    ] as const) {
      const { body } = await change(name, [viewer(europe, ['email'])], browser);
      expect(body).toMatchObject({ status: 403, code: 'beyond_own_rights' });
    }
    expect((await member('admin')).grants).toMatchObject([{ role: 'admin' }]);
  });

  it('needs a fresh sign-in, as every change of the team does', () => {
    const changes = Object.entries<Row>(teamRows).filter(
      ([, { method, path }]) =>
        method !== 'GET' && /^\/api\/team(?!\/(scope-preview|:memberId\/view-as)$)/.test(path),
    );
    expect(changes).toHaveLength(10);
    expect(changes.filter(([, { stepUp }]) => stepUp !== true)).toEqual([]);
  });
});

describe('disabling', () => {
  it('ends the sessions and keeps the person out, until they are enabled', async () => {
    const viewing = await rollcall.signedIn('viewer');
    const { id } = await member('viewer');
    const disabled = await admin.api('POST', `/api/team/${id}/disable`);
    expect(disabled.body).toMatchObject({ id, status: 'disabled', sessions: 0 });
    expect((await viewing.api('GET', '/api/me')).status).toBe(401);
    expect((await rollcall.browser().signIn('viewer@rollcall.example')).search).toContain(
      'not_a_team_member',
    );
    const enabled = await admin.api('POST', `/api/team/${id}/enable`);
    expect(enabled.body).toMatchObject({ id, status: 'active', grants: [{ role: 'viewer-users' }] });
    expect((await viewing.api('GET', '/api/me')).status).toBe(401);
    expect((await rollcall.signedIn('viewer')).cookie('sid')).toBeDefined();
  });

  it('is not done to oneself, nor to somebody who has more', async () => {
    for (const browser of [admin, lead]) {
      const { id } = await member('admin');
      const { body } = await browser.api('POST', `/api/team/${id}/disable`);
      expect(body).toMatchObject({ code: 'beyond_own_rights' });
    }
  });
});

describe('ending sessions', () => {
  it('ends all of a person, who may sign in again', async () => {
    const [one, other] = [await rollcall.signedIn('support'), await rollcall.signedIn('support')];
    const { id } = await member('support');
    const { body } = await admin.api('POST', `/api/team/${id}/end-sessions`);
    expect(Object(body).ended).toBeGreaterThanOrEqual(2);
    for (const browser of [one, other]) expect((await browser.api('GET', '/api/me')).status).toBe(401);
    expect((await (await rollcall.signedIn('support')).api('GET', '/api/me')).status).toBe(200);
  });

  it('is not done by somebody who has less', async () => {
    const { id } = await member('support');
    const { body } = await lead.api('POST', `/api/team/${id}/end-sessions`);
    expect(body).toMatchObject({ code: 'beyond_own_rights' });
  });
});

describe('removing', () => {
  it('ends everything of a person in the team, and a new invitation begins anew', async () => {
    const person = await rollcall.signedIn('nobody');
    const { id } = await member('nobody');
    expect((await lead.api('DELETE', `/api/team/${id}`)).status).toBe(204);
    expect((await person.api('GET', '/api/me')).status).toBe(401);
    expect((await rollcall.browser().signIn('nobody@rollcall.example')).search).toContain(
      'not_a_team_member',
    );
    const { body } = await lead.api('POST', '/api/team', {
      body: { email: 'nobody@rollcall.example', grants: [viewer(europe, ['email'])] },
    });
    expect(Object(body).member.id).not.toBe(id);
  });

  it('does not leave the team without an Admin: of two who remove each other, one stays', async () => {
    await change('auditor', [{ role: 'admin', scope: everybody, mask: [] }]);
    const second = await rollcall.signedIn('auditor');
    const [ada, aud] = await Promise.all([member('admin'), member('auditor')]);
    const answers = await Promise.all([
      admin.api('DELETE', `/api/team/${aud.id}`),
      second.api('DELETE', `/api/team/${ada.id}`),
    ]);
    const refused = answers.filter(({ status }) => status !== 204);
    expect(refused).toHaveLength(1);
    // Refused by the rule, or no longer in the team by the time that it was asked.
    expect([401, 409]).toContain(refused[0]?.status);
    const left = answers[0]?.status === 204 ? admin : second;
    const admins = (await team(left)).filter(({ grants }) => grants.some(({ role }) => role === 'admin'));
    expect(admins).toHaveLength(1);
  });
});
