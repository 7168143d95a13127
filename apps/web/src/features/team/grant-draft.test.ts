import type { Grant } from '@rollcall/shared/access/grants.ts';
import { teamRoles } from '@rollcall/shared/access/team-roles.ts';
import type { TeamRoleDetail } from '@rollcall/shared/contract/team.ts';
import { describe, expect, it } from 'vitest';
import { describeGrant, draftOfGrant, readGrantDrafts } from './grant-draft.ts';
import { KeptDrafts } from './kept-drafts.ts';

const everybody = { all: true } as const;
const europe = { eq: { field: 'app_metadata.region', value: 'eu' } };
const clerk = 'rol_BillingClerk0000';
const editor = { role: 'editor-users', scope: europe, mask: [] };
const roles: TeamRoleDetail[] = Object.entries(teamRoles).map(([id, { title, permissions }]) => ({
  id,
  title,
  permissions: [...permissions],
  builtIn: true,
  members: 0,
}));

const grants: [string, Grant][] = [
  ['conditions and a mask', { ...editor, mask: ['email', 'app_metadata.salary'] }],
  ['a scope that only JSON says', { ...editor, scope: { not: everybody } }],
  ['certain roles of the tenant', { ...editor, assignableRoles: [clerk] }],
  ['none of them, said aloud', { ...editor, scope: everybody, assignableRoles: [] }],
  ['certain ones, for a team role that gives none', { ...editor, role: 'support', assignableRoles: [clerk] }],
];

describe('a grant that is edited', () => {
  it.each(grants)('stays what it is where nothing is changed: %s', (_words, grant) => {
    expect(readGrantDrafts([draftOfGrant(grant)])).toStrictEqual({ ok: true, grants: [grant] });
  });

  it.each(grants)('is kept for after a sign-in: %s', (_words, grant) => {
    const kept = KeptDrafts.parse(JSON.parse(JSON.stringify([draftOfGrant(grant)])));
    expect(readGrantDrafts(kept)).toStrictEqual({ ok: true, grants: [grant] });
  });

  it('names at most fifty roles of the tenant', () => {
    const many = Array.from({ length: 51 }, (_one, index) => `rol_${String(index).padStart(16, '0')}`);
    expect(readGrantDrafts([draftOfGrant({ ...editor, assignableRoles: many })])).toEqual({
      ok: false,
      sentence: 'At most 50 roles of the tenant can be named.',
    });
  });
});

describe('a grant in one line', () => {
  it.each<[string, Grant]>([
    ['all users', { ...editor, scope: everybody }],
    ['users whose `app_metadata.region` is `eu`; gives no roles of the tenant', editor],
    ['all users; gives no roles of the tenant', { ...editor, scope: everybody, assignableRoles: [] }],
    [
      'users whose `app_metadata.region` is `eu`; hides `email`; gives only 1 role of the tenant',
      { ...editor, mask: ['email'], assignableRoles: [clerk] },
    ],
    ['all users', { ...editor, role: 'support', scope: everybody, assignableRoles: [clerk] }],
  ])('says “%s”', (line, grant) => {
    expect(describeGrant(grant, roles)).toBe(line);
  });
});
