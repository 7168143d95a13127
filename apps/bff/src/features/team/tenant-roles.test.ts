import { TeamMemberDetail } from '@rollcall/shared/contract/team.ts';
import { z } from 'zod';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newest } from '../../testing/audit.ts';
import type { Browser } from '../../testing/browser.ts';
import { europe, type Rollcall, startWorld, type World } from '../../testing/world.ts';

const everybody = { all: true } as const;
const clerk = 'rol_BillingClerk0000';
const agent = 'rol_BookingAgent0000';

let world: World;
let rollcall: Rollcall;
let admin: Browser;
/** Manages the team, and may give one role of the tenant. */
let lead: Browser;
beforeAll(async () => {
  world = await startWorld();
  rollcall = await world.rollcall();
  admin = await rollcall.signedIn('admin');
  const permissions = ['users:read', 'roles:assign', 'team:manage'];
  const made = await admin.api('POST', '/api/team/roles', { body: { title: 'Team lead', permissions } });
  const role = String(Object(made.body).id);
  await change('editor', { role, scope: everybody, mask: [], assignableRoles: [clerk] });
  lead = await rollcall.signedIn('editor');
});
afterAll(() => world.close());

async function member(name: string): Promise<TeamMemberDetail> {
  const { body } = await admin.api('GET', '/api/team');
  const { members } = z.object({ members: z.array(TeamMemberDetail) }).parse(body);
  const found = members.find(({ email }) => email === `${name}@rollcall.example`);
  if (found === undefined) throw new Error(`${name} is not in the team.`);
  return found;
}

async function change(name: string, grant: unknown, browser = admin) {
  return browser.api('PATCH', `/api/team/${(await member(name)).id}`, { body: { grants: [grant] } });
}

const editor = (assignableRoles: string[]) => ({
  role: 'editor-users',
  scope: europe,
  mask: [],
  assignableRoles,
});

describe('the roles of the tenant', () => {
  it('are listed by name for whoever manages the team', async () => {
    const { status, body } = await lead.api('GET', '/api/team/tenant-roles');
    expect(status).toBe(200);
    const { roles, complete } = Object(body);
    expect(complete).toBe(true);
    const names = Array.from(roles, (role) => String(Object(role).name));
    expect(names).toEqual(names.toSorted((one, other) => one.localeCompare(other, 'en')));
    expect(roles).toContainEqual({
      id: clerk,
      name: 'Billing Clerk',
      description: 'Writes invoices and watches payments',
    });
  });

  it('are not listed for anybody else, and the tenant is not asked', async () => {
    const support = await rollcall.signedIn('support');
    const asked = await world.asked(async () => {
      const { body } = await support.api('GET', '/api/team/tenant-roles');
      expect(body).toMatchObject({ code: 'permission_missing', missing: ['team:manage'] });
    });
    expect(asked).toEqual([]);
  });
});

describe('which roles of the tenant a grant lets be given', () => {
  it('is kept, told to the trail, and invited with', async () => {
    const changed = await change('viewer', editor([clerk, agent]));
    expect(changed.status).toBe(200);
    expect((await member('viewer')).grants).toEqual([editor([clerk, agent])]);
    expect(await newest(admin)).toMatchObject({
      action: 'team.update',
      changes: [{ field: 'grants', after: [{ role: 'Editor – Users', assignableRoles: [clerk, agent] }] }],
    });
    const { body } = await admin.api('POST', '/api/team', {
      body: { email: 'new@rollcall.example', grants: [editor([])] },
    });
    expect(Object(body).member.grants).toEqual([editor([])]);
    expect((await member('new')).grants).toEqual([editor([])]);
  });

  it('is no more than one may give oneself', async () => {
    const grant = { role: 'viewer-users', scope: everybody, mask: [] };
    await change('viewer', grant);
    const { role } = (await member('editor')).grants[0] ?? {};
    const given = { role, scope: everybody, mask: [] };
    for (const beyond of [{ ...given, assignableRoles: [clerk, agent] }, given]) {
      expect((await change('viewer', beyond, lead)).body).toMatchObject({ code: 'beyond_own_rights' });
    }
    expect((await member('viewer')).grants).toEqual([grant]);
    expect((await change('viewer', { ...given, assignableRoles: [clerk] }, lead)).status).toBe(200);
  });

  it('is a list of ids of roles', async () => {
    expect((await change('viewer', editor(['admin']))).body).toMatchObject({ code: 'invalid_input' });
  });
});
