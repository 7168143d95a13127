import type { Database } from '../../store/open.ts';
import { findProviderTokens, identityKey } from '../../store/provider-tokens.ts';
import type { UserProfile } from '../../store/schema.ts';

/**
 * The users as a token with these scopes may see them: with what identity providers have handed out
 * for their identities when it has `read:user_idp_tokens`.
 * @see https://auth0.com/docs/secure/tokens/access-tokens/identity-provider-access-tokens
 */
export async function withProviderTokens(
  db: Database,
  users: readonly UserProfile[],
  scopes: ReadonlySet<string>,
): Promise<UserProfile[]> {
  if (!scopes.has('read:user_idp_tokens')) return [...users];
  const tokens = await findProviderTokens(
    db,
    users.flatMap(({ identities }) => identities),
  );
  return users.map((user) => ({
    ...user,
    identities: user.identities.map((identity) => ({ ...identity, ...tokens.get(identityKey(identity)) })),
  }));
}
