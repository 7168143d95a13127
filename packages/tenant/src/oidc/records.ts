import type { Adapter, AdapterPayload } from 'oidc-provider';
import type { Database } from '../store/open.ts';
import type { JsonObject } from '../store/schema.ts';
import { clientRecords } from './client-records.ts';
import { grantRecords } from './grant-records.ts';
import { refreshTokenRecords } from './refresh-token-records.ts';
import { sessionRecords } from './session-records.ts';

/**
 * Ends every sign-in of a user at the tenant: sessions, codes, tokens.
 * @see https://auth0.com/docs/authenticate/database-connections/password-change — "Password reset expires sessions"
 */
export async function endSignIns(db: Database, userId: string): Promise<void> {
  await db.deleteFrom('oidc_records').where('account_id', '=', userId).execute();
  await db.deleteFrom('sessions').where('user_id', '=', userId).execute();
  await db.deleteFrom('refresh_tokens').where('user_id', '=', userId).execute();
}

/** Forgets what has expired. */
export async function sweepRecords(db: Database): Promise<void> {
  const now = new Date();
  await db.deleteFrom('oidc_records').where('expires_at', '<', now).execute();
  for (const table of ['sessions', 'refresh_tokens'] as const) {
    await db
      .deleteFrom(table)
      .where((where) => where.or([where('expires_at', '<', now), where('idle_expires_at', '<', now)]))
      .execute();
  }
}

/**
 * The memory of `oidc-provider`, in the tenant's database: a sign-in survives a restart. What the
 * Management API shows of it has tables of its own, so that removing a row there is all it takes to end it.
 *
 * @param callbackUrls where sign-ins may return to for applications that do not say so themselves.
 */
export function recordAdapter(db: Database, callbackUrls: readonly string[]): (model: string) => Adapter {
  return (model) => {
    const records = recordsOf(db, callbackUrls, model);
    // What browsers and applications send is looked up as it is, and no id holds a character the database cannot.
    return { ...records, find: async (id) => (id.includes('\0') ? undefined : records.find(id)) };
  };
}

function recordsOf(db: Database, callbackUrls: readonly string[], model: string): Adapter {
  switch (model) {
    case 'Session':
      return sessionRecords(db);
    case 'RefreshToken':
      return refreshTokenRecords(db);
    case 'Grant':
      return grantRecords(db);
    case 'Client':
      return clientRecords(db, callbackUrls);
    default:
      return otherRecords(db, model);
  }
}

/** Codes, access tokens and what is under way, as the library writes them. */
function otherRecords(db: Database, model: string): Adapter {
  const records = (column: 'id' | 'uid', value: string) =>
    db
      .selectFrom('oidc_records')
      .select('payload')
      .where('model', '=', model)
      .where(column, '=', value)
      .where((where) => where.or([where('expires_at', 'is', null), where('expires_at', '>', new Date())]))
      .executeTakeFirst()
      .then((row) => row?.payload);
  return {
    upsert: async (id, payload, expiresIn) => {
      const record = {
        payload: JSON.stringify(payload),
        uid: textOf(payload.uid),
        grant_id: textOf(payload.grantId),
        account_id: textOf(payload.accountId),
        expires_at: expiresIn === undefined ? null : new Date(Date.now() + expiresIn * 1000),
      };
      await db
        .insertInto('oidc_records')
        .values({ model, id, ...record })
        .onConflict((conflict) => conflict.columns(['model', 'id']).doUpdateSet(record))
        .execute();
    },
    find: (id) => records('id', id),
    findByUid: (uid) => records('uid', uid),
    // Only the device flow has user codes, and the tenant does not offer it.
    findByUserCode: async () => undefined,
    consume: async (id) => {
      const payload: JsonObject | undefined = await records('id', id);
      if (payload === undefined) return;
      const consumed: AdapterPayload = { ...payload, consumed: Math.floor(Date.now() / 1000) };
      await db
        .updateTable('oidc_records')
        .set({ payload: JSON.stringify(consumed) })
        .where('model', '=', model)
        .where('id', '=', id)
        .execute();
    },
    destroy: async (id) => {
      await db.deleteFrom('oidc_records').where('model', '=', model).where('id', '=', id).execute();
    },
    revokeByGrantId: async (grantId) => {
      await db.deleteFrom('oidc_records').where('grant_id', '=', grantId).execute();
    },
  };
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
