import type { Database } from './open.ts';
import type { JsonObject } from './schema.ts';

/**
 * A secret of the tenant that outlives the process: the stored one, or else the one `make` answers,
 * stored now. Two processes that start at once end up with the same.
 */
export async function keepSecret(
  db: Database,
  name: string,
  make: () => Promise<JsonObject>,
): Promise<JsonObject> {
  const known = await db.selectFrom('secrets').select('value').where('name', '=', name).executeTakeFirst();
  if (known !== undefined) return known.value;
  await db
    .insertInto('secrets')
    .values({ name, value: JSON.stringify(await make()) })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const row = await db
    .selectFrom('secrets')
    .select('value')
    .where('name', '=', name)
    .executeTakeFirstOrThrow();
  return row.value;
}
