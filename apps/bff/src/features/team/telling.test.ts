import { AuditList } from '@rollcall/shared/contract/audit.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser } from '../../testing/browser.ts';
import { europe, startWorld, type World } from '../../testing/world.ts';

let world: World;
let admin: Browser;
beforeAll(async () => {
  world = await startWorld();
  admin = await (await world.rollcall()).signedIn('admin');
});
afterAll(() => world.close());

/** What the audit trail says of what an Admin does in `act`, in its order. */
async function toldOf(act: () => Promise<unknown>) {
  const before = await events();
  await act();
  const after = await events();
  return after.slice(0, after.length - before.length).toReversed();
}

async function events() {
  const { body } = await admin.api('GET', '/api/audit');
  return AuditList.parse(body).events;
}

describe('the audit trail', () => {
  it('is told whom a change of the team was about, what it was before and what after', async () => {
    let id = '';
    const told = await toldOf(async () => {
      const { body } = await admin.api('POST', '/api/team/roles', {
        body: { title: 'Reader', permissions: ['users:read'] },
      });
      const grants = [{ role: Object(body).id, scope: europe, mask: ['email'] }];
      const invited = await admin.api('POST', '/api/team', { body: { email: 'New@Corp.example', grants } });
      id = Object(invited.body).member.id;
      const admins = [{ role: 'admin', scope: { all: true } }];
      await admin.api('PATCH', `/api/team/${id}`, { body: { grants: admins } });
      await admin.api('POST', `/api/team/${id}/disable`);
      await admin.api('DELETE', `/api/team/${id}`);
      await admin.api('PUT', '/api/team/settings', { body: { reasonRequired: ['users:delete'] } });
    });
    const reader = [{ role: 'Reader', scope: europe, mask: ['email'] }];
    const admins = [{ role: 'Admin', scope: { all: true }, mask: [] }];
    const target = { kind: 'team_member', id, name: 'new@corp.example' };
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
    const told = await toldOf(async () => {
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
