import { afterAll, beforeAll, expect, test } from 'vitest';
import { SEED_CONNECTIONS } from '../seed/connections.ts';
import { DEMONSTRATION_USERS } from '../seed/demonstration.ts';
import { saveConnection } from '../store/connections.ts';
import { type Database, openStore } from '../store/open.ts';
import type { ConnectionRecord } from '../store/schema.ts';
import { clearSuspicion, countSuspiciousAttempt, isSuspicious } from '../store/suspicious-addresses.ts';
import { countFailure, isUserBlocked, listUserBlocks, releaseUserBlocks } from '../store/user-blocks.ts';
import { insertUsers } from '../store/users.ts';
import { checkPassword } from './check-password.ts';
import type { Flow } from './flow.ts';

const ADMIN = 'admin@rollcall.example';
const ADMIN_ID = 'auth0|0000000000000000000000a1';

let db: Database;
let close: () => Promise<void>;

beforeAll(async () => {
  ({ db, close } = await openStore({ url: undefined, directory: undefined }));
  for (const connection of SEED_CONNECTIONS) await saveConnection(db, connection);
  await insertUsers(db, DEMONSTRATION_USERS);
}, 60_000);

afterAll(() => close());

function flowFrom(ip: string, database: readonly ConnectionRecord[] = SEED_CONNECTIONS.slice(0, 2)): Flow {
  return {
    uid: 'u',
    path: '/u/login/u',
    application: 'Web application',
    company: 'Meridian',
    ways: { database, passwordless: [], federated: [] },
    wanted: undefined,
    hint: '',
    screen: undefined,
    reasons: [],
    ip,
    about: { client_id: 'rollcall_local_web', ip },
  };
}

function daysAgo(count: number): Date {
  return new Date(Date.now() - count * 86_400_000);
}

async function eventsFrom(ip: string): Promise<string[]> {
  const rows = await db.selectFrom('log_events').select(['type', 'event']).orderBy('log_id').execute();
  return rows.filter(({ event }) => event['ip'] === ip).map(({ type }) => type);
}

test('ten failures hold an address back from one account, and not from another', async () => {
  const ip = '203.0.113.1';
  const attempt = { identifier: ADMIN, ip, connection: 'Username-Password-Authentication', userId: ADMIN_ID };
  for (let count = 1; count < 10; count += 1) expect(await countFailure(db, attempt)).toBe(false);
  expect(await isUserBlocked(db, attempt)).toBe(false);
  expect((await checkPassword(db, flowFrom(ip), ADMIN, 'wrong')).kind).toBe('wrong');
  expect((await checkPassword(db, flowFrom(ip), ADMIN, 'Rollcall-demo-1')).kind).toBe('held-back');
  expect((await checkPassword(db, flowFrom(ip), 'editor@rollcall.example', 'Rollcall-demo-1')).kind).toBe(
    'right',
  );
  expect((await checkPassword(db, flowFrom('203.0.113.2'), ADMIN, 'Rollcall-demo-1')).kind).toBe('right');
  expect(await eventsFrom(ip)).toEqual(['fp', 'limit_wc', 'limit_wc']);
  await releaseUserBlocks(db, { identifier: ADMIN });
  expect((await checkPassword(db, flowFrom(ip), ADMIN, 'Rollcall-demo-1')).kind).toBe('right');
});

test('a right password starts the counting anew', async () => {
  const ip = '203.0.113.3';
  const attempt = { identifier: ADMIN, ip, connection: 'Username-Password-Authentication', userId: ADMIN_ID };
  for (let count = 1; count < 10; count += 1) await countFailure(db, attempt);
  await checkPassword(db, flowFrom(ip), ADMIN, 'Rollcall-demo-1');
  await checkPassword(db, flowFrom(ip), ADMIN, 'wrong');
  expect(await isUserBlocked(db, attempt)).toBe(false);
});

test('a block ends thirty days after the last failure, and the next failure is the first one', async () => {
  const block = { identifier: ADMIN, ip: '203.0.113.4', connection: 'Username-Password-Authentication' };
  const row = { ...block, user_id: ADMIN_ID, failures: 12 };
  await db
    .insertInto('failed_sign_ins')
    .values({ ...row, last_failure: daysAgo(29) })
    .execute();
  expect(await isUserBlocked(db, block)).toBe(true);
  await db
    .updateTable('failed_sign_ins')
    .set({ last_failure: daysAgo(31) })
    .where('ip', '=', block.ip)
    .execute();
  expect(await isUserBlocked(db, block)).toBe(false);
  await countFailure(db, { ...block, userId: ADMIN_ID });
  expect(await listUserBlocks(db, { userId: ADMIN_ID })).not.toContainEqual(block);
});

test('an identifier that nobody has is held back in the same way', async () => {
  const ip = '203.0.113.5';
  const attempt = {
    identifier: 'nobody-there@example.com',
    ip,
    connection: 'Username-Password-Authentication',
    userId: undefined,
  };
  for (let count = 1; count < 10; count += 1) await countFailure(db, attempt);
  expect((await checkPassword(db, flowFrom(ip), 'Nobody-There@example.com', 'wrong')).kind).toBe('wrong');
  expect((await checkPassword(db, flowFrom(ip), 'nobody-there@example.com', 'wrong')).kind).toBe('held-back');
  expect(await eventsFrom(ip)).toEqual(['fu', 'limit_wc', 'limit_wc']);
});

test('a connection without the protection counts nothing', async () => {
  const ip = '203.0.113.6';
  const open = SEED_CONNECTIONS.slice(0, 1).map((connection) => ({
    ...connection,
    options: { ...connection.options, brute_force_protection: false },
  }));
  await checkPassword(db, flowFrom(ip, open), ADMIN, 'wrong');
  const rows = await db.selectFrom('failed_sign_ins').selectAll().where('ip', '=', ip).execute();
  expect(rows).toEqual([]);
});

test('a hundred different identifiers in a day hold an address back altogether', async () => {
  const ip = '203.0.113.7';
  for (let count = 1; count < 100; count += 1) {
    expect(await countSuspiciousAttempt(db, ip, `person-${count}@example.com`)).toBe(false);
  }
  await countSuspiciousAttempt(db, ip, 'person-1@example.com');
  expect(await isSuspicious(db, ip)).toBe(false);
  expect((await checkPassword(db, flowFrom(ip), 'person-100@example.com', 'wrong')).kind).toBe('wrong');
  expect((await checkPassword(db, flowFrom(ip), ADMIN, 'Rollcall-demo-1')).kind).toBe('throttled');
  expect(await eventsFrom(ip)).toEqual(['fu', 'limit_mu', 'limit_mu']);
  expect(await clearSuspicion(db, ip)).toBe(true);
  expect((await checkPassword(db, flowFrom(ip), ADMIN, 'Rollcall-demo-1')).kind).toBe('right');
});

test('what was tried more than a day ago is suspicious no more', async () => {
  const ip = '203.0.113.8';
  const attempted_at = new Date(Date.now() - 25 * 3_600_000);
  await db
    .insertInto('suspicious_attempts')
    .values(Array.from({ length: 100 }, (_, index) => ({ ip, identifier: `old-${index}`, attempted_at })))
    .execute();
  expect(await isSuspicious(db, ip)).toBe(false);
});
