import { sql } from 'kysely';
import type { Adapter, AdapterPayload } from 'oidc-provider';
import type { Database } from '../store/open.ts';
import type { AuthenticationMethod } from '../store/tables/sessions.ts';
import { EMPTY_ADAPTER } from './adapter-base.ts';
import { currentDevice } from './device.ts';

/** How long a session lasts that is in use, in milliseconds. @see https://auth0.com/docs/manage-users/sessions/session-lifetime-limits */
const LIFETIME = 7 * 86_400_000;

/** For how many seconds after its birth the library may be saving a session for the first time. */
const NEW_FOR = 2;

/**
 * The provider's sessions, one row each for as long as somebody stays signed in. The library gives the
 * browser a new cookie now and then, under the same `uid`: the session's public id.
 */
export function sessionRecords(db: Database): Adapter {
  const find = async (column: 'id' | 'cookie_id', value: string) => {
    const now = new Date();
    const row = await db
      .selectFrom('sessions')
      .select('payload')
      .where(column, '=', value)
      .where('idle_expires_at', '>', now)
      .where('expires_at', '>', now)
      .executeTakeFirst();
    return row?.payload;
  };
  return {
    ...EMPTY_ADAPTER,
    find: (cookieId) => find('cookie_id', cookieId),
    findByUid: (uid) => find('id', uid),
    upsert: (cookieId, payload, expiresIn) => save(db, cookieId, payload, expiresIn ?? 0),
    // The library destroys only what it saves again under a new cookie: the session itself goes on.
    destroy: async (cookieId) => {
      await db.updateTable('sessions').set({ cookie_id: null }).where('cookie_id', '=', cookieId).execute();
    },
  };
}

async function save(
  db: Database,
  cookie_id: string,
  payload: AdapterPayload,
  expiresIn: number,
): Promise<void> {
  const { uid = '', accountId, loginTs, iat, amr = [], authorizations = {} } = payload;
  const now = Date.now();
  const authenticated = loginTs === undefined ? null : new Date(loginTs * 1000);
  const { device, last } = currentDevice();
  const state = {
    cookie_id,
    user_id: accountId ?? null,
    payload: JSON.stringify(payload),
    updated_at: new Date(now),
    last_interacted_at: new Date(now),
    authenticated_at: authenticated,
    idle_expires_at: new Date(now + expiresIn * 1000),
    client_ids: Object.keys(authorizations),
    methods: JSON.stringify(amr.map((name) => methodOf(name, authenticated ?? new Date(now)))),
  };
  const { numUpdatedRows } = await db
    .updateTable('sessions')
    .set({ ...state, device: sql`device || ${JSON.stringify(last)}::jsonb` })
    .where('id', '=', uid)
    .executeTakeFirst();
  // One that was ended while its browser was on the way must not come back.
  const isNew = iat === undefined || now / 1000 - iat < NEW_FOR;
  if (numUpdatedRows > 0n || !isNew) return;
  await db
    .insertInto('sessions')
    .values({
      id: uid,
      ...state,
      created_at: state.updated_at,
      expires_at: new Date(now + LIFETIME),
      device: JSON.stringify(device),
    })
    .execute();
}

/** Sign-ins name their proofs as Auth0 does; the factor of an `mfa` follows a colon. */
function methodOf(proof: string, at: Date): AuthenticationMethod {
  const [name = proof, type] = proof.split(':', 2);
  return { name, timestamp: at.toISOString(), ...(type === undefined ? {} : { type }) };
}
