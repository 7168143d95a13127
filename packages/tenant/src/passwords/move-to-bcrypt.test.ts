import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Database, openStore } from '../store/open.ts';
import { hashPassword, isForeignHash, verifyPassword } from './hash.ts';
import { moveToBcrypt } from './move-to-bcrypt.ts';

const FOREIGN =
  '{"algorithm":"md5","hash":{"value":"a61e962c49dd317c49128149d2fde554","encoding":"hex"},"cost":16384,"blockSize":8,"parallelization":1}';
const PASSWORD = 'Grüße-7';

let db: Database;
let close: () => Promise<void>;

beforeAll(async () => {
  ({ db, close } = await openStore({}));
});

afterAll(() => close());

async function addIdentity(id: string, password_hash: string): Promise<void> {
  const user_id = `auth0|${id}`;
  const profile = { user_id, identities: [], created_at: '', updated_at: '' };
  await db
    .insertInto('users')
    .values({ user_id, profile: JSON.stringify(profile) })
    .execute();
  const identity = { email: null, username: null, phone_number: null, password_hash };
  await db
    .insertInto('identities')
    .values({ provider: 'auth0', id, connection: 'Somewhere', user_id, ...identity })
    .execute();
}

async function hashOf(id: string): Promise<string> {
  const { password_hash } = await db
    .selectFrom('identities')
    .select('password_hash')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return password_hash ?? '';
}

test("an imported hash becomes one of the tenant's own, of the same password", async () => {
  await addIdentity('foreign', FOREIGN);
  expect(await verifyPassword(PASSWORD, FOREIGN)).toBe(true);
  await moveToBcrypt(db, { provider: 'auth0', id: 'foreign', password_hash: FOREIGN }, PASSWORD);
  const moved = await hashOf('foreign');
  expect(isForeignHash(moved)).toBe(false);
  expect(await verifyPassword(PASSWORD, moved)).toBe(true);
});

test('one of its own stays, and so does one that was changed in the meantime', async () => {
  const own = await hashPassword(PASSWORD);
  await addIdentity('own', own);
  await moveToBcrypt(db, { provider: 'auth0', id: 'own', password_hash: own }, PASSWORD);
  expect(await hashOf('own')).toBe(own);
  await moveToBcrypt(db, { provider: 'auth0', id: 'own', password_hash: FOREIGN }, PASSWORD);
  expect(await hashOf('own')).toBe(own);
});
