import { errors, type FindAccount } from 'oidc-provider';
import type { Database } from '../store/open.ts';
import type { UserProfile } from '../store/schema.ts';
import { findUser } from '../store/users.ts';

/** Which claims each scope brings. @see https://auth0.com/docs/get-started/apis/scopes/openid-connect-scopes */
export const CLAIMS = {
  openid: ['sub', 'amr'],
  profile: ['name', 'given_name', 'family_name', 'nickname', 'picture', 'updated_at'],
  email: ['email', 'email_verified'],
};

/**
 * Tells the provider about the user behind a `sub`, which is the `user_id`. For somebody who was blocked
 * neither a code nor a refresh token becomes an access token.
 */
export function accountFinder(db: Database): FindAccount {
  return async (_context, userId, token) => {
    const user = await findUser(db, userId);
    if (user?.blocked === true && (token?.kind === 'RefreshToken' || token?.kind === 'AuthorizationCode')) {
      throw new errors.CustomOIDCProviderError('unauthorized', 'user is blocked');
    }
    return user === undefined
      ? undefined
      : { accountId: userId, claims: () => ({ sub: userId, ...claimsOf(user) }) };
  };
}

function claimsOf(user: UserProfile): Record<string, string | boolean> {
  const { name, given_name, family_name, nickname, picture, updated_at, email, email_verified } = user;
  const claims = { name, given_name, family_name, nickname, picture, updated_at, email, email_verified };
  return Object.fromEntries(
    Object.entries(claims).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  );
}
