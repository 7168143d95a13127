import { parseQuery } from '@rollcall/shared/query/parse.ts';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openStore } from '../store/open.ts';
import type { UserProfile } from '../store/schema.ts';
import { insertUsers, removeUser, saveProfile } from '../store/users.ts';
import { findUsers } from './find-users.ts';
import { createSearchRefresher, reindexUsers } from './refresh.ts';

type Store = Awaited<ReturnType<typeof openStore>>;
let store: Store;

const ADA: UserProfile = {
  user_id: 'auth0|ada',
  name: 'Ada',
  created_at: '2026-01-01T00:00:00.000Z',
  updated_at: '2026-01-01T00:00:00.000Z',
  identities: [{ connection: 'github', provider: 'auth0', user_id: 'ada', isSocial: false }],
};
const RENAMED: UserProfile = { ...ADA, name: 'Augusta' };

beforeAll(async () => {
  store = await openStore({});
}, 120_000);

afterAll(() => store.close());

beforeEach(async () => {
  await removeUser(store.db, ADA.user_id);
  await reindexUsers(store.db, [ADA.user_id]);
  await insertUsers(store.db, [{ profile: ADA, credentials: [] }]);
});

/** The names of those that a search for a name shows. */
async function found(name: string): Promise<(string | undefined)[]> {
  const parsed = parseQuery(`name:${name}`);
  if (!parsed.ok) throw new Error(parsed.error.message);
  const search = { query: parsed.query, sort: undefined, page: 0, perPage: 50, withTotal: false };
  const { users } = await findUsers(store.db, search, 60_000);
  return users.map((user) => user.name);
}

test('without a lag a search sees the write at once', async () => {
  const search = createSearchRefresher(store.db, 0);
  await saveProfile(store.db, RENAMED);
  await search.changed(store.db, ADA, RENAMED);
  expect(await found('augusta')).toEqual(['Augusta']);
  expect(await found('ada')).toEqual([]);
});

test('the lag can change while the tenant runs: later writes are seen later, in lists that show the old state', async () => {
  const search = createSearchRefresher(store.db, 0);
  search.setDelay(3_600_000);
  await saveProfile(store.db, RENAMED);
  await search.changed(store.db, ADA, RENAMED);
  expect(await found('ada')).toEqual(['Ada']);
  expect(await found('augusta')).toEqual([]);
  await search.stop();
  expect(await found('augusta')).toEqual(['Augusta']);
});

test('somebody who is gone stays in lists as long, and leaves them then', async () => {
  const search = createSearchRefresher(store.db, 3_600_000);
  await removeUser(store.db, ADA.user_id);
  await search.changed(store.db, ADA, undefined);
  expect(await found('ada')).toEqual(['Ada']);
  await search.stop();
  expect(await found('ada')).toEqual([]);
});

test('somebody who is new comes into lists as late', async () => {
  const search = createSearchRefresher(store.db, 3_600_000);
  const grace = { ...ADA, user_id: 'auth0|grace', name: 'Grace', identities: [] };
  await insertUsers(store.db, [{ profile: grace, credentials: [] }]);
  await search.changed(store.db, undefined, grace);
  expect(await found('grace')).toEqual([]);
  await search.stop();
  expect(await found('grace')).toEqual(['Grace']);
});
