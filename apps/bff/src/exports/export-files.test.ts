import { randomBytes } from 'node:crypto';
import { afterAll, beforeEach, expect, it } from 'vitest';
import { OperationStore, type TakenOperation } from '../operations/operation-store.ts';
import { SealedBytes } from '../store/sealed-bytes.ts';
import { openStore } from '../store/open.ts';
import { testDatabase } from '../testing/databases.ts';
import { ExportFiles, LostOperation } from './export-files.ts';

const database = await openStore({ dataDirectory: undefined, databaseUrl: await testDatabase() });
afterAll(() => database.close());
const files = new ExportFiles(database.db, new SealedBytes(['a secret'], 'export files'));
const operations = new OperationStore(database.db);
const about = { name: 'users.csv', type: 'text/csv' };

let taken: TakenOperation;
beforeEach(async () => {
  await database.db.deleteFrom('operations').execute();
  const operation = { memberId: 'm', memberName: 'M', rights: 'r', reason: undefined, params: {} };
  await operations.add({ kind: 'export', state: 'running', ...operation }, new Date());
  const due = await operations.takeDue(new Date(Date.now() + 1), ['export']);
  if (due === undefined) throw new Error('Nothing is due.');
  taken = due;
});

async function read(offset = 0, from = files): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of from.from(taken.id, offset)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

it('gives back what was added, from any byte on, in chunks that are packed and sealed', async () => {
  const bytes = Buffer.concat([Buffer.alloc(300_000, 'SECRET-name,'), randomBytes(400_000)]);
  await files.begin(taken, about, {});
  await files.add(taken, bytes.subarray(0, 650_000), 3, { rows: 3 });
  await files.add(taken, Buffer.alloc(0), 0, {});
  await files.add(taken, bytes.subarray(650_000), 2, { rows: 5 });
  expect(await files.find(taken.id, new Date())).toBeUndefined();
  await files.finish(taken, {}, new Date());
  expect(await files.find(taken.id, new Date())).toMatchObject({ ...about, size: 700_000, rows: 5 });
  expect((await read()).equals(bytes)).toBe(true);
  for (const offset of [1, 262_143, 262_144, 650_000, 699_999, 700_000]) {
    expect([offset, (await read(offset)).equals(bytes.subarray(offset))]).toEqual([offset, true]);
  }
  const chunks = await database.db.selectFrom('export_chunks').select('bytes').execute();
  expect(chunks.length).toBeGreaterThan(2);
  expect(chunks.every((chunk) => chunk.bytes.length < 270_000)).toBe(true);
  expect(Buffer.concat(chunks.map((chunk) => chunk.bytes)).includes('SECRET')).toBe(false);
});

it('opens with no other key, and no chunk in the place of another', async () => {
  await files.begin(taken, about, {});
  await files.add(taken, Buffer.alloc(600_000, 'a'), 1, {});
  const others = new ExportFiles(database.db, new SealedBytes(['another secret'], 'export files'));
  await expect(read(0, others)).rejects.toThrow('cannot be opened');
  await database.db.deleteFrom('export_chunks').where('seq', '=', 0).execute();
  await database.db.updateTable('export_chunks').set({ seq: 0 }).where('seq', '=', 1).execute();
  await expect(read(300_000)).rejects.toThrow('cannot be opened');
});

it('adds nothing for whoever has lost the operation', async () => {
  await files.begin(taken, about, {});
  await files.add(taken, Buffer.from('mine'), 1, { rows: 1 });
  await operations.release(taken, new Date());
  const next = await operations.takeDue(new Date(Date.now() + 1), ['export']);
  expect(next?.turn).toBe(taken.turn + 1);
  await expect(files.add(taken, Buffer.from('late'), 1, { rows: 2 })).rejects.toBeInstanceOf(LostOperation);
  await expect(files.finish(taken, {}, new Date())).rejects.toBeInstanceOf(LostOperation);
  expect((await read()).toString()).toBe('mine');
  expect(await files.find(taken.id, new Date())).toBeUndefined();
});

it('is gone after an hour, rows and bytes, and at once when it was stopped', async () => {
  await files.begin(taken, about, {});
  await files.add(taken, Buffer.from('bytes'), 1, {});
  const now = new Date();
  await files.finish(taken, {}, now);
  const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
  expect(await files.find(taken.id, later(61))).toBeUndefined();
  await files.prune(later(59));
  expect((await read()).toString()).toBe('bytes');
  await files.prune(later(61));
  expect(await database.db.selectFrom('export_chunks').selectAll().execute()).toEqual([]);
  await files.begin(taken, about, {});
  await files.add(taken, Buffer.from('bytes'), 1, {});
  await operations.move(taken.id, ['running'], 'cancelled', new Date());
  await files.prune(new Date());
  expect(await database.db.selectFrom('export_files').selectAll().execute()).toEqual([]);
});
