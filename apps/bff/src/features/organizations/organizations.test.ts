import { InvitationList, MembershipList } from '@rollcall/shared/contract/organizations.ts';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { events, newest } from '../../testing/audit.ts';
import type { Browser } from '../../testing/browser.ts';
import { type People, peopleIn } from '../../testing/people.ts';
import { one, pathOf } from '../../testing/users.ts';
import { europe, type Rollcall, startWorld, type World } from '../../testing/world.ts';

const everybody = { all: true } as const;
const acme = 'org_AcmeTrading00001';
const contoso = 'org_ContosoGroup0001';
const clerk = 'rol_BillingClerk0000';
const agent = 'rol_BookingAgent0000';

let world: World;
let rollcall: Rollcall;
let people: People;
let admin: Browser;
/** Manages organizations everywhere, and gives no roles. */
let organizer: Browser;
let scoped: Browser;
let viewer: Browser;
beforeAll(async () => {
  world = await startWorld();
  people = await peopleIn(world);
  rollcall = await world.rollcall({
    team: [
      { who: 'admin@rollcall.example', grant: { role: 'admin', scope: everybody } },
      { who: 'support@rollcall.example', grant: { role: 'editor-users', scope: europe } },
      { who: 'viewer@rollcall.example', grant: { role: 'viewer-users', scope: everybody } },
    ],
  });
  [admin, scoped, viewer] = await Promise.all([
    rollcall.signedIn('admin'),
    rollcall.signedIn('support'),
    rollcall.signedIn('viewer'),
  ]);
  const made = await admin.api('POST', '/api/team/roles', {
    body: { title: 'Organizer', permissions: ['users:read', 'organizations:manage'] },
  });
  const grants = [{ role: Object(made.body).id, scope: everybody }];
  await admin.api('POST', '/api/team', { body: { email: 'nobody@rollcall.example', grants } });
  organizer = await rollcall.signedIn('nobody');
});
afterEach(() => world.tenant.faults.clear());
afterAll(() => world.close());

function add(browser: Browser, userId: string, organization_id = acme, roles?: string[]) {
  const body = { organization_id, ...(roles === undefined ? {} : { roles }) };
  return browser.api('POST', pathOf(userId, '/organizations'), { body });
}

function remove(browser: Browser, userId: string, organization = acme) {
  return browser.api('DELETE', pathOf(userId, `/organizations/${organization}`));
}

function setRoles(browser: Browser, userId: string, roles: string[], organization = acme) {
  return browser.api('PUT', pathOf(userId, `/organizations/${organization}/roles`), { body: { roles } });
}

async function membershipsOf(userId: string) {
  const page = await admin.api('GET', pathOf(userId, '/organizations'));
  return MembershipList.parse(page.body).memberships;
}

/** Where a user is a member, by the tenant's own word. */
async function organizationsOf(userId: string): Promise<string[]> {
  return Array.from(Object(await people.of(userId, '/organizations')), ({ id }: { id: string }) => id);
}

async function rolesIn(userId: string, organization = acme): Promise<string[]> {
  const path = `/organizations/${organization}/members/${encodeURIComponent(userId)}/roles`;
  const { body } = await people.api('GET', path);
  return Array.from(Object(body), ({ id }: { id: string }) => id);
}

async function writesIn(act: () => Promise<unknown>): Promise<string[]> {
  return (await world.asked(act)).filter((line) => !line.startsWith('GET'));
}

describe('memberships', () => {
  it('are made with roles, listed with them, and told', async () => {
    const userId = await people.make();
    expect((await add(admin, userId, acme, [clerk, agent])).status).toBe(204);
    expect(await organizationsOf(userId)).toEqual([acme]);
    expect(await rolesIn(userId)).toEqual(expect.arrayContaining([clerk, agent]));
    expect(await membershipsOf(userId)).toMatchObject([
      {
        organization: { id: acme, name: 'acme', display_name: 'Acme Trading' },
        roles: [{ name: 'Billing Clerk' }, { name: 'Booking Agent' }],
      },
    ]);
    expect(await newest(admin)).toMatchObject({
      action: 'user.add_to_organization',
      target: { kind: 'user', id: userId },
      changes: [
        { field: `organizations.${acme}`, before: null, after: 'Acme Trading' },
        { field: `organizations.${acme}.roles`, before: [], after: ['Billing Clerk', 'Booking Agent'] },
      ],
      revertible: false,
    });
  });

  it('are refused where the user is a member already, or there is no such organization', async () => {
    const userId = await people.make();
    await add(admin, userId);
    const written = await writesIn(async () => {
      expect((await add(admin, userId)).body).toMatchObject({
        code: 'refused_by_tenant',
        detail: 'The user is a member of Acme Trading already.',
      });
      expect((await add(admin, userId, 'org_0000000000000000')).body).toMatchObject({
        code: 'refused_by_tenant',
        detail: 'There is no such organization.',
      });
      expect((await add(admin, userId, contoso, ['rol_0000000000000000'])).body).toMatchObject({
        code: 'refused_by_tenant',
      });
    });
    expect(written).toEqual([]);
  });

  it('say that the roles are missing where only they were not given', async () => {
    const userId = await people.make();
    world.tenant.faults.add({
      kind: 'status',
      status: 400,
      method: 'POST',
      path: '/api/v2/organizations/*/members/*',
      times: 1,
      body: {},
    });
    expect((await add(admin, userId, acme, [clerk])).body).toMatchObject({
      code: 'partly_saved',
      saved: ['organization_id'],
    });
    expect(await organizationsOf(userId)).toEqual([acme]);
    expect(await newest(admin)).toMatchObject({
      outcome: 'failed',
      changes: [{ field: `organizations.${acme}`, before: null, after: 'Acme Trading' }],
    });
  });

  it('are taken away with their roles, which the trail keeps', async () => {
    const userId = await people.make();
    await add(admin, userId, acme, [clerk]);
    expect((await remove(admin, userId)).status).toBe(204);
    expect(await organizationsOf(userId)).toEqual([]);
    expect(await newest(admin)).toMatchObject({
      action: 'user.remove_from_organization',
      changes: [
        { field: `organizations.${acme}`, before: 'Acme Trading', after: null },
        { field: `organizations.${acme}.roles`, before: ['Billing Clerk'], after: null },
      ],
    });
    expect((await remove(admin, userId)).body).toMatchObject({ code: 'not_found' });
  });

  it('get the roles that are wanted, by giving some and taking others', async () => {
    const userId = await people.make();
    await add(admin, userId, acme, [clerk]);
    const page = await setRoles(admin, userId, [agent]);
    expect([page.status, Object(page.body).roles]).toMatchObject([200, [{ id: agent }]]);
    expect(await rolesIn(userId)).toEqual([agent]);
    expect(await newest(admin)).toMatchObject({
      action: 'user.set_organization_roles',
      changes: [
        { field: `organizations.${acme}.roles`, before: ['Billing Clerk'], after: ['Booking Agent'] },
      ],
    });
    expect(await writesIn(() => setRoles(admin, userId, [agent]))).toEqual([]);
    await setRoles(admin, userId, []);
    expect(await rolesIn(userId)).toEqual([]);
  });

  it('have no roles where there is no membership', async () => {
    const userId = await people.make();
    expect((await setRoles(admin, userId, [clerk])).body).toMatchObject({ code: 'not_found' });
  });

  it('come page by page', async () => {
    const userId = await people.make();
    const { body } = await people.api('GET', '/organizations?per_page=100');
    const all = Array.from(Object(body), ({ id }: { id: string }) => id);
    for (const id of all) await people.api('POST', `/organizations/${id}/members`, { members: [userId] });
    const page = MembershipList.parse((await admin.api('GET', pathOf(userId, '/organizations'))).body);
    expect(page).toMatchObject({ start: 0, limit: 20, total: all.length });
    const second = await admin.api('GET', pathOf(userId, '/organizations?page=1'));
    expect(MembershipList.parse(second.body).start).toBe(20);
  });
});

describe('whoever manages organizations without giving roles', () => {
  it('adds and removes, and sets no roles by any door', async () => {
    const userId = await people.make();
    const refused = { code: 'permission_missing', missing: ['roles:assign'] };
    const written = await writesIn(async () => {
      expect((await add(organizer, userId, acme, [clerk])).body).toMatchObject(refused);
      expect((await setRoles(organizer, userId, [clerk])).body).toMatchObject(refused);
      expect((await invite(organizer, userId, { roles: [clerk] })).body).toMatchObject(refused);
    });
    expect(written).toEqual([]);
    expect((await add(organizer, userId)).status).toBe(204);
    expect((await remove(organizer, userId)).status).toBe(204);
  });

  it('over certain users gives none that are not named', async () => {
    const userId = await people.make();
    await add(admin, userId);
    for (const page of [
      await setRoles(scoped, userId, [clerk]),
      await add(scoped, userId, contoso, [clerk]),
      await invite(scoped, userId, { roles: [clerk], organization_id: contoso }),
    ]) {
      expect(page.body).toMatchObject({ code: 'beyond_own_rights' });
    }
    expect(await rolesIn(userId)).toEqual([]);
  });
});

describe('organizations are not managed', () => {
  it('without the permission', async () => {
    const userId = await people.make();
    const pages = [
      await add(viewer, userId),
      await remove(viewer, userId),
      await setRoles(viewer, userId, []),
      await invite(viewer, userId),
      await viewer.api('GET', '/api/organizations'),
      await viewer.api('GET', '/api/organizations/clients'),
    ];
    for (const page of pages) expect(page.body).toMatchObject({ code: 'permission_missing' });
    expect(await organizationsOf(userId)).toEqual([]);
  });

  it('for users whom one may not see, nor for oneself', async () => {
    const userId = await people.make({ app_metadata: { region: 'us' } });
    expect((await add(scoped, userId)).body).toMatchObject({ code: 'not_found' });
    expect((await remove(scoped, userId)).body).toMatchObject({ code: 'not_found' });
    const { user_id: own } = await one(admin, 'email:"admin@rollcall.example"');
    expect((await add(admin, own, contoso)).body).toMatchObject({ code: 'beyond_own_rights' });
    expect(await organizationsOf(own)).not.toContain(contoso);
  });
});

async function find(q: string): Promise<string[]> {
  const { body } = await admin.api('GET', `/api/organizations?q=${encodeURIComponent(q)}`);
  return Array.from(Object(body).organizations, ({ id }: { id: string }) => id);
}

describe('listOrganizations', () => {
  it('finds by a part of either name, and by id', async () => {
    expect(await find('TRADING')).toEqual([acme]);
    expect(await find('acm')).toContain(acme);
    expect(await find(contoso)).toEqual([contoso]);
    expect(await find('no such')).toEqual([]);
    expect(await find('org_0000000000000000')).toEqual([]);
  });
});

function invite(browser: Browser, userId: string, more: Record<string, unknown> = {}) {
  const body = { organization_id: acme, client_id: 'meridian_portal', ...more };
  return browser.api('POST', pathOf(userId, '/invitations'), { body });
}

async function invitationsOf(userId: string, query = '') {
  const page = await admin.api('GET', pathOf(userId, `/invitations${query}`));
  return InvitationList.parse(page.body);
}

function revoke(browser: Browser, userId: string, id: string, organization = acme) {
  return browser.api('DELETE', pathOf(userId, `/organizations/${organization}/invitations/${id}`));
}

describe('invitations', () => {
  it('go to the address of the user, with roles, and are listed until they are revoked', async () => {
    const userId = await people.make({ email: 'Invited.Person@people.example' });
    const page = await invite(admin, userId, { roles: [clerk], ttl_sec: 3600 });
    expect(page.status).toBe(201);
    expect(Object.keys(Object(page.body))).toEqual(['invitation']);
    const { id } = Object(page.body).invitation;
    const mailbox = await fetch(`${world.tenant.url}/mailbox?recipient=invited.person@people.example`);
    expect(await mailbox.text()).toContain('Ada Lindqvist has invited you to join Acme Trading');
    const { invitations } = await invitationsOf(userId);
    expect(invitations).toMatchObject([
      { id, organization: { name: 'acme' }, inviter: 'Ada Lindqvist', roles: ['Billing Clerk'] },
    ]);
    expect(await newest(admin)).toMatchObject({
      action: 'user.invite_to_organization',
      changes: [
        { field: `invitations.${id}`, before: null, after: 'Acme Trading' },
        { field: `invitations.${id}.roles`, before: null, after: ['Billing Clerk'] },
      ],
    });
    expect((await revoke(admin, userId, id)).status).toBe(204);
    expect((await invitationsOf(userId)).invitations).toEqual([]);
    expect((await revoke(admin, userId, id)).body).toMatchObject({ code: 'not_found' });
  });

  it('show their link once, only where no e-mail is sent, and keep it nowhere', async () => {
    const userId = await people.make();
    const page = await invite(admin, userId, { send_email: false });
    const link = String(Object(page.body).invitation_url);
    const ticket = new URL(link).searchParams.get('invitation') ?? '';
    expect(ticket.length).toBeGreaterThan(20);
    const later = [
      (await admin.api('GET', pathOf(userId, '/invitations'))).text,
      JSON.stringify(await events(admin, { limit: '20' })),
      rollcall.log(),
    ];
    expect(later.join('\n')).not.toContain(ticket);
  });

  it('can ask for the connection that the user has', async () => {
    const { body } = await people.api('GET', '/users?per_page=1&q=identities.connection:"Acme-SAML"');
    const [{ user_id: userId }] = Object(body);
    const page = await invite(admin, userId, { own_connection: true });
    const { id } = Object(page.body).invitation;
    const stored = await people.api('GET', `/organizations/${acme}/invitations/${id}`);
    expect(Object(stored.body).connection_id).toMatch(/^con_/);
    const elsewhere = await invite(admin, userId, { own_connection: true, organization_id: contoso });
    expect(elsewhere.body).toMatchObject({
      code: 'refused_by_tenant',
      detail: "The user's connection is not enabled for this organization.",
    });
  });

  it('are looked for in one organization where that is asked, and say how far they were looked for', async () => {
    const userId = await people.make();
    await invite(admin, userId);
    expect(await invitationsOf(userId, `?organization_id=${contoso}`)).toMatchObject({
      invitations: [],
      searched: 1,
    });
    expect(await invitationsOf(userId, `?organization_id=${acme}`)).toMatchObject({
      invitations: [{ organization: { id: acme } }],
      searched: 1,
    });
    const { searched, total } = await invitationsOf(userId);
    expect(searched).toBe(Math.min(25, total));
  });

  it('of somebody else are neither shown nor revoked by way of another user', async () => {
    const [userId, other] = [await people.make(), await people.make()];
    const { id } = Object((await invite(admin, other)).body).invitation;
    expect((await invitationsOf(userId)).invitations).toEqual([]);
    const written = await writesIn(async () => {
      expect((await revoke(admin, userId, id)).body).toMatchObject({ code: 'not_found' });
      expect((await revoke(admin, other, id, contoso)).body).toMatchObject({ code: 'not_found' });
    });
    expect(written).toEqual([]);
    expect((await invitationsOf(other)).invitations).toHaveLength(1);
  });

  it('need an address', async () => {
    const { body } = await people.api('GET', '/users?per_page=1&q=identities.connection:"sms"');
    const [{ user_id: userId }] = Object(body);
    expect((await invite(admin, userId)).body).toMatchObject({
      code: 'refused_by_tenant',
      detail: expect.stringContaining('no e-mail address'),
    });
    expect(await invitationsOf(userId)).toEqual({ invitations: [], searched: 0, total: 0 });
  });

  it('lead to applications that take people of organizations', async () => {
    const { body } = await admin.api('GET', '/api/organizations/clients');
    const ids = Array.from(Object(body).clients, ({ client_id: id }: { client_id: string }) => id);
    expect(ids).toEqual(expect.arrayContaining(['meridian_portal', 'meridian_tracking']));
    expect(ids).not.toContain('meridian_reports');
    const unknown = await invite(admin, await people.make(), { client_id: 'nobody' });
    expect(unknown.body).toMatchObject({ code: 'refused_by_tenant', errors: [{ field: 'client_id' }] });
  });
});
