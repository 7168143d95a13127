import { migrate } from '@rollcall/database/migrate.ts';
import { type OpenDatabase, openDatabase } from '@rollcall/database/open.ts';
import type { AuditEvent } from '@rollcall/shared/contract/audit.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { migrations } from '../store/migrations.ts';
import type { Tables } from '../store/schema.ts';
import { hashOf } from './entry.ts';
import { recorded } from './recording.ts';
import { type AuditIntent, AuditTrail } from './trail.ts';
import { testDatabase } from '../testing/databases.ts';

let database: OpenDatabase<Tables>;
let trail: AuditTrail;
beforeAll(async () => {
  database = await openDatabase<Tables>({ url: await testDatabase() });
  await migrate(database.db, migrations);
  trail = new AuditTrail(database.db);
});
afterAll(() => database.close());

const intent: AuditIntent = {
  action: 'user.update',
  actor: { id: 'member-1', name: 'Ada' },
  target: { kind: 'user', id: 'auth0|1', name: 'Bob' },
  requestId: 'request-1',
};

function entries() {
  return database.db.selectFrom('audit_entries').selectAll().orderBy('seq').execute();
}

describe('the audit trail', () => {
  it('numbers its entries without gaps and chains their hashes, however many are written at once', async () => {
    await Promise.all(
      Array.from({ length: 250 }, async () =>
        trail.end(await trail.begin(intent), intent, { outcome: 'done' }),
      ),
    );
    const all = await entries();
    expect(all.map(({ seq }) => Number(seq))).toEqual(all.map((_, index) => index + 1));
    let previous = '';
    for (const entry of all) {
      expect(entry.previous).toBe(previous);
      previous = hashOf(previous, entry.content);
      expect(entry.hash).toBe(previous);
    }
  });

  it('has one chain where several replicas write', async () => {
    const replicas = [trail, new AuditTrail(database.db), new AuditTrail(database.db)];
    const writes = replicas.flatMap((replica) => Array.from({ length: 20 }, () => replica.begin(intent)));
    await Promise.all(writes);
    const all = await entries();
    expect(all.every((entry, index) => entry.previous === (all[index - 1]?.hash ?? ''))).toBe(true);
  });

  it.each([
    `update audit_entries set action = 'read'`,
    'delete from audit_entries',
    'truncate audit_entries',
  ])('cannot be changed: %s', async (statement) => {
    await trail.begin(intent);
    const before = await entries();
    await expect(sql.raw(statement).execute(database.db)).rejects.toThrow('only ever added to');
    expect(await entries()).toEqual(before);
  });

  it('keeps what no database keeps as its escape sequence, in every text', async () => {
    const hostile = 'a\0b \ud800 \udc00 \u2028 \\u0000 "😀"';
    const told: AuditIntent = {
      action: 'user.update',
      actor: { id: hostile, name: hostile },
      viewingAs: hostile,
      target: { kind: 'user', id: hostile, name: hostile.repeat(100) },
      reason: hostile,
      requestId: 'request-2',
    };
    const changes = [{ field: `user_metadata.${hostile}`, before: { [hostile]: [hostile] }, after: hostile }];
    const event = await trail.begin(told);
    await trail.end(event, told, { outcome: 'done', changes });
    const entry = (await entries()).at(-1);
    const kept = String.raw`a\u0000b \ud800 \udc00 ${'\u2028'} \u0000 "😀"`;
    expect(entry).toMatchObject({ actor_id: kept, target_id: kept });
    expect(JSON.parse(entry?.content ?? '')).toMatchObject({
      reason: kept,
      changes: [{ field: `user_metadata.${kept}`, before: { [kept]: [kept] }, after: kept }],
    });
  });

  it('tells its listeners of what is done, and of nothing else', async () => {
    const told = vi.fn<(event: AuditEvent) => void>();
    const own = new AuditTrail(database.db);
    own.onTold(() => {
      throw new Error('A listener fails.');
    });
    own.onTold(told);
    const event = await own.begin(intent);
    expect(told).not.toHaveBeenCalled();
    await own.end(event, intent, { outcome: 'done', changes: [{ field: 'name', before: 'A', after: 'B' }] });
    await own.note(intent, { outcome: 'denied', problem: 'not_found' });
    await own.end(await own.begin(intent), intent, { outcome: 'failed', problem: 'internal_error' });
    expect(told.mock.calls).toEqual([
      [expect.objectContaining({ id: event, action: 'user.update', outcome: 'done', revertible: true })],
    ]);
  });
});

describe('an act', () => {
  it('does not take place where the trail cannot be written', async () => {
    const away = await openDatabase<Tables>({ url: await testDatabase() });
    const act = vi.fn<() => Promise<void>>();
    await expect(recorded(new AuditTrail(away.db), intent, act)).rejects.toMatchObject({
      code: 'store_unavailable',
    });
    expect(act).not.toHaveBeenCalled();
    await away.close();
  });

  it('counts as done where only its end cannot be written, and stays as one that has begun', async () => {
    const half = new AuditTrail(database.db);
    vi.spyOn(half, 'end').mockRejectedValue(new Error('The database is away.'));
    expect(await recorded(half, intent, async () => 'done')).toBe('done');
    expect((await entries()).at(-1)).toMatchObject({ kind: 'begun', outcome: null });
  });
});
