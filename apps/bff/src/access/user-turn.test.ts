import { setTimeout as pause } from 'node:timers/promises';
import { openDatabase } from '@rollcall/database/open.ts';
import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely';
import { describe, expect, it } from 'vitest';
import type { Tables } from '../store/schema.ts';
import { freePorts } from '../testing/world.ts';
import { turnsAmongReplicas, turnsInProcess } from './user-turn.ts';

describe('a turn with a user', () => {
  it('lets one act run after the other, in the order they came', async () => {
    const inTurn = turnsInProcess();
    const seen: string[] = [];
    const act = (name: string, ms: number) =>
      inTurn('a|b', async () => {
        seen.push(`${name} begins`);
        await pause(ms);
        seen.push(`${name} ends`);
      });
    await Promise.all([act('first', 30), act('second', 1), act('third', 1)]);
    expect(seen).toEqual([
      'first begins',
      'first ends',
      'second begins',
      'second ends',
      'third begins',
      'third ends',
    ]);
  });

  it('does not make other users wait', async () => {
    const inTurn = turnsInProcess();
    const slow = inTurn('a|b', () => pause(200, 'slow'));
    expect(await Promise.race([slow, inTurn('a|c', async () => 'quick')])).toBe('quick');
    await slow;
  });

  it('is given back by an act that fails', async () => {
    const inTurn = turnsInProcess();
    await expect(inTurn('a|b', async () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await inTurn('a|b', async () => 'next')).toBe('next');
  });
});

/** A database that takes every query, and loses its connection before the transaction is over. */
class LosingDriver extends DummyDriver {
  override commitTransaction(): Promise<void> {
    return Promise.reject(new Error('The connection is lost.'));
  }
}

describe('a turn among replicas', () => {
  const losing = new Kysely<Tables>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new LosingDriver(),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  });

  it('that cannot be got is store_unavailable, and nothing is done', async () => {
    const [nobody = 0] = await freePorts(1);
    const database = await openDatabase<Tables>({ url: `postgres://x:y@127.0.0.1:${nobody}/z` });
    const done: string[] = [];
    const turn = turnsAmongReplicas(database.db)('a|b', async () => done.push('act'));
    await expect(turn).rejects.toMatchObject({ code: 'store_unavailable' });
    expect(done).toEqual([]);
    await database.close();
  });

  it('answers what was done, also when the connection is lost afterwards', async () => {
    const inTurn = turnsAmongReplicas(losing);
    expect(await inTurn('a|b', async () => 'saved')).toBe('saved');
    await expect(inTurn('a|b', async () => Promise.reject(new Error('refused')))).rejects.toThrow('refused');
  });
});
