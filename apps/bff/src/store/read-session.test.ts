import { migrate } from '@rollcall/database/migrate.ts';
import { type OpenDatabase, openDatabase } from '@rollcall/database/open.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrations } from './migrations.ts';
import { readSession } from './read-session.ts';
import type { Tables } from './schema.ts';
import { testDatabase } from '../testing/databases.ts';

let database: OpenDatabase<Tables>;
beforeAll(async () => {
  database = await openDatabase<Tables>({ url: await testDatabase() });
  await migrate(database.db, migrations);
});
afterAll(() => database.close());

const everybody = { all: true };
const admin = { role: 'admin', scope: everybody, mask: [] };
const support = {
  role: 'support',
  scope: { eq: { field: 'app_metadata.region', value: 'eu' } },
  mask: [],
};

async function place(grant: unknown, disabled: boolean): Promise<string> {
  const { id } = await database.db
    .insertInto('team_members')
    .values({ grants: JSON.stringify([grant]), disabled_at: disabled ? sql<Date>`now()` : null })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** The team roles through which somebody with these grants sees, whose session looks through those of another. */
async function rolesSeenWith(own: unknown, theirs: unknown, disabled = false) {
  const viewer = await place(own, false);
  const session = { key: viewer, member_id: viewer, viewing_as: await place(theirs, disabled) };
  await database.db.insertInto('sessions').values(session).execute();
  const found = await readSession(database.db, { key: viewer });
  return found?.caller.viewed?.grants.map(({ role }) => role);
}

describe("a session that sees with somebody else's eyes", () => {
  it('has their grants', async () => {
    expect(await rolesSeenWith(admin, support)).toEqual(['support']);
  });

  it.each([
    ['they are disabled', admin, true],
    ['they see more by now', { ...admin, mask: ['email'] }, false],
    ['one may no longer look', { ...support, scope: everybody }, false],
  ])('sees nothing where %s', async (_words, own, disabled) => {
    expect(await rolesSeenWith(own, support, disabled)).toEqual([]);
  });
});
