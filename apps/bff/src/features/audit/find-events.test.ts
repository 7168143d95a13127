import type { OpenDatabase } from '@rollcall/database/open.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AuditIntent, AuditTrail } from '../../audit/trail.ts';
import { openStore } from '../../store/open.ts';
import type { Tables } from '../../store/schema.ts';
import { findEvent, findEvents } from './find-events.ts';
import { testDatabase } from '../../testing/databases.ts';

let database: OpenDatabase<Tables>;
let killed: number;
let done: number;
beforeAll(async () => {
  database = await openStore({ databaseUrl: await testDatabase(), dataDirectory: undefined });
  const trail = new AuditTrail(database.db);
  const intent: AuditIntent = {
    action: 'user.create',
    actor: { id: 'member-1', name: '50% of_Ada' },
    target: null,
    requestId: 'request-1',
  };
  killed = await trail.begin(intent);
  done = await trail.begin(intent);
  await trail.end(done, intent, { outcome: 'done', target: { kind: 'user', id: 'auth0|new', name: 'New' } });
});
afterAll(() => database.close());

async function idsOf(filter: Parameters<typeof findEvents>[1]): Promise<number[]> {
  return (await findEvents(database.db, filter, 10)).map(({ id }) => id);
}

describe('findEvents', () => {
  it('tells an act whose process was killed as one that has begun, and can look for such', async () => {
    expect(await findEvents(database.db, { outcome: 'begun' }, 10)).toEqual([
      expect.objectContaining({ id: killed, outcome: 'begun', changes: [], revertible: false }),
    ]);
    expect(await idsOf({ outcome: 'done' })).toEqual([done]);
  });

  it('makes one event of how an act began and how it ended, also what it was done to', async () => {
    expect(await idsOf({})).toEqual([done, killed]);
    expect(await findEvent(database.db, done)).toMatchObject({ target: { id: 'auth0|new', name: 'New' } });
    expect(await idsOf({ target: 'auth0|new' })).toEqual([done]);
    expect(await idsOf({ target: 'nEw' })).toEqual([done]);
    expect(await idsOf({ userId: 'New' })).toEqual([]);
  });

  it('finds no event by the number of an entry that ended one, or by one that is not there', async () => {
    expect(await findEvent(database.db, done + 1)).toBeUndefined();
    expect(await findEvent(database.db, 999)).toBeUndefined();
  });

  it('takes what SQL would take for a pattern as it is', async () => {
    expect(await idsOf({ actor: '50% of_' })).toEqual([done, killed]);
    expect(await idsOf({ actor: '5_% of' })).toEqual([]);
    expect(await idsOf({ actor: '\\' })).toEqual([]);
  });
});
