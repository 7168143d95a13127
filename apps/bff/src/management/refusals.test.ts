import { describe, expect, it } from 'vitest';
import { refusalProblem } from './refusals.ts';

function refusal(status: number, body: unknown, method = 'PATCH') {
  return refusalProblem({ status, headers: {}, body }, method);
}

const locked =
  "The following user attributes cannot be updated: family_name, name. The connection (secret-name) must either be a database connection (using the Auth0 store), a passwordless connection (email or sms) or has disabled 'Sync user profile attributes at each login'.";

describe('what the tenant refuses', () => {
  it.each([
    [400, 'PasswordStrengthError: Password is too weak', 'password_refused', ['password']],
    [400, 'PasswordHistoryError: Password has previously been used', 'password_refused', ['password']],
    [400, 'PasswordDictionaryError: Password is too common', 'password_refused', ['password']],
    [400, 'PasswordNoUserInfoError: Password contains user information', 'password_refused', ['password']],
    [400, 'The username provided is in use already.', 'already_exists', ['username']],
    [400, 'The specified new email already exists', 'already_exists', ['email']],
    [400, locked, 'field_locked', ['family_name', 'name']],
    [
      400,
      'The following user attributes cannot be removed: nickname. The connection (x) must …',
      'refused_by_tenant',
      ['nickname'],
    ],
    [400, 'Cannot update email for non-database user.', 'refused_by_tenant', ['email']],
    [400, 'Cannot update password and email simultaneously.', 'refused_by_tenant', undefined],
    [400, 'Something that no document mentions about bob@example.com', 'refused_by_tenant', undefined],
    [409, 'The user already exists.', 'already_exists', undefined],
    [404, 'The user does not exist.', 'not_found', undefined],
    [401, 'Invalid token', 'tenant_misconfigured', undefined],
    [403, 'Insufficient scope, expected any of: update:users', 'tenant_misconfigured', undefined],
    [
      503,
      'The query exceeded the timeout. Please try refining your search criteria.',
      'search_too_slow',
      undefined,
    ],
    [503, 'Service Unavailable', 'tenant_unreachable', undefined],
    [500, 'Internal Server Error', 'tenant_unreachable', undefined],
    [302, '', 'tenant_invalid', undefined],
  ])('%i %s is %s', (status, message, code, fields) => {
    const problem = refusal(status, { statusCode: status, message });
    expect(problem.code).toBe(code);
    expect(problem.members.errors?.map(({ field }) => field)).toEqual(fields);
  });

  it.each([
    ['invalid_paging', 'page_out_of_reach'],
    ['invalid_uri', 'not_found'],
    ['invalid_query_string', 'invalid_query'],
  ])('with the code %s is %s for a read', (errorCode, code) => {
    expect(refusal(400, { message: 'x', errorCode }, 'GET').code).toBe(code);
  });

  it.each([undefined, '<html>', [], { message: 5 }])(
    'in the shape of %j is refused_by_tenant all the same',
    (body) => {
      expect(refusal(400, body).code).toBe('refused_by_tenant');
    },
  );

  it("is told in Rollcall's words: no text of the tenant's goes further, nor a name it quotes", () => {
    for (const message of [
      locked,
      'Unheard of: bob@example.com',
      'Cannot update email for bob@example.com',
    ]) {
      const { members, cause } = refusal(400, { message, errorCode: 'bob@example.com is no code' });
      expect(JSON.stringify(members)).not.toMatch(/bob|secret-name/);
      // The log keeps causes.
      expect(String(cause)).toMatch(/^Error: The tenant answered 400 $/);
    }
  });

  it('lists only fields that Rollcall knows', () => {
    const message =
      'The following user attributes cannot be updated: name, <script>, bob@example. The connection';
    expect(refusal(400, { message }).members.errors?.map(({ field }) => field)).toEqual(['name']);
  });
});
