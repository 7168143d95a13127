import { describe, expect, it } from 'vitest';
import { userStates } from './states.ts';

const user = { user_id: 'auth0|1', identities: [] };
const ordinary = { ...user, email: 'a@b.co', email_verified: true, last_login: '2026-01-01T00:00:00Z' };

describe('userStates', () => {
  it('says nothing of an ordinary user', () => {
    expect(userStates(ordinary)).toEqual([]);
  });

  it('puts a block first', () => {
    const labels = userStates({ ...user, email: 'a@b.co', email_verified: false, blocked: true });
    expect(labels.map(({ label }) => label)).toEqual(['Blocked', 'E-mail unverified', 'Never signed in']);
  });

  it('takes an address of which nothing is known for unverified', () => {
    const { email_verified: _verified, ...unknown } = ordinary;
    expect(userStates(unknown).map(({ label }) => label)).toEqual(['E-mail unverified']);
  });

  it('does not call a user without an e-mail unverified', () => {
    expect(userStates({ ...user, email_verified: false, last_login: '2026-01-01T00:00:00Z' })).toEqual([]);
  });

  it('believes a count of sign-ins without a last one', () => {
    const { last_login: _login, ...counted } = ordinary;
    expect(userStates({ ...counted, logins_count: 2 })).toEqual([]);
    expect(userStates({ ...counted, logins_count: 0 }).map(({ label }) => label)).toEqual([
      'Never signed in',
    ]);
  });
});
