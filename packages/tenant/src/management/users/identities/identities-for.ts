import type { Database } from '../../../store/open.ts';
import type { Identity, UserProfile } from '../../../store/schema.ts';
import { withProviderTokens } from '../provider-tokens.ts';

/** The identities of a user as a token with these scopes may see them. */
export async function identitiesFor(
  db: Database,
  user: UserProfile,
  scopes: ReadonlySet<string>,
): Promise<readonly Identity[]> {
  const [seen = user] = await withProviderTokens(db, [user], scopes);
  return seen.identities;
}
