import { UserSummary } from '@rollcall/shared/user/user-summary.ts';
import { z } from 'zod';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser } from '../../testing/browser.ts';
import { pathOf, search } from '../../testing/users.ts';
import { europe, startWorld, type World } from '../../testing/world.ts';

const everybody = { all: true } as const;
const us = { eq: { field: 'app_metadata.region', value: 'us' } };

let world: World;
let admin: Browser;
let lead: Browser;
beforeAll(async () => {
  world = await startWorld();
  const rollcall = await world.rollcall();
  admin = await rollcall.signedIn('admin');
  const permissions = ['users:read', 'team:manage'];
  const made = await admin.api('POST', '/api/team/roles', { body: { title: 'Team lead', permissions } });
  const eyes = await admin.api('POST', '/api/team/roles', {
    body: { title: 'Manager', permissions: ['team:manage'] },
  });
  const { members } = z
    .object({ members: z.array(z.looseObject({ id: z.string(), email: z.string() })) })
    .parse((await admin.api('GET', '/api/team')).body);
  const id = members.find(({ email }) => email === 'editor@rollcall.example')?.id;
  const grants = [
    { role: Object(eyes.body).id, scope: everybody },
    { role: Object(made.body).id, scope: europe, mask: ['phone_number', 'app_metadata.plan'] },
  ];
  await admin.api('PATCH', `/api/team/${id}`, { body: { grants } });
  lead = await rollcall.signedIn('editor');
});
afterAll(() => world.close());

const Preview = z.object({ total: z.number(), sample: z.array(UserSummary) });

async function preview(browser: Browser, scope: unknown, mask: string[] = []) {
  const page = await browser.api('POST', '/api/team/scope-preview', { body: { scope, mask } });
  return Preview.parse(page.body);
}

describe('the preview of a scope', () => {
  it('counts the users it covers and shows up to five of them', async () => {
    const { total } = await search(admin, 'app_metadata.region:"eu"');
    const found = await preview(admin, europe);
    expect(found.total).toBe(total);
    expect(found.sample).toHaveLength(Math.min(5, total));
    expect(await preview(admin, { not: everybody })).toEqual({ total: 0, sample: [] });
  });

  it('shows them as the mask would', async () => {
    const { sample } = await preview(admin, everybody, ['email']);
    expect(sample.length).toBeGreaterThan(0);
    expect(sample.filter((user) => user.email !== undefined)).toEqual([]);
  });

  it('counts nobody whom the caller may not see, and shows nothing that is hidden from the caller', async () => {
    expect(await preview(lead, us)).toEqual({ total: 0, sample: [] });
    const all = await preview(lead, everybody);
    expect(all.total).toBe((await preview(admin, europe)).total);
    expect(all.sample.filter((user) => user.phone_number !== undefined)).toEqual([]);
  });

  it('does not answer what is hidden from the caller by counting', async () => {
    const scope = { or: [us, { eq: { field: 'app_metadata.plan', value: 'free' } }] };
    const { body } = await lead.api('POST', '/api/team/scope-preview', { body: { scope } });
    expect(body).toMatchObject({ code: 'masked_field' });
    expect((await preview(admin, scope)).total).toBeGreaterThanOrEqual(0);
  });

  it('takes no scope that cannot be stored', async () => {
    const { body } = await admin.api('POST', '/api/team/scope-preview', { body: { scope: { lucene: '*' } } });
    expect(body).toMatchObject({ code: 'invalid_input' });
  });
});

describe('the settings of the team', () => {
  it('say to everybody what needs a reason, and are changed by those who manage the team', async () => {
    const reasonRequired = ['users:delete'];
    const { body } = await admin.api('PUT', '/api/team/settings', { body: { reasonRequired } });
    expect(body).toEqual({ reasonRequired });
    expect((await lead.api('GET', '/api/team/settings')).body).toEqual({ reasonRequired });
    expect((await lead.api('GET', '/api/me')).body).toMatchObject({ reasonRequired });
  });

  it('keep whoever gives no reason from what needs one, before the tenant is asked', async () => {
    await admin.api('PUT', '/api/team/settings', { body: { reasonRequired: ['users:block'] } });
    const path = pathOf((await search(admin, '')).users[0]?.user_id ?? '', '/block');
    const asked = await world.asked(async () => {
      expect((await admin.api('POST', path)).body).toMatchObject({ status: 400, code: 'reason_required' });
    });
    expect(asked).toEqual([]);
    const headers = { 'audit-reason': 'Ticket%201' };
    expect((await admin.api('POST', path, { headers })).status).toBe(200);
  });
});
