import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, expect, test } from 'vitest';
import { DataDirectoryLocked } from './lock.ts';
import { openDatabase } from './open.ts';

const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-open-'));
  folders.push(folder);
  return folder;
}

test('a database in a directory keeps its rows, and refuses a second opening until it is closed', async () => {
  const directory = newFolder();
  const first = await openDatabase<Record<string, never>>({ directory });
  await sql`create table kept (word text)`.execute(first.db);
  await sql`insert into kept values ('here')`.execute(first.db);
  await expect(openDatabase({ directory })).rejects.toThrow(DataDirectoryLocked);
  await first.close();
  const second = await openDatabase<Record<string, never>>({ directory });
  expect((await sql`select word from kept`.execute(second.db)).rows).toEqual([{ word: 'here' }]);
  await second.close();
}, 60_000);

test('databases in memory have nothing in common and can search by trigram', async () => {
  const [one, other] = await Promise.all([
    openDatabase<Record<string, never>>({}),
    openDatabase<Record<string, never>>({}),
  ]);
  await sql`create table mine (a int)`.execute(one.db);
  await expect(sql`select * from mine`.execute(other.db)).rejects.toThrow('does not exist');
  await sql`create extension pg_trgm`.execute(other.db);
  await one.close();
  await other.close();
}, 60_000);

test('transactions that run at the same time do not mix', async () => {
  const { db, close } = await openDatabase<Record<string, never>>({});
  await sql`create table numbers (n int)`.execute(db);
  const twice = (n: number) =>
    db.transaction().execute(async (transaction) => {
      await sql`insert into numbers values (${n})`.execute(transaction);
      await new Promise((resolve) => setTimeout(resolve, 5));
      await sql`insert into numbers values (${n})`.execute(transaction);
      if (n === 2) throw new Error('roll back');
    });
  await Promise.allSettled([twice(1), twice(2), twice(3)]);
  const { rows } = await sql<{ n: number }>`select n from numbers order by n`.execute(db);
  expect(rows.map(({ n }) => n)).toEqual([1, 1, 3, 3]);
  await close();
}, 60_000);

test('a server that cannot be reached is an error at the first statement, not a hang', async () => {
  const { db, close } = await openDatabase<Record<string, never>>({ url: 'postgres://127.0.0.1:1/none' });
  await expect(sql`select 1`.execute(db)).rejects.toThrow('ECONNREFUSED');
  await close();
});
