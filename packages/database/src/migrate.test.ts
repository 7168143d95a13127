import { type Kysely, sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Migration, migrate } from './migrate.ts';
import { openDatabase } from './open.ts';

let db: Kysely<unknown>;
let close: () => Promise<void>;

beforeAll(async () => {
  ({ db, close } = await openDatabase<unknown>({}));
}, 60_000);

afterAll(() => close());

beforeEach(async () => {
  await sql`drop schema public cascade`.execute(db);
  await sql`create schema public`.execute(db);
});

const FIRST: Migration = {
  name: '001-words',
  statements: ['create table words (word text)', `insert into words values ('one')`],
};
const SECOND: Migration = { name: '002-more', statements: [`insert into words values ('two')`] };

async function words(): Promise<string[]> {
  const { rows } = await sql<{ word: string }>`select word from words order by word`.execute(db);
  return rows.map(({ word }) => word);
}

test('migrate runs each step once, also when it is called again with more steps', async () => {
  await migrate(db, [FIRST]);
  await migrate(db, [FIRST]);
  await migrate(db, [FIRST, SECOND]);
  expect(await words()).toEqual(['one', 'two']);
});

test('migrate called twice at once runs each step once', async () => {
  await Promise.all([migrate(db, [FIRST, SECOND]), migrate(db, [FIRST, SECOND])]);
  expect(await words()).toEqual(['one', 'two']);
});

test('a step that fails leaves nothing behind and runs again once it is right', async () => {
  const broken: Migration = { name: '002-more', statements: [...SECOND.statements, 'create tabel typo ()'] };
  await expect(migrate(db, [FIRST, broken])).rejects.toThrow('syntax error');
  expect(await words()).toEqual(['one']);
  await migrate(db, [FIRST, SECOND]);
  expect(await words()).toEqual(['one', 'two']);
});
