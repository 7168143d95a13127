import { z } from 'zod';
import type { Database } from '../store/open.ts';
import type { Json, UserProfile } from '../store/schema.ts';

const PATH =
  /^(?:(?:app|user)_metadata(?:\.[^.]+)+|email|username|phone_number|name|nickname|created_at|last_login|last_ip|logins_count|user_id)$/u;
const RESERVED = /^(?:sub|iss|aud|exp|iat|azp|nonce|sid|auth_time)$/u;

const Value: z.ZodType<Json> = z.json();

/**
 * What the rule after a sign-in adds to /userinfo, by the names of the claims: a text that is a path
 * into the user, such as `app_metadata.plan`, brings what is there; everything else is itself.
 */
export const UserinfoClaims = z
  .record(z.string().min(1), Value, { error: 'must be a JSON object of claims' })
  .refine(
    (claims) => !Object.keys(claims).some((name) => RESERVED.test(name)),
    'must not name claims that tokens are checked by',
  );
export type UserinfoClaims = z.infer<typeof UserinfoClaims>;

/** Replaces the rule. */
export async function saveUserinfoClaims(db: Database, claims: UserinfoClaims): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await transaction.deleteFrom('userinfo_claims').execute();
    const rows = Object.entries(claims).map(([name, value]) => ({ name, value: JSON.stringify(value) }));
    if (rows.length > 0) await transaction.insertInto('userinfo_claims').values(rows).execute();
  });
}

/** What the rule adds for this user; a path that leads nowhere adds nothing. */
export async function claimsByRule(db: Database, user: UserProfile): Promise<Record<string, unknown>> {
  const rules = await db.selectFrom('userinfo_claims').selectAll().orderBy('name').execute();
  return Object.fromEntries(
    rules.flatMap(({ name, value }) => {
      const claim = typeof value === 'string' && PATH.test(value) ? follow(user, value) : value;
      return claim === undefined ? [] : [[name, claim]];
    }),
  );
}

function follow(user: UserProfile, path: string): unknown {
  return path.split('.').reduce<unknown>((value, key) => {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    return Object(value)[key];
  }, user);
}
