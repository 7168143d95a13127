import { describe, expect, it } from 'vitest';
import { userHandle } from './user-words.ts';

const user = { user_id: 'auth0|1', identities: [] };

describe('userHandle', () => {
  it('does not repeat the name', () => {
    expect(userHandle({ ...user, name: 'ada@example.com', email: 'ada@example.com' })).toBe('auth0|1');
    expect(userHandle({ ...user, name: 'Ada', email: 'ada@example.com' })).toBe('ada@example.com');
    expect(userHandle(user)).toBeUndefined();
  });
});
