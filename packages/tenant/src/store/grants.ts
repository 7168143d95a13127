import { sql } from 'kysely';
import { randomBytes } from 'node:crypto';
import type { Database } from './open.ts';
import type { SessionTables } from './tables/sessions.ts';

/** What a user lets an application do. Without an audience it is about the tenant's own /userinfo. */
export type Grant = SessionTables['grants'];

/** Which grants are meant: all conditions together. */
export interface GrantCondition {
  userId?: string | undefined;
  clientId?: string | undefined;
  /** Null is the tenant's own /userinfo. */
  audience?: string | null | undefined;
}

/** An id in the form of those Auth0 gives to grants: 24 hexadecimal digits. */
function newGrantId(): string {
  return randomBytes(12).toString('hex');
}

/** The grant with this id. */
export async function findGrant(db: Database, id: string): Promise<Grant | undefined> {
  return db.selectFrom('grants').selectAll().where('id', '=', id).executeTakeFirst();
}

/**
 * Writes down that a user lets an application have these scopes for the tenant's own /userinfo, in
 * addition to what it has. Answers the grant's id.
 */
export async function extendGrant(
  db: Database,
  grant: { client_id: string; user_id: string; scope: readonly string[] },
): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into grants (id, client_id, user_id, audience, scope)
    values (${newGrantId()}, ${grant.client_id}, ${grant.user_id}, null, ${[...grant.scope]})
    on conflict (user_id, client_id, (coalesce(audience, ''))) do update set scope = grants.scope ||
      array(select unnest(excluded.scope) except select unnest(grants.scope))
    returning id`.execute(db);
  return String(rows[0]?.id);
}

/** One page of the grants, in the order of their ids. */
export async function listGrants(
  db: Database,
  condition: GrantCondition,
  { offset, limit }: { offset: number; limit: number },
): Promise<Grant[]> {
  return matching(db, condition).selectAll().orderBy('id').limit(limit).offset(offset).execute();
}

/** How many grants there are. */
export async function countGrants(db: Database, condition: GrantCondition): Promise<number> {
  const { total } = await matching(db, condition)
    .select(({ fn }) => fn.countAll<string>().as('total'))
    .executeTakeFirstOrThrow();
  return Number(total);
}

function matching(db: Database, { userId, clientId, audience }: GrantCondition) {
  return db
    .selectFrom('grants')
    .$if(userId !== undefined, (query) => query.where('user_id', '=', userId ?? ''))
    .$if(clientId !== undefined, (query) => query.where('client_id', '=', clientId ?? ''))
    .$if(audience !== undefined, (query) =>
      query.where('audience', 'is not distinct from', audience ?? null),
    );
}
