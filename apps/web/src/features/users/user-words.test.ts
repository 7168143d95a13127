import { describe, expect, it } from 'vitest';
import { userHandle, userStates } from './user-words.ts';

const user = { user_id: 'auth0|1', identities: [] };

describe('userHandle', () => {
  it('does not repeat the name', () => {
    expect(userHandle({ ...user, name: 'ada@example.com', email: 'ada@example.com' })).toBe('auth0|1');
    expect(userHandle({ ...user, name: 'Ada', email: 'ada@example.com' })).toBe('ada@example.com');
    expect(userHandle(user)).toBeUndefined();
  });
});

describe('userStates', () => {
  it('says nothing of an ordinary user', () => {
    const ordinary = { ...user, email: 'a@b.co', email_verified: true, last_login: '2026-01-01T00:00:00Z' };
    expect(userStates(ordinary)).toEqual([]);
  });

  it('puts a block first', () => {
    const labels = userStates({ ...user, email: 'a@b.co', email_verified: false, blocked: true });
    expect(labels.map(({ label }) => label)).toEqual(['Blocked', 'Unverified', 'Never signed in']);
  });

  it('does not call a user without an e-mail unverified', () => {
    expect(userStates({ ...user, email_verified: false, last_login: '2026-01-01T00:00:00Z' })).toEqual([]);
  });
});
