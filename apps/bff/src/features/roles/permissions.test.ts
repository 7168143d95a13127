import { Api, EffectiveAccess, type EffectivePermission } from '@rollcall/shared/contract/roles.ts';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { newest } from '../../testing/audit.ts';
import type { Browser } from '../../testing/browser.ts';
import { type People, peopleIn } from '../../testing/people.ts';
import { pathOf } from '../../testing/users.ts';
import { europe, type Rollcall, startWorld, type World } from '../../testing/world.ts';

const everybody = { all: true } as const;
const billing = 'https://api.meridian.example/billing';
const apis = ['bookings', 'billing', 'support', 'insights'].map(
  (name) => `https://api.meridian.example/${name}`,
);
const refund = { resource_server_identifier: billing, permission_name: 'refund:payments' };
const clerk = 'rol_BillingClerk0000';

let world: World;
let rollcall: Rollcall;
let people: People;
let admin: Browser;
beforeAll(async () => {
  world = await startWorld();
  people = await peopleIn(world);
  rollcall = await world.rollcall({
    team: [
      { who: 'admin@rollcall.example', grant: { role: 'admin', scope: everybody } },
      {
        who: 'support@rollcall.example',
        grant: { role: 'editor-users', scope: europe, assignableRoles: [clerk] },
      },
    ],
  });
  admin = await rollcall.signedIn('admin');
});
afterEach(() => world.tenant.faults.clear());
afterAll(() => world.close());

function change(browser: Browser, userId: string, act: '' | '/remove', permission = refund) {
  return browser.api('POST', pathOf(userId, `/permissions${act}`), { body: { permissions: [permission] } });
}

async function directOf(userId: string): Promise<string[]> {
  const listed = Array.from(Object(await people.of(userId, '/permissions')), (entry) => Object(entry));
  return listed.map((entry) => String(entry.permission_name));
}

describe('direct permissions', () => {
  it('are given, shown without those of roles, and taken; the trail is told', async () => {
    const userId = await people.make();
    await admin.api('POST', pathOf(userId, '/roles'), { body: { roles: [clerk] } });
    const given = await change(admin, userId, '');
    expect([given.status, given.body]).toEqual([
      200,
      {
        permissions: [{ ...refund, resource_server_name: 'Billing API', description: 'Pay money back' }],
        complete: true,
      },
    ]);
    expect(await newest(admin)).toMatchObject({
      action: 'user.assign_permissions',
      changes: [{ field: `permissions.${billing} refund:payments`, before: null, after: true }],
      revertible: true,
    });
    expect(await directOf(userId)).toContain('refund:payments');
    expect((await change(admin, userId, '/remove')).body).toEqual({ permissions: [], complete: true });
    expect(await directOf(userId)).not.toContain('refund:payments');
    expect(await newest(admin)).toMatchObject({ action: 'user.remove_permissions', revertible: true });
  });

  it('that no API knows are refused, and none is given', async () => {
    const userId = await people.make();
    for (const unknown of [
      { ...refund, permission_name: 'fly' },
      { ...refund, resource_server_identifier: 'https://nowhere' },
    ]) {
      expect((await change(admin, userId, '', unknown)).body).toMatchObject({
        code: 'refused_by_tenant',
        detail: 'There is no such permission of an API (any more).',
      });
    }
    expect(await directOf(userId)).toEqual([]);
  });

  it('are neither given nor offered by whoever may give certain roles only', async () => {
    const support = await rollcall.signedIn('support');
    const userId = await people.make();
    for (const page of [
      await change(support, userId, ''),
      await change(support, userId, '/remove'),
      await support.api('GET', pathOf(userId, '/assignable-permissions')),
    ]) {
      expect(page.body).toMatchObject({ code: 'beyond_own_rights' });
    }
    expect(await directOf(userId)).toEqual([]);
  });

  it("are offered by API, without Auth0's own", async () => {
    const userId = await people.make();
    const { body } = await admin.api('GET', pathOf(userId, '/assignable-permissions'));
    const offered = z.object({ apis: z.array(Api) }).parse(body).apis;
    expect(new Set(offered.map(({ identifier }) => identifier))).toEqual(new Set(apis));
    expect(offered.find(({ identifier }) => identifier === billing)?.permissions).toContainEqual({
      name: 'refund:payments',
      description: 'Pay money back',
    });
  });
});

async function explain(userId: string): Promise<EffectiveAccess> {
  return EffectiveAccess.parse((await admin.api('GET', pathOf(userId, '/effective-permissions'))).body);
}

const Listed = z.object({
  permissions: z.array(
    z.object({
      resource_server_identifier: z.string(),
      permission_name: z.string(),
      sources: z.array(z.string()),
    }),
  ),
});

/** What the tenant itself says that counts outside of organizations, API by API. */
async function effectiveByTenant(userId: string): Promise<string[]> {
  const listed = await Promise.all(
    apis.map(async (api) =>
      Listed.parse(
        await people.of(
          userId,
          `/effective-permissions?take=100&resource_server_identifier=${encodeURIComponent(api)}`,
        ),
      ),
    ),
  );
  return listed
    .flatMap(({ permissions }) => permissions)
    .map(({ resource_server_identifier: api, permission_name: name, sources }) =>
      [api, name, ...sources.toSorted()].join(' '),
    )
    .toSorted();
}

function told({
  resource_server_identifier: api,
  permission_name: name,
  reasons,
}: EffectivePermission): string[] {
  const everywhere = reasons.filter(({ organization }) => organization === undefined);
  const kinds = new Set(everywhere.map(({ role }) => (role === undefined ? 'direct' : 'roles')));
  return kinds.size === 0 ? [] : [[api, name, ...[...kinds].toSorted()].join(' ')];
}

describe('explainUserAccess', () => {
  it('says of a hundred people what the tenant says, permission by permission', async () => {
    const { body } = await people.api('GET', '/users?per_page=100&sort=user_id:1');
    const ids = Array.from(Object(body), (user) => String(Object(user).user_id));
    expect(ids).toHaveLength(100);
    let compared = 0;
    for (const userId of ids) {
      const { permissions, gaps } = await explain(userId);
      expect(gaps).toEqual([]);
      const mine = permissions.flatMap(told).toSorted();
      expect([userId, mine]).toEqual([userId, await effectiveByTenant(userId)]);
      compared += mine.length;
    }
    expect(compared).toBeGreaterThan(300);
  });

  it('names each way: directly, by a role, by a group, and in which organization alone', async () => {
    const userId = await people.make();
    const encoded = encodeURIComponent(userId);
    await people.api('POST', `/users/${encoded}/permissions`, { permissions: [refund] });
    await people.api('POST', `/users/${encoded}/roles`, { roles: [clerk] });
    await people.api('POST', '/organizations/org_AcmeTrading00001/members', { members: [userId] });
    await people.api('POST', `/organizations/org_AcmeTrading00001/members/${encoded}/roles`, {
      roles: ['rol_BillingManager00'],
    });
    const { permissions } = await explain(userId);
    const reasonsOf = (name: string) =>
      permissions.find((permission) => permission.permission_name === name)?.reasons ?? [];
    const manager = {
      role: { id: 'rol_BillingManager00', name: 'Billing Manager' },
      direct: true,
      groups: [],
      organization: { id: 'org_AcmeTrading00001', name: 'Acme Trading' },
    };
    expect(reasonsOf('refund:payments')).toEqual([{ direct: true, groups: [] }, manager]);
    expect(reasonsOf('read:invoices')).toEqual([
      { role: { id: clerk, name: 'Billing Clerk' }, direct: true, groups: [] },
      manager,
    ]);
    expect(reasonsOf('approve:invoices')).toEqual([manager]);
  });

  it('names the group that a role comes through', async () => {
    const { body } = await people.api('GET', '/users?per_page=100&q=identities.connection:"Contoso-AD"');
    const reasons: unknown[] = [];
    for (const { user_id: userId } of Object(body)) {
      const { permissions } = await explain(userId);
      reasons.push(...permissions.flatMap((permission) => permission.reasons));
      if (reasons.length > 0) break;
    }
    expect(reasons).toContainEqual({
      role: { id: expect.any(String), name: expect.any(String) },
      direct: false,
      groups: [expect.objectContaining({ name: expect.any(String) })],
    });
  });

  it('tells the rest where the tenant has no effective roles, and says so', async () => {
    const userId = await people.make();
    await admin.api('POST', pathOf(userId, '/roles'), { body: { roles: [clerk] } });
    world.tenant.faults.add({
      kind: 'status',
      status: 403,
      path: '/api/v2/users/*/effective-roles',
      body: { statusCode: 403, errorCode: 'insufficient_entitlement', message: 'Please upgrade' },
    });
    const { permissions, gaps } = await explain(userId);
    expect(gaps).toEqual([
      "Roles that come through groups are left out: this tenant's plan does not have it.",
    ]);
    expect(permissions.map(({ permission_name: name }) => name)).toEqual([
      'create:invoices',
      'read:invoices',
      'read:payments',
    ]);
  });

  it('asks as often as there are roles and organizations, not permissions', async () => {
    const userId = await people.make();
    await people.api('POST', `/users/${encodeURIComponent(userId)}/roles`, {
      roles: ['rol_Administrator000'],
    });
    const asked = await world.asked(() => explain(userId));
    expect(asked.length).toBeLessThanOrEqual(4);
  });
});
