import { sql } from 'kysely';
import type { Database } from './open.ts';
import type { Identity } from './schema.ts';

/** What an identity provider handed out for one of its accounts. */
interface ProviderTokens {
  access_token: string;
  refresh_token?: string;
}

/** Keeps what a provider handed out at a sign-in, in place of what it had before. */
export async function saveProviderTokens(
  db: Database,
  identity: { provider: string; id: string },
  { access_token, refresh_token }: ProviderTokens,
): Promise<void> {
  const tokens = { access_token, refresh_token: refresh_token ?? null };
  await db
    .insertInto('provider_tokens')
    .values({ ...identity, ...tokens })
    .onConflict((conflict) => conflict.columns(['provider', 'id']).doUpdateSet(tokens))
    .execute();
}

/** The tokens of those identities that have some, under the key that `identityKey` makes. */
export async function findProviderTokens(
  db: Database,
  identities: readonly Identity[],
): Promise<Map<string, ProviderTokens>> {
  if (identities.length === 0) return new Map();
  const keys = sql.join(identities.map(({ provider, user_id }) => sql`(${provider}, ${user_id})`));
  const rows = await db
    .selectFrom('provider_tokens')
    .selectAll()
    .where(sql<boolean>`(provider, id) in (${keys})`)
    .execute();
  return new Map(
    rows.map(({ provider, id, access_token, refresh_token }): [string, ProviderTokens] => [
      identityKey({ provider, user_id: id }),
      { access_token, ...(refresh_token === null ? {} : { refresh_token }) },
    ]),
  );
}

/** Tells identities apart. */
export function identityKey({ provider, user_id }: Pick<Identity, 'provider' | 'user_id'>): string {
  return `${provider}|${user_id}`;
}
