import { UserRoles } from '@rollcall/shared/contract/roles.ts';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { newest } from '../../testing/audit.ts';
import type { Browser } from '../../testing/browser.ts';
import { type People, peopleIn } from '../../testing/people.ts';
import { one, pathOf } from '../../testing/users.ts';
import { europe, m2m, type Rollcall, startWorld, type World } from '../../testing/world.ts';

const everybody = { all: true } as const;
const clerk = 'rol_BillingClerk0000';
const agent = 'rol_BookingAgent0000';
const analyst = 'rol_Analyst000000000';
const unknown = 'rol_0000000000000000';

let world: World;
let rollcall: Rollcall;
let people: People;
let admin: Browser;
/** Edits users in Europe, and may give them one role. */
let limited: Browser;
/** Edits users in Europe, and may give them none. */
let scoped: Browser;
let viewer: Browser;
beforeAll(async () => {
  world = await startWorld();
  people = await peopleIn(world);
  rollcall = await world.rollcall({
    team: [
      { who: 'admin@rollcall.example', grant: { role: 'admin', scope: everybody } },
      { who: 'editor@rollcall.example', grant: { role: 'editor-users', scope: everybody } },
      {
        who: 'support@rollcall.example',
        grant: { role: 'editor-users', scope: europe, assignableRoles: [clerk] },
      },
      { who: 'auditor@rollcall.example', grant: { role: 'editor-users', scope: europe } },
      { who: 'viewer@rollcall.example', grant: { role: 'viewer-users', scope: everybody } },
    ],
  });
  [admin, limited, scoped, viewer] = await Promise.all([
    rollcall.signedIn('admin'),
    rollcall.signedIn('support'),
    rollcall.signedIn('auditor'),
    rollcall.signedIn('viewer'),
  ]);
});
afterEach(() => world.tenant.faults.clear());
afterAll(() => world.close());

function assign(browser: Browser, userId: string, ...roles: string[]) {
  return browser.api('POST', pathOf(userId, '/roles'), { body: { roles } });
}

function remove(browser: Browser, userId: string, role: string) {
  return browser.api('DELETE', pathOf(userId, `/roles/${role}`));
}

/** The names of a user's roles, by the tenant's own word. */
async function heldBy(userId: string): Promise<string[]> {
  return Array.from(Object(await people.of(userId, '/roles')), (role) => String(Object(role).name));
}

async function writesIn(act: () => Promise<unknown>): Promise<string[]> {
  return (await world.asked(act)).filter((line) => !line.startsWith('GET'));
}

describe('assignUserRoles', () => {
  it('gives roles, answers all that there are, and tells the trail which', async () => {
    const userId = await people.make();
    await assign(admin, userId, clerk);
    const page = await assign(admin, userId, clerk, analyst);
    expect(page.status).toBe(200);
    expect(UserRoles.parse(page.body).roles.map(({ name }) => name)).toEqual(['Analyst', 'Billing Clerk']);
    expect(await heldBy(userId)).toEqual(['Analyst', 'Billing Clerk']);
    expect(await newest(admin)).toMatchObject({
      action: 'user.assign_roles',
      target: { kind: 'user', id: userId },
      outcome: 'done',
      revertible: true,
      changes: [{ field: `roles.${analyst}`, before: null, after: 'Analyst' }],
    });
  });

  it('writes nothing where the user has them already', async () => {
    const userId = await people.make();
    await assign(admin, userId, clerk);
    const written = await writesIn(async () => expect((await assign(admin, userId, clerk)).status).toBe(200));
    expect(written).toEqual([]);
  });

  it('refuses a role that is not there, and gives none of the others', async () => {
    const userId = await people.make();
    expect((await assign(admin, userId, clerk, unknown)).body).toMatchObject({
      code: 'refused_by_tenant',
      detail: 'There is no such role (any more).',
    });
    expect(await heldBy(userId)).toEqual([]);
  });

  it('is done when the answer is lost and the roles are there', async () => {
    const userId = await people.make();
    world.tenant.faults.add({ kind: 'cut', when: 'after', method: 'POST', times: 1 });
    expect((await assign(admin, userId, clerk)).status).toBe(200);
    expect(await heldBy(userId)).toEqual(['Billing Clerk']);
  });

  it('is not known to be done when the answer is lost and they are not', async () => {
    const userId = await people.make();
    world.tenant.faults.add({ kind: 'cut', when: 'before', method: 'POST', times: 1 });
    expect((await assign(admin, userId, clerk)).body).toMatchObject({ code: 'outcome_unknown' });
  });

  it('says how many roles Auth0 allows', async () => {
    const userId = await people.make();
    const fault = { statusCode: 403, errorCode: 'too_many_entities' };
    world.tenant.faults.add({
      kind: 'status',
      status: 403,
      method: 'POST',
      times: 1,
      body: { ...fault, message: 'You reached the limit of entities of this type for this user.' },
    });
    expect((await assign(admin, userId, clerk)).body).toMatchObject({
      code: 'refused_by_tenant',
      detail: expect.stringContaining('50 roles'),
    });
  });

  it.each([[[]], [['rol_1']], [['..']], [[clerk, clerk]]])('refuses %j as no roles at all', async (roles) => {
    const userId = await people.make();
    expect((await assign(admin, userId, ...roles)).body).toMatchObject({ code: 'invalid_input' });
  });
});

describe('who may give roles', () => {
  it('not without roles:assign', async () => {
    const userId = await people.make();
    const written = await writesIn(async () => {
      expect((await assign(viewer, userId, clerk)).body).toMatchObject({
        code: 'permission_missing',
        missing: ['roles:assign'],
      });
      expect((await remove(viewer, userId, clerk)).body).toMatchObject({ code: 'permission_missing' });
    });
    expect(written).toEqual([]);
  });

  it('over certain users only those roles that are named, and none where none are', async () => {
    const userId = await people.make();
    const written = await writesIn(async () => {
      for (const [browser, role] of [
        [scoped, clerk],
        [limited, agent],
      ] as const) {
        expect((await assign(browser, userId, role)).body).toMatchObject({ code: 'beyond_own_rights' });
      }
    });
    expect(written).toEqual([]);
    expect((await assign(limited, userId, clerk)).status).toBe(200);
    expect((await assign(limited, userId, clerk, agent)).body).toMatchObject({ code: 'beyond_own_rights' });
    expect(await heldBy(userId)).toEqual(['Billing Clerk']);
  });

  it('take only what they may give', async () => {
    const userId = await people.make();
    await assign(admin, userId, agent, clerk);
    expect((await remove(limited, userId, agent)).body).toMatchObject({ code: 'beyond_own_rights' });
    expect((await remove(limited, userId, clerk)).status).toBe(200);
    expect(await heldBy(userId)).toEqual(['Booking Agent']);
  });

  it('never to themselves', async () => {
    const editor = await rollcall.signedIn('editor');
    const { user_id: userId } = await one(admin, 'email:"editor@rollcall.example"');
    expect((await assign(editor, userId, agent)).body).toMatchObject({
      code: 'beyond_own_rights',
      detail: expect.stringContaining('nobody gives themselves more'),
    });
    expect(await heldBy(userId)).not.toContain('Booking Agent');
  });

  it('not to the account of somebody in the team who may do more', async () => {
    const editor = await rollcall.signedIn('editor');
    const { user_id: userId } = await one(admin, 'email:"admin@rollcall.example"');
    expect((await assign(editor, userId, agent)).body).toMatchObject({ code: 'permission_missing' });
    expect((await remove(editor, userId, 'rol_Administrator000')).body).toMatchObject({
      code: 'permission_missing',
    });
    expect(await heldBy(userId)).toEqual(['Administrator']);
  });

  it('not to somebody whom they may not see', async () => {
    const userId = await people.make({ app_metadata: { region: 'us' } });
    expect((await assign(limited, userId, clerk)).body).toMatchObject({ code: 'not_found' });
  });

  it("not where Rollcall's token does not let it", async () => {
    const poor = await world.rollcall({
      tenant: {
        origin: world.tenant.url,
        clientId: 'rollcall_local_web',
        clientSecret: 'rollcall_local_web_secret',
        audience: `${world.tenant.url}/api/v2/`,
        ...m2m.readOnly,
      },
    });
    const browser = await poor.signedIn('admin');
    const userId = await people.make();
    expect((await browser.api('GET', pathOf(userId, '/roles'))).body).toMatchObject({
      code: 'scope_missing',
      missing: ['read:roles'],
    });
    expect((await assign(browser, userId, clerk)).body).toMatchObject({ code: 'scope_missing' });
    const { body } = await browser.api('GET', pathOf(userId, '/effective-permissions'));
    expect(Object(body)).toEqual({
      permissions: [],
      gaps: [
        "Roles that come through groups are left out: Rollcall's token for the Management API lacks read:user_effective_roles.",
        "Organizations are left out: Rollcall's token for the Management API lacks read:organizations.",
      ],
    });
  });
});

describe('removeUserRole', () => {
  it('takes a role away, and tells the trail which', async () => {
    const userId = await people.make();
    await assign(admin, userId, clerk, agent);
    const page = await remove(admin, userId, clerk);
    expect(UserRoles.parse(page.body).roles.map(({ id }) => id)).toEqual([agent]);
    expect(await heldBy(userId)).toEqual(['Booking Agent']);
    expect(await newest(admin)).toMatchObject({
      action: 'user.remove_roles',
      changes: [{ field: `roles.${clerk}`, before: 'Billing Clerk', after: null }],
      revertible: true,
    });
  });

  it('is no write where the user has it not', async () => {
    const userId = await people.make();
    const written = await writesIn(async () => expect((await remove(admin, userId, clerk)).status).toBe(200));
    expect(written).toEqual([]);
  });
});

async function find(browser: Browser, userId: string, q = ''): Promise<string[]> {
  const page = await browser.api('GET', pathOf(userId, `/assignable-roles?q=${encodeURIComponent(q)}`));
  return Array.from(Object(page.body).roles, (role) => String(Object(role).id));
}

describe('listAssignableRoles', () => {
  it('finds roles by a part of their name, whatever its case', async () => {
    const userId = await people.make();
    expect(await find(admin, userId, 'CLERK')).toEqual([clerk]);
    expect((await find(admin, userId)).length).toBeGreaterThan(5);
    expect(await find(admin, userId, 'no such')).toEqual([]);
  });

  it('offers what may be given to this user, and nothing else', async () => {
    const userId = await people.make();
    expect(await find(limited, userId)).toEqual([clerk]);
    expect(await find(limited, userId, 'Agent')).toEqual([]);
    expect(await find(scoped, userId)).toEqual([]);
  });
});
