import { describe, expect, it } from 'vitest';
import { maskClaims } from './token-claims.ts';

const user = {
  user_id: 'auth0|ada',
  email: 'ada@example.com',
  identities: [
    { connection: 'users', provider: 'auth0', user_id: 'ada' },
    { connection: 'github', provider: 'github', user_id: '7', profileData: { email: 'ada@home.example' } },
  ],
};

describe('claims of a user whose e-mail address is hidden', () => {
  it('tell the address neither by name nor by value, of the user or of a linked identity', () => {
    const { claims, hidden } = maskClaims(['email'], user, {
      sub: 'auth0|ada',
      email: 'ada@example.com',
      'https://example.com/contact': 'Ada@Example.com',
      identities: [{ connection: 'github', profileData: { email: 'ada@home.example' } }],
      nickname: 'ada',
    });
    expect(claims).toEqual({ sub: 'auth0|ada', nickname: 'ada' });
    expect(hidden).toEqual(['email', 'https://example.com/contact', 'identities']);
  });

  it('are all told where nothing is hidden', () => {
    const claims = { sub: 'auth0|ada', email: 'ada@example.com' };
    expect(maskClaims([], user, claims)).toEqual({ claims, hidden: [] });
  });
});
