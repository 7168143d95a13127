import { type Grant, holdGrants } from '@rollcall/shared/access/grants.ts';
import { describe, expect, it } from 'vitest';
import { leaving } from './leaving.ts';

const europe = { eq: { field: 'app_metadata.region', value: 'eu' } };
const identities = [{ connection: 'db', provider: 'auth0', user_id: '1' }];
const anna = { user_id: 'auth0|anna', email: 'a@corp.example', app_metadata: { region: 'eu' }, identities };
const bill = { user_id: 'auth0|bill', email: 'b@corp.example', app_metadata: { region: 'us' }, identities };

function member(...grants: Partial<Grant>[]) {
  const given = grants.map((grant) => ({ role: 'support', scope: europe, mask: [], ...grant }));
  return { id: '1', name: 'Sue', email: undefined, picture: undefined, grants: holdGrants(given, {}) };
}

describe('an answer that leaves', () => {
  it('is no user whom the team member may not see any more, whatever was done to them', () => {
    expect(leaving(member({}), anna)).toEqual({ ...anna, masked: [] });
    expect(() => leaving(member({}), bill)).toThrow('not_found');
    expect(() => leaving(member(), anna)).toThrow('not_found');
  });

  it('has no such user in a list either', () => {
    const list = { users: [anna, bill], start: 0 };
    expect(leaving(member({}), list)).toEqual({ users: [{ ...anna, masked: [] }], start: 0 });
  });

  it('is without what is hidden, of each user by the grants that cover them', () => {
    const sue = member({ mask: ['email'] }, { scope: { not: europe } });
    expect(leaving(sue, { users: [anna, bill] })).toMatchObject({
      users: [{ user_id: 'auth0|anna', masked: ['email', 'email_verified'] }, { email: 'b@corp.example' }],
    });
    expect(JSON.stringify(leaving(sue, anna))).not.toContain('a@corp.example');
  });

  it('stays as it is where it is about no user', () => {
    for (const answer of [undefined, 1, 'text', [anna], { total: 1 }])
      expect(leaving(member(), answer)).toBe(answer);
  });
});
