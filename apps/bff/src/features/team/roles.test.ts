import { TeamRoleDetail } from '@rollcall/shared/contract/team.ts';
import { z } from 'zod';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser } from '../../testing/browser.ts';
import { europe, type Rollcall, startWorld, type World } from '../../testing/world.ts';

const everybody = { all: true } as const;

let world: World;
let rollcall: Rollcall;
let admin: Browser;
let lead: Browser;
let leadRole: string;
beforeAll(async () => {
  world = await startWorld();
  rollcall = await world.rollcall();
  admin = await rollcall.signedIn('admin');
  leadRole = (await make('Team lead', ['users:read', 'users:block', 'team:manage'])).id;
  await give('editor', leadRole);
  lead = await rollcall.signedIn('editor');
});
afterAll(() => world.close());

async function make(title: string, permissions: string[], browser = admin): Promise<TeamRoleDetail> {
  const page = await browser.api('POST', '/api/team/roles', { body: { title, permissions } });
  return TeamRoleDetail.parse(page.body);
}

async function give(name: string, role: string, scope: unknown = everybody) {
  const { body } = await admin.api('GET', '/api/team');
  const { members } = z
    .object({ members: z.array(z.looseObject({ id: z.string(), email: z.string() })) })
    .parse(body);
  const id = members.find(({ email }) => email === `${name}@rollcall.example`)?.id;
  return admin.api('PATCH', `/api/team/${id}`, { body: { grants: [{ role, scope, mask: [] }] } });
}

async function permissionsOf(browser: Browser): Promise<unknown> {
  return Object((await browser.api('GET', '/api/me')).body).permissions;
}

describe('the team roles', () => {
  it('are the built-in ones and those that were made, with how many have them', async () => {
    const { body } = await lead.api('GET', '/api/team/roles');
    const { roles } = z.object({ roles: z.array(TeamRoleDetail) }).parse(body);
    expect(roles.map(({ title, builtIn, members }) => [title, builtIn, members])).toEqual([
      ['Admin', true, 1],
      ['Editor – Users', true, 0],
      ['Support', true, 1],
      ['Viewer – Users', true, 1],
      ['Auditor', true, 1],
      ['Team lead', false, 1],
    ]);
  });

  it('are made of what one has, and of nothing else', async () => {
    expect(await make('Blocker', ['users:read', 'users:block'], lead)).toMatchObject({
      id: expect.stringMatching(/^role_[A-Za-z0-9]{16}$/),
      builtIn: false,
      members: 0,
    });
    const { body } = await lead.api('POST', '/api/team/roles', {
      body: { title: 'Deleter', permissions: ['users:read', 'users:delete'] },
    });
    expect(body).toMatchObject({ code: 'beyond_own_rights', missing: ['users:delete'] });
  });

  it.each(['Admin', 'admin', 'editor – users', 'TEAM LEAD'])('cannot be called %s again', async (title) => {
    const { body } = await admin.api('POST', '/api/team/roles', {
      body: { title, permissions: ['users:read'] },
    });
    expect(body).toMatchObject({ code: 'already_exists', errors: [{ field: 'title' }] });
  });

  it('that are built in cannot be changed', async () => {
    const { body } = await admin.api('PATCH', '/api/team/roles/support', { body: { title: 'Help' } });
    expect(body).toMatchObject({ code: 'invalid_input' });
  });
});

describe('a change of a team role', () => {
  it('counts for everybody who has it, at their next request', async () => {
    const role = await make('Night shift', ['users:read']);
    await give('viewer', role.id, europe);
    const viewer = await rollcall.signedIn('viewer');
    expect(await permissionsOf(viewer)).toEqual(['users:read']);
    const { body } = await admin.api('PATCH', `/api/team/roles/${role.id}`, {
      body: { permissions: ['users:read', 'users:block'] },
    });
    expect(body).toEqual({ ...role, permissions: ['users:read', 'users:block'], members: 1 });
    expect(await permissionsOf(viewer)).toEqual(['users:read', 'users:block']);
  });

  it('is not made by somebody who has it, nor by somebody who has less', async () => {
    const own = await lead.api('PATCH', `/api/team/roles/${leadRole}`, {
      body: { permissions: ['users:read'] },
    });
    expect(own.body).toMatchObject({
      code: 'beyond_own_rights',
      detail: expect.stringContaining('own place'),
    });
    const higher = await make('Deleter', ['users:read', 'users:delete']);
    for (const body of [{ title: 'Reader' }, { permissions: ['users:read'] }]) {
      const page = await lead.api('PATCH', `/api/team/roles/${higher.id}`, { body });
      expect(page.body).toMatchObject({ code: 'beyond_own_rights', missing: ['users:delete'] });
    }
  });

  it('is judged against everybody who has the role', async () => {
    const role = await make('Both', ['users:read']);
    await admin.api('POST', '/api/team', {
      body: {
        email: 'boss@rollcall.example',
        grants: [
          { role: role.id, scope: everybody },
          { role: 'admin', scope: everybody },
        ],
      },
    });
    const { body } = await lead.api('PATCH', `/api/team/roles/${role.id}`, { body: { title: 'All' } });
    expect(body).toMatchObject({ code: 'beyond_own_rights' });
    expect((await admin.api('PATCH', `/api/team/roles/${role.id}`, { body: { title: 'All' } })).status).toBe(
      200,
    );
  });
});

describe('deleting a team role', () => {
  it('takes one that nobody has', async () => {
    const role = await make('Short-lived', ['users:read']);
    expect((await lead.api('DELETE', `/api/team/roles/${role.id}`)).status).toBe(204);
    const { body } = await admin.api('DELETE', `/api/team/roles/${role.id}`);
    expect(body).toMatchObject({ code: 'not_found' });
  });

  it('does not take one that somebody has, nor one of more than one has', async () => {
    const used = await admin.api('DELETE', `/api/team/roles/${leadRole}`);
    expect(used.body).toMatchObject({ code: 'in_use', detail: expect.stringContaining('1 in the team has') });
    const higher = await make('Exporter', ['users:read', 'audit:read']);
    const { body } = await lead.api('DELETE', `/api/team/roles/${higher.id}`);
    expect(body).toMatchObject({ code: 'beyond_own_rights', missing: ['audit:read'] });
  });
});
