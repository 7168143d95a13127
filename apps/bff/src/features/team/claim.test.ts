import { TeamMemberDetail } from '@rollcall/shared/contract/team.ts';
import { z } from 'zod';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser } from '../../testing/browser.ts';
import { one, patch } from '../../testing/users.ts';
import { type Rollcall, startWorld, type World } from '../../testing/world.ts';

const person = 'nobody@rollcall.example';

let world: World;
let rollcall: Rollcall;
let admin: Browser;
beforeAll(async () => {
  world = await startWorld();
  // A claim that the local tenant sends and a test can change. The environment takes no such claim.
  rollcall = await world.rollcall({ teamClaim: 'nickname', admins: ['admin@rollcall.example'] });
  admin = await rollcall.signedIn('admin');
});
afterAll(() => world.close());

async function claim(value: string): Promise<void> {
  const user = await one(admin, `email:"${person}"`);
  expect((await patch(admin, user.user_id, { nickname: value })).status).toBe(200);
}

async function member(email: string): Promise<TeamMemberDetail | undefined> {
  const { body } = await admin.api('GET', '/api/team');
  const { members } = z.object({ members: z.array(TeamMemberDetail) }).parse(body);
  return members.find((found) => found.email === email);
}

async function lands(username: string): Promise<string> {
  const { pathname, search } = await rollcall.browser().signIn(username);
  return pathname + search;
}

describe('a team that comes from a claim of the ID token', () => {
  it('has whom the claim names, with the roles it names, anew at each sign-in', async () => {
    expect(await lands(person)).toBe('/sign-in?reason=not_a_team_member');
    await claim('auditor');
    const auditor = await rollcall.signedIn('nobody');
    expect((await auditor.api('GET', '/api/me')).body).toMatchObject({
      member: { roles: ['Auditor'] },
      permissions: ['users:read', 'audit:read'],
    });
    expect(await member(person)).toMatchObject({ source: 'claim', status: 'active', sessions: 1 });
    await claim('no role');
    expect(await lands(person)).toBe('/sign-in?reason=not_a_team_member');
    expect((await auditor.api('GET', '/api/me')).status).toBe(401);
  });

  it('does not have whom the configuration names beside its Admins', async () => {
    expect(await lands('viewer@rollcall.example')).toBe('/sign-in?reason=not_a_team_member');
    expect(await member('viewer@rollcall.example')).toBeUndefined();
    expect(await member('admin@rollcall.example')).toMatchObject({ source: 'configuration' });
  });

  it('says so beforehand, by the name of the claim', async () => {
    expect((await admin.api('GET', '/api/team/settings')).body).toEqual({
      reasonRequired: [],
      teamClaim: 'nickname',
    });
  });

  it('is not changed on the team page', async () => {
    await claim('support');
    await rollcall.signedIn('nobody');
    const id = (await member(person))?.id ?? '';
    const grants = [{ role: 'admin', scope: { all: true } }];
    for (const [method, path, body] of [
      ['PATCH', `/api/team/${id}`, { grants }],
      ['DELETE', `/api/team/${id}`, undefined],
      ['POST', '/api/team', { email: 'new@rollcall.example', grants }],
    ] as const) {
      const page = await admin.api(method, path, body === undefined ? {} : { body });
      expect(page.body).toMatchObject({
        code: 'beyond_own_rights',
        detail: expect.stringContaining('the claim nickname'),
      });
    }
  });

  it('lets the team page end sessions and keep somebody out', async () => {
    await claim('support');
    const support = await rollcall.signedIn('nobody');
    const id = (await member(person))?.id ?? '';
    expect((await admin.api('POST', `/api/team/${id}/end-sessions`)).status).toBe(200);
    expect((await support.api('GET', '/api/me')).status).toBe(401);
    expect((await admin.api('POST', `/api/team/${id}/disable`)).status).toBe(200);
    expect(await lands(person)).toBe('/sign-in?reason=not_a_team_member');
    expect((await admin.api('POST', `/api/team/${id}/enable`)).status).toBe(200);
    expect(await lands(person)).toBe('/users');
  });
});
