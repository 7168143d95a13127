import { sql } from 'kysely';
import type { Adapter } from 'oidc-provider';
import { randomText } from '../store/ids.ts';
import { findGrant } from '../store/grants.ts';
import type { Database } from '../store/open.ts';
import { EMPTY_ADAPTER } from './adapter-base.ts';

/**
 * One sign-in under a grant. Auth0 has one grant for a user and an application; the library revokes all
 * that was issued under one, and that must not reach beyond the sign-in a code or token comes from.
 */
export function signInUnder(grantId: string): string {
  return `${grantId}.${randomText(16)}`;
}

/** The grant that a sign-in is under. */
export function grantIdOf(signIn: string): string {
  return signIn.split('.', 1)[0] ?? '';
}

/** The provider's grants, read from those of the tenant; they are written by `extendGrant`. */
export function grantRecords(db: Database): Adapter {
  return {
    ...EMPTY_ADAPTER,
    find: async (signIn) => {
      const grant = await findGrant(db, grantIdOf(signIn));
      if (grant === undefined) return undefined;
      return {
        kind: 'Grant',
        jti: signIn,
        accountId: grant.user_id,
        clientId: grant.client_id,
        openid: { scope: grant.scope.join(' ') },
      };
    },
  };
}

/** Takes grants back, with every code, access token and refresh token that was issued under them. */
export async function endGrants(
  transaction: Database,
  which: { id: string } | { userId: string },
): Promise<void> {
  const [column, value] = 'id' in which ? (['id', which.id] as const) : (['user_id', which.userId] as const);
  const ended = await transaction.deleteFrom('grants').where(column, '=', value).returning('id').execute();
  if (ended.length === 0) return;
  const ids = ended.map(({ id }) => id);
  await transaction
    .deleteFrom('oidc_records')
    .where(sql<string>`split_part(grant_id, '.', 1)`, 'in', ids)
    .execute();
}
