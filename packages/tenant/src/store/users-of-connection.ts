import { sql } from 'kysely';
import type { Database } from './open.ts';
import type { UserProfile } from './schema.ts';

/** How many users have an identity of a connection; all of them when none is named. */
export async function countUsersOf(db: Database, connection: string | undefined): Promise<number> {
  const { total } = await matching(db, connection)
    .select(({ fn }) => fn.countAll<string>().as('total'))
    .executeTakeFirstOrThrow();
  return Number(total);
}

/** The users that follow one, in the order of `user_id`; an empty `userId` is before all of them. */
export async function usersOfAfter(
  db: Database,
  connection: string | undefined,
  userId: string,
  limit: number,
): Promise<UserProfile[]> {
  const rows = await matching(db, connection)
    .select('profile')
    .where('user_id', '>', userId)
    .orderBy('user_id')
    .limit(limit)
    .execute();
  return rows.map(({ profile }) => profile);
}

function matching(db: Database, connection: string | undefined) {
  return db.selectFrom('users').$if(connection !== undefined, (query) =>
    query.where(
      sql<boolean>`exists (select from identities
        where identities.user_id = users.user_id and identities.connection = ${connection})`,
    ),
  );
}
