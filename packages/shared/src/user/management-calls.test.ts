import { describe, expect, it } from 'vitest';
import {
  asCurl,
  clearBlocksCall,
  deleteUserCall,
  setBlockedCall,
  setPasswordCalls,
  updateUserCalls,
} from './management-calls.ts';

const user = {
  user_id: 'auth0|1',
  email: 'a@example.com',
  identities: [{ connection: 'db', provider: 'auth0', user_id: '1' }],
  app_metadata: { plan: { tier: 'free', seats: 1 }, kept: true },
};

describe('updateUserCalls', () => {
  it('sends what changes, and of metadata each changed first-level key whole', () => {
    const patch = { given_name: 'Ada', app_metadata: { plan: { tier: 'gold' } } };
    expect(updateUserCalls(user, patch)).toEqual([
      {
        method: 'PATCH',
        path: '/users/auth0%7C1',
        body: { app_metadata: { plan: { tier: 'gold', seats: 1 } }, given_name: 'Ada' },
      },
    ]);
  });

  it('makes two calls of what Auth0 refuses in one', () => {
    const calls = updateUserCalls(user, { username: 'ada', email: 'b@example.com' });
    expect(calls.map(({ body }) => body)).toEqual([
      { username: 'ada' },
      { email: 'b@example.com', email_verified: false },
    ]);
  });

  it('makes none of what changes nothing', () => {
    expect(updateUserCalls(user, { email: 'A@example.com', app_metadata: { kept: true } })).toEqual([]);
  });
});

describe('asCurl', () => {
  it('is what a shell can run, with the token from its environment', () => {
    expect(asCurl('acme.eu.auth0.com', [setBlockedCall('auth0|1', true)])).toBe(
      [
        `curl --fail-with-body -X PATCH 'https://acme.eu.auth0.com/api/v2/users/auth0%7C1' \\`,
        `  -H "authorization: Bearer $AUTH0_TOKEN" \\`,
        `  -H 'content-type: application/json' \\`,
        `  -d '{"blocked":true}'`,
      ].join('\n'),
    );
  });

  it('leaves a password out', () => {
    expect(asCurl('t', setPasswordCalls('auth0|1', 'db', false))).toContain(
      `-d '{"password":"'"$PASSWORD"'","connection":"db"}'`,
    );
  });

  it('tells the sign-out everywhere as a call of its own', () => {
    expect(asCurl('t', setPasswordCalls('auth0|1', 'db', true))).toContain(
      `-X POST 'https://t/api/v2/users/auth0%7C1/revoke-access'`,
    );
  });

  it('lets nothing that is typed end its quotes', () => {
    const [call] = updateUserCalls(user, { nickname: `'; rm -rf ~; echo '$AUTH0_TOKEN` });
    expect(asCurl('t', call === undefined ? [] : [call])).toContain(
      String.raw`-d '{"nickname":"'\''; rm -rf ~; echo '\''$AUTH0_TOKEN"}'`,
    );
  });

  it('has no body where there is none', () => {
    const text = asCurl('t', [deleteUserCall('auth0|1'), clearBlocksCall('auth0|1')]);
    expect(text).toContain(`-X DELETE 'https://t/api/v2/users/auth0%7C1'`);
    expect(text).toContain(`-X DELETE 'https://t/api/v2/user-blocks/auth0%7C1'`);
    expect(text).not.toContain('-d ');
  });
});
