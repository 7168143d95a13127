import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '@rollcall/database/open.ts';
import { z } from 'zod';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBff } from '../../start.ts';
import type { Tables } from '../../store/schema.ts';
import { Browser } from '../../testing/browser.ts';
import { europe, optionsFor, startWorld, type World } from '../../testing/world.ts';

const dataDirectory = mkdtempSync(join(tmpdir(), 'rollcall-telling-'));
let world: World;
beforeAll(async () => {
  world = await startWorld(10);
});
afterAll(async () => {
  await world.close();
  rmSync(dataDirectory, { recursive: true, force: true });
});

const Told = z.looseObject({ action: z.string(), kind: z.string() });

/** What the audit trail says of `act`, an Admin's: how each of its calls ended. */
async function toldOf(act: (admin: Browser) => Promise<unknown>) {
  const bff = await startBff({
    ...optionsFor(world.tenant.url, world.ports[0] ?? 0),
    dataDirectory,
    logLevel: 'silent',
  });
  const admin = new Browser(bff.url);
  await admin.signIn('admin@rollcall.example');
  await act(admin);
  await bff.close();
  const database = await openDatabase<Tables>({ directory: join(dataDirectory, 'bff') });
  const rows = await database.db.selectFrom('audit_entries').select('content').orderBy('seq').execute();
  await database.close();
  const entries = rows.map(({ content }) => Told.parse(JSON.parse(content)));
  return entries.filter(({ action, kind }) => kind !== 'begun' && /^(team|settings)/.test(action));
}

// Each starts a Rollcall on disk, which takes a while on a busy machine.
describe('the audit trail', { timeout: 60_000 }, () => {
  it('is told whom a change of the team was about, what it was before and what after', async () => {
    const ids: string[] = [];
    const told = await toldOf(async (admin) => {
      const { body } = await admin.api('POST', '/api/team/roles', {
        body: { title: 'Reader', permissions: ['users:read'] },
      });
      const grants = [{ role: Object(body).id, scope: europe, mask: ['email'] }];
      const invited = await admin.api('POST', '/api/team', { body: { email: 'New@Corp.example', grants } });
      const { id } = Object(invited.body).member;
      ids.push(id);
      const admins = [{ role: 'admin', scope: { all: true } }];
      await admin.api('PATCH', `/api/team/${id}`, { body: { grants: admins } });
      await admin.api('POST', `/api/team/${id}/disable`);
      await admin.api('DELETE', `/api/team/${id}`);
      await admin.api('PUT', '/api/team/settings', { body: { reasonRequired: ['users:delete'] } });
    });
    const reader = [{ role: 'Reader', scope: europe, mask: ['email'] }];
    const admins = [{ role: 'Admin', scope: { all: true }, mask: [] }];
    const target = { kind: 'team_member', id: ids[0], name: 'new@corp.example' };
    expect(told).toMatchObject([
      {
        action: 'team_role.create',
        target: { kind: 'team_role', name: 'Reader' },
        changes: [
          { field: 'title', before: null, after: 'Reader' },
          { field: 'permissions', before: null, after: ['users:read'] },
        ],
      },
      { action: 'team.invite', target, changes: [{ field: 'grants', before: null, after: reader }] },
      { action: 'team.update', target, changes: [{ field: 'grants', before: reader, after: admins }] },
      {
        action: 'team.disable',
        target,
        changes: [{ field: 'status', before: 'invited', after: 'disabled' }],
      },
      { action: 'team.remove', target, changes: [{ field: 'grants', before: admins, after: null }] },
      {
        action: 'settings.update',
        target: { kind: 'settings' },
        changes: [{ field: 'reason_required', before: [], after: ['users:delete'] }],
      },
    ]);
  });

  it('is told what was refused, and of whom', async () => {
    const told = await toldOf(async (admin) => {
      const { body } = await admin.api('GET', '/api/me');
      await admin.api('DELETE', `/api/team/${Object(body).member.id}`);
    });
    expect(told.at(-1)).toMatchObject({
      action: 'team.remove',
      outcome: 'denied',
      problem: 'beyond_own_rights',
      target: { kind: 'team_member', name: 'Ada Lindqvist' },
      changes: [],
    });
  });
});
