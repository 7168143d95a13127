import { describe, expect, it } from 'vitest';
import { type Grant, type HeldGrant, holdGrants } from './grants.ts';
import { isFullAdmin, type RankedPlace, refuseBeyond, refuseRole, refuseTeamChange } from './rank.ts';
import type { TeamRole } from './team-roles.ts';

const everybody = { all: true } as const;
const europe = { eq: { field: 'app_metadata.region', value: 'eu' } };
const manager = 'role_aaaaaaaaaaaaaaaa';
const namer = 'role_bbbbbbbbbbbbbbbb';
const clerk = 'rol_BillingClerk0000';
const agent = 'rol_BookingAgent0000';
const roles: Record<string, TeamRole> = {
  [manager]: { title: 'Team lead', permissions: ['users:read', 'users:block', 'team:manage'] },
  [namer]: { title: 'Namer', permissions: ['users:edit'] },
};

function hold(...grants: (Omit<Grant, 'mask'> & { mask?: string[] })[]): HeldGrant[] {
  return holdGrants(
    grants.map((grant) => ({ mask: [], ...grant })),
    roles,
  );
}

const admin = hold({ role: 'admin', scope: everybody });
const lead = hold({ role: manager, scope: everybody });

describe('own grants cover', () => {
  it.each([
    ['less', admin, hold({ role: 'support', scope: europe })],
    ['the same', lead, lead],
    ['the same over certain users, from everybody', lead, hold({ role: manager, scope: europe })],
    ['the same scope', hold({ role: 'support', scope: europe }), hold({ role: 'support', scope: europe })],
    [
      'what several of them give together',
      hold({ role: 'viewer-users', scope: everybody }, { role: namer, scope: everybody }),
      hold({ role: 'viewer-users', scope: europe }, { role: namer, scope: europe }),
    ],
    [
      'a mask that hides as much',
      hold({ role: 'viewer-users', scope: everybody, mask: ['email', 'user_metadata.a'] }),
      hold({ role: 'viewer-users', scope: europe, mask: ['email', 'user_metadata'] }),
    ],
    [
      'what one of two own grants shows',
      hold(
        { role: 'viewer-users', scope: everybody, mask: ['email'] },
        { role: 'support', scope: europe, mask: ['phone_number'] },
      ),
      hold({ role: 'viewer-users', scope: europe }),
    ],
    [
      'roles of the tenant that they may give themselves',
      hold({ role: 'editor-users', scope: europe, assignableRoles: [clerk, agent] }),
      hold({ role: 'editor-users', scope: europe, assignableRoles: [clerk] }),
    ],
    [
      'any role of the tenant, from whom none is withheld',
      hold({ role: 'editor-users', scope: everybody }),
      hold({ role: 'editor-users', scope: europe, assignableRoles: [clerk] }),
    ],
    ['nothing', [], []],
  ])('%s', (_words, own, others) => {
    expect(refuseBeyond(own, others)).toBeUndefined();
  });

  it.each([
    ['a permission more', lead, hold({ role: 'support', scope: europe }), 'user_metadata:edit, password:set'],
    [
      'more users',
      hold({ role: 'support', scope: europe }),
      hold({ role: 'viewer-users', scope: everybody }),
      'users:read',
    ],
    [
      'other users',
      hold({ role: 'support', scope: europe }),
      hold({ role: 'viewer-users', scope: { not: europe } }),
      'users:read',
    ],
    [
      'a field that is hidden from oneself',
      hold({ role: manager, scope: everybody, mask: ['email'] }),
      hold({ role: 'viewer-users', scope: europe, mask: ['phone_number'] }),
      'sight of email',
    ],
    [
      'all of what is hidden in part',
      hold({ role: 'viewer-users', scope: everybody, mask: ['user_metadata'] }),
      hold({ role: 'viewer-users', scope: everybody, mask: ['user_metadata.a'] }),
      'sight of user_metadata',
    ],
    [
      'Admin',
      holdGrants([{ role: manager, scope: everybody, mask: [] }], {
        [manager]: { title: 'All', permissions: admin[0]?.permissions ?? [] },
      }),
      admin,
      'the team role Admin',
    ],
    ['Admin over certain users', lead, hold({ role: 'admin', scope: europe }), 'the team role Admin'],
    [
      'a role of the tenant that they may not give themselves',
      hold({ role: 'editor-users', scope: everybody, assignableRoles: [clerk] }),
      hold({ role: 'editor-users', scope: europe, assignableRoles: [clerk, agent] }),
      `the role ${agent}`,
    ],
    [
      'every role of the tenant',
      hold({ role: 'editor-users', scope: everybody, assignableRoles: [clerk] }),
      hold({ role: 'editor-users', scope: everybody }),
      'every role of the tenant',
    ],
    ['anything, without any', [], hold({ role: 'viewer-users', scope: europe }), 'users:read'],
  ])('not %s', (_words, own, others, sentence) => {
    expect(refuseBeyond(own, others)).toMatchObject({
      code: 'beyond_own_rights',
      sentence: expect.stringContaining(sentence),
    });
  });

  it('team:manage only from over everybody', () => {
    const partly = hold({ role: manager, scope: europe });
    expect(refuseBeyond(partly, lead)?.missing).toEqual(['users:read', 'users:block', 'team:manage']);
  });
});

function place(id: string, grants: HeldGrant[], active = true): RankedPlace {
  return { id, active, grants };
}

const ada = place('ada', admin);
const bea = place('bea', admin);
const leo = place('leo', lead);
const vic = place('vic', hold({ role: 'viewer-users', scope: everybody }));
const out = place('out', admin, false);

describe('someone who manages the team', () => {
  it('changes, invites and removes others within what they have', () => {
    const blocker = place('vic', hold({ role: manager, scope: europe }));
    const team = [ada, leo, vic];
    expect(refuseTeamChange(team, 'leo', [{ before: vic, after: blocker }])).toBeUndefined();
    expect(refuseTeamChange(team, 'leo', [{ after: { ...blocker, id: 'new' } }])).toBeUndefined();
    expect(refuseTeamChange(team, 'leo', [{ before: vic }])).toBeUndefined();
    expect(refuseTeamChange([ada, bea, leo], 'ada', [{ before: bea }])).toBeUndefined();
  });

  it('does not touch whoever has more, even to take it away', () => {
    const team = [ada, bea, leo, vic];
    const less = place('bea', hold({ role: 'viewer-users', scope: europe }));
    for (const change of [{ before: bea, after: less }, { before: bea }, { before: bea, after: bea }]) {
      expect(refuseTeamChange(team, 'leo', [change])).toMatchObject({ code: 'beyond_own_rights' });
    }
  });

  it('gives nobody more than they have themself', () => {
    const more = place('vic', hold({ role: 'support', scope: everybody }));
    const refusal = refuseTeamChange([ada, leo, vic], 'leo', [{ before: vic, after: more }]);
    expect(refusal).toMatchObject({
      code: 'beyond_own_rights',
      missing: expect.arrayContaining(['user_metadata:edit', 'password:set']),
    });
  });

  it('does not change their own place, not even as one of many', () => {
    const lesser = place('leo', vic.grants.slice());
    const refusal = refuseTeamChange([ada, leo, vic], 'leo', [
      { before: vic },
      { before: leo, after: lesser },
    ]);
    expect(refusal?.sentence).toContain('their own place');
    expect(refuseTeamChange([ada, leo], 'ada', [{ before: ada }])?.code).toBe('beyond_own_rights');
  });

  it('is asked anew whether they still do', () => {
    const team = [ada, { ...leo, active: false }, vic, place('ex', vic.grants.slice())];
    for (const actor of ['leo', 'gone', 'ex']) {
      const refusal = refuseTeamChange(team, actor, [{ before: vic }]);
      expect(refusal?.sentence).toBe('You no longer manage the team.');
    }
  });
});

describe('the last active Admin over everybody', () => {
  it.each([
    ['removed', { before: ada }],
    ['disabled', { before: ada, after: { ...ada, active: false } }],
    ['demoted', { before: ada, after: place('ada', hold({ role: 'admin', scope: europe })) }],
    [
      'blinded',
      { before: ada, after: place('ada', hold({ role: 'admin', scope: everybody, mask: ['email'] })) },
    ],
  ])('is not %s by somebody who was Admin a moment ago', (_words, change) => {
    const team = [ada, { ...bea, active: false }, leo, out];
    expect(refuseTeamChange(team, 'bea', [change])?.code).toBe('last_admin');
    expect(refuseTeamChange([ada, bea], 'bea', [change])).toBeUndefined();
  });

  it('is who is Admin over everybody and sees everything', () => {
    const [half, other] = [['email'], ['last_ip']].map((mask) => ({ role: 'admin', scope: everybody, mask }));
    if (half === undefined || other === undefined) return expect.unreachable();
    expect([isFullAdmin(hold(half)), isFullAdmin(hold(half, other))]).toEqual([false, true]);
    expect(isFullAdmin(admin)).toBe(true);
    expect(isFullAdmin(hold({ role: 'admin', scope: europe }))).toBe(false);
    expect(isFullAdmin(lead)).toBe(false);
  });
});

describe('a team role', () => {
  it('is made of permissions that one has', () => {
    expect(refuseRole(lead, ['users:read', 'team:manage'])).toBeUndefined();
    expect(refuseRole(lead, ['users:read', 'users:delete'])).toMatchObject({ missing: ['users:delete'] });
    expect(refuseRole([], ['users:read'])?.code).toBe('beyond_own_rights');
  });
});
