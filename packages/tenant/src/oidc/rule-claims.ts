import { z } from 'zod';
import { listUserRoles } from '../store/user-roles.ts';
import type { Database } from '../store/open.ts';
import type { Json, UserProfile } from '../store/schema.ts';

const PATH =
  /^(?:(?:app|user)_metadata(?:\.[^.]+)+|email|username|phone_number|name|nickname|created_at|last_login|last_ip|logins_count|user_id)$/u;
/** In Auth0 the rule is told of these as `event.authorization.roles`. */
const ROLES = 'authorization.roles';
const RESERVED = /^(?:sub|iss|aud|exp|iat|azp|nonce|sid|auth_time)$/u;

const Value: z.ZodType<Json> = z.json();

/**
 * What the rule after a sign-in adds, by the names of the claims: a text that is a path into the user,
 * such as `app_metadata.plan`, brings what is there, `authorization.roles` the names of the user's roles,
 * and everything else is itself.
 */
export const RuleClaims = z
  .record(z.string().min(1), Value, { error: 'must be a JSON object of claims' })
  .refine(
    (claims) => !Object.keys(claims).some((name) => RESERVED.test(name)),
    'must not name claims that tokens are checked by',
  );
export type RuleClaims = z.infer<typeof RuleClaims>;

/** Where the rule adds claims. */
export type RuleTarget = 'userinfo_claims' | 'id_token_claims';

/** Replaces what the rule adds there. */
export async function saveRuleClaims(db: Database, target: RuleTarget, claims: RuleClaims): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await transaction.deleteFrom(target).execute();
    const rows = Object.entries(claims).map(([name, value]) => ({ name, value: JSON.stringify(value) }));
    if (rows.length > 0) await transaction.insertInto(target).values(rows).execute();
  });
}

/** What the rule adds there for this user; a path that leads nowhere adds nothing. */
export async function claimsByRule(
  db: Database,
  target: RuleTarget,
  user: UserProfile,
): Promise<Record<string, unknown>> {
  const rules = await db.selectFrom(target).selectAll().orderBy('name').execute();
  const claims = await Promise.all(
    rules.map(async ({ name, value }) => [name, await valueFor(db, user, value)] as const),
  );
  return Object.fromEntries(claims.filter(([, claim]) => claim !== undefined));
}

async function valueFor(db: Database, user: UserProfile, value: Json): Promise<unknown> {
  if (value === ROLES) {
    const all = { kind: 'offset', offset: 0, limit: 50, includeTotals: false } as const;
    const { entries } = await listUserRoles(db, user.user_id, all);
    return entries.map(({ name }) => name);
  }
  return typeof value === 'string' && PATH.test(value) ? follow(user, value) : value;
}

function follow(user: UserProfile, path: string): unknown {
  return path.split('.').reduce<unknown>((value, key) => {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    return Object(value)[key];
  }, user);
}
