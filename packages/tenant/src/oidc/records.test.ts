import { afterAll, beforeAll, expect, test } from 'vitest';
import { extendGrant } from '../store/grants.ts';
import { type Database, openStore } from '../store/open.ts';
import { findRefreshToken, listRefreshTokens } from '../store/refresh-tokens.ts';
import { findSession, listSessions, removeSessions } from '../store/sessions.ts';
import { signInUnder } from './grant-records.ts';
import { recordAdapter, sweepRecords } from './records.ts';

const USER = 'auth0|000000000000000000000001';
const CLIENT = 'rollcall_local_spa';

let db: Database;
let close: () => Promise<void>;

beforeAll(async () => {
  ({ db, close } = await openStore({ url: undefined, directory: undefined }));
  const profile = { user_id: USER, identities: [], created_at: '', updated_at: '' };
  await db
    .insertInto('users')
    .values({ user_id: USER, profile: JSON.stringify(profile) })
    .execute();
}, 60_000);

afterAll(() => close());

const records = (model: string) => recordAdapter(db, [])(model);

async function addToken(token: string): Promise<void> {
  const grantId = signInUnder(await extendGrant(db, { client_id: CLIENT, user_id: USER, scope: ['openid'] }));
  await records('RefreshToken').upsert(token, { accountId: USER, clientId: CLIENT, grantId, scope: '' }, 900);
}

async function addSession(uid: string): Promise<void> {
  await records('Session').upsert(`cookie-${uid}`, { uid, accountId: USER, loginTs: 1 }, 900);
}

test.each(['idle_expires_at', 'expires_at'] as const)(
  'a session is over, and a refresh token worth nothing, when %s has passed',
  async (column) => {
    await addSession(column);
    await addToken(column);
    const [token] = await listRefreshTokens(db, { userId: USER }, undefined, 1);
    expect(await records('Session').find(`cookie-${column}`)).toMatchObject({ uid: column });
    expect(await records('RefreshToken').find(column)).toMatchObject({ clientId: CLIENT });
    for (const table of ['sessions', 'refresh_tokens'] as const) {
      await db
        .updateTable(table)
        .set({ [column]: new Date(Date.now() - 1) })
        .execute();
    }
    expect(await records('Session').find(`cookie-${column}`)).toBeUndefined();
    expect(await records('Session').findByUid(column)).toBeUndefined();
    expect(await findSession(db, column)).toBeUndefined();
    expect(await listSessions(db, USER, undefined, 10)).toEqual([]);
    expect(await records('RefreshToken').find(column)).toBeUndefined();
    expect(await findRefreshToken(db, token?.id ?? '')).toBeUndefined();
    await sweepRecords(db);
    expect(await db.selectFrom('sessions').select('id').execute()).toEqual([]);
    expect(await db.selectFrom('refresh_tokens').select('id').execute()).toEqual([]);
  },
);

test('a session keeps its id, its beginning and its notes under a new cookie', async () => {
  await addSession('kept');
  await db
    .updateTable('sessions')
    .set({ session_metadata: '{"depot":"Lyon"}', created_at: new Date(0) })
    .execute();
  await records('Session').destroy('cookie-kept');
  expect(await records('Session').find('cookie-kept')).toBeUndefined();
  await records('Session').upsert('cookie-new', { uid: 'kept', accountId: USER }, 900);
  expect(await records('Session').find('cookie-new')).toMatchObject({ uid: 'kept' });
  expect(await findSession(db, 'kept')).toMatchObject({
    session_metadata: { depot: 'Lyon' },
    created_at: new Date(0),
  });
});

test('a session that was ended does not come back when its browser was on the way', async () => {
  await addSession('ended');
  await removeSessions(db, { id: 'ended' });
  const payload = { uid: 'ended', accountId: USER, iat: Math.floor(Date.now() / 1000) - 60 };
  await records('Session').upsert('cookie-ended', payload, 900);
  expect(await records('Session').find('cookie-ended')).toBeUndefined();
});

test('a user has at most 200 refresh tokens with an application: the oldest goes', async () => {
  await addToken('token-0');
  const {
    id: _,
    token: __,
    ...first
  } = await db.selectFrom('refresh_tokens').selectAll().executeTakeFirstOrThrow();
  const row = {
    ...first,
    payload: JSON.stringify(first.payload),
    device: JSON.stringify(first.device),
    refresh_token_metadata: null,
  };
  const later = Array.from({ length: 200 }, (_entry, count) => ({
    ...row,
    id: `dcr_${count}`,
    token: `token-${count + 1}`,
    created_at: new Date(first.created_at.getTime() + count),
  }));
  await db
    .updateTable('refresh_tokens')
    .set({ created_at: new Date(0) })
    .execute();
  await db.insertInto('refresh_tokens').values(later).execute();
  await addToken('token-201');
  const left = await listRefreshTokens(db, { userId: USER, clientId: CLIENT }, undefined, 300);
  expect(left).toHaveLength(200);
  expect(await records('RefreshToken').find('token-0')).toBeUndefined();
  expect(await records('RefreshToken').find('token-201')).toBeDefined();
});

test.each(['Session', 'RefreshToken', 'AccessToken', 'Client', 'Grant'])(
  'no %s has an id that the database cannot hold',
  async (model) => {
    expect(await records(model).find('a\0b')).toBeUndefined();
  },
);
