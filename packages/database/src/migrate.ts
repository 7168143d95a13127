import { type Kysely, sql } from 'kysely';

/** One step of a schema: a name that sorts after all earlier ones, and plain SQL statements. */
export interface Migration {
  name: string;
  statements: readonly string[];
}

/**
 * Brings a database to the newest schema. Steps that ran before are skipped; each new one runs
 * whole or not at all. Several processes may call it at once: they wait for each other.
 */
export async function migrate<Schema>(db: Kysely<Schema>, migrations: readonly Migration[]): Promise<void> {
  await db.connection().execute(async (connection) => {
    await sql`create table if not exists migrations (name text primary key, ran_at timestamptz not null default now())`
      .execute(connection)
      .catch(ignoreConcurrentCreate);
    for (const migration of migrations) {
      await connection.transaction().execute(async (transaction) => {
        await sql`lock table migrations in exclusive mode`.execute(transaction);
        const ran = await sql`select 1 from migrations where name = ${migration.name}`.execute(transaction);
        if (ran.rows.length > 0) return;
        for (const statement of migration.statements) await sql.raw(statement).execute(transaction);
        await sql`insert into migrations (name) values (${migration.name})`.execute(transaction);
      });
    }
  });
}

/** Two processes that create the table at the same moment: PostgreSQL lets one fail, on one of three checks. */
function ignoreConcurrentCreate(error: unknown): void {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code !== '23505' && code !== '42P07' && code !== '42710') throw error;
}
