import { sql } from 'kysely';
import type { Adapter, AdapterPayload } from 'oidc-provider';
import { newId } from '../store/ids.ts';
import type { Database } from '../store/open.ts';
import { REFRESH_TOKEN_LIFETIME } from '../store/refresh-tokens.ts';
import { EMPTY_ADAPTER } from './adapter-base.ts';
import { currentDevice } from './device.ts';
import { grantIdOf } from './grant-records.ts';

/** More than these a user has with no application. @see https://auth0.com/docs/troubleshoot/customer-support/operational-policies/entity-limit-policy */
const LIMIT = 200;

/** The provider's refresh tokens: the token is what the application holds, the id is made up for the Management API. */
export function refreshTokenRecords(db: Database): Adapter {
  return {
    ...EMPTY_ADAPTER,
    find: async (token) => {
      const now = new Date();
      const row = await db
        .selectFrom('refresh_tokens')
        .select('payload')
        .where('token', '=', token)
        .where('idle_expires_at', '>', now)
        .where('expires_at', '>', now)
        .executeTakeFirst();
      return row?.payload;
    },
    upsert: async (token, payload, expiresIn) => {
      await db.transaction().execute((transaction) => add(transaction, token, payload, expiresIn ?? 0));
    },
    destroy: async (token) => {
      await db.deleteFrom('refresh_tokens').where('token', '=', token).execute();
    },
    revokeByGrantId: async (grantId) => {
      await db
        .deleteFrom('refresh_tokens')
        .where('grant_id', '=', grantIdOf(grantId))
        .where(sql`payload->>'grantId'`, '=', grantId)
        .execute();
    },
  };
}

async function add(
  transaction: Database,
  token: string,
  payload: AdapterPayload,
  expiresIn: number,
): Promise<void> {
  const { accountId = '', clientId = '', sessionUid, grantId = '', scope = '' } = payload;
  const now = Date.now();
  await transaction
    .insertInto('refresh_tokens')
    .values({
      id: newId('dcr'),
      token,
      user_id: accountId,
      client_id: clientId,
      session_id: sessionUid ?? null,
      grant_id: grantIdOf(grantId),
      audience: null,
      scope,
      payload: JSON.stringify(payload),
      rotating: false,
      created_at: new Date(now),
      idle_expires_at: new Date(now + REFRESH_TOKEN_LIFETIME.idle * 1000),
      expires_at: new Date(now + expiresIn * 1000),
      device: JSON.stringify(currentDevice().device),
    })
    .execute();
  await transaction
    .deleteFrom('refresh_tokens')
    .where('id', 'in', (query) =>
      query
        .selectFrom('refresh_tokens')
        .select('id')
        .where('user_id', '=', accountId)
        .where('client_id', '=', clientId)
        .orderBy('created_at', 'desc')
        .orderBy('id')
        .offset(LIMIT),
    )
    .execute();
}
