import { Grant } from '@rollcall/shared/access/decision.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Invitation } from '../env.ts';
import type { Store } from './schema.ts';

/** The person who is signed in to Rollcall. */
export interface TeamMember {
  id: string;
  name: string | undefined;
  email: string | undefined;
  picture: string | undefined;
  grants: readonly Grant[];
}

/** What the tenant says of the person who signs in; read from a verified ID token. */
export interface SignedInPerson {
  issuer: string;
  subject: string;
  email: string | undefined;
  emailVerified: boolean;
  name: string | undefined;
  picture: string | undefined;
}

const Grants = z.array(Grant);

/** Stored grants as they count: what does not parse covers nobody. */
export function readGrants(stored: unknown): readonly Grant[] {
  return Grants.safeParse(stored).data ?? [];
}

/**
 * Makes the team what the environment says: invitations are added, grants brought up to date, and
 * who is no longer named loses access, sessions included. Someone who is named by user_id and by
 * address too has the grants of both. Replicas that start together wait for each other.
 */
export async function syncTeam(
  store: Store,
  issuer: string,
  invitations: readonly Invitation[],
): Promise<void> {
  await store.transaction().execute(async (transaction) => {
    // Two who look and then insert would both insert, unless the second waits before it looks.
    await sql`lock table team_members in share row exclusive mode`.execute(transaction);
    await transaction.deleteFrom('team_members').where('issuer', '!=', issuer).execute();
    const grantsById = new Map<string, Grant[]>();
    for (const { who, grant } of invitations) {
      const id = await memberNamed(transaction, issuer, who);
      grantsById.set(id, [...(grantsById.get(id) ?? []), grant]);
    }
    for (const [id, grants] of grantsById) {
      await transaction
        .updateTable('team_members')
        .set({ grants: JSON.stringify(grants) })
        .where('id', '=', id)
        .execute();
    }
    const kept = [...grantsById.keys()];
    const gone = transaction.deleteFrom('team_members');
    await (kept.length === 0 ? gone : gone.where('id', 'not in', kept)).execute();
  });
}

/** The id of the row for a `user_id` or an address; a new one, which may do nothing yet, if there is none. */
async function memberNamed(store: Store, issuer: string, who: string): Promise<string> {
  const identity = who.includes('|') ? { issuer, subject: who } : { invited_email: who.toLowerCase() };
  const known = await store
    .selectFrom('team_members')
    .select('id')
    .where((row) => row.and(identity))
    .executeTakeFirst();
  if (known !== undefined) return known.id;
  const added = await store
    .insertInto('team_members')
    .values({ ...identity, grants: '[]' })
    .returning('id')
    .executeTakeFirstOrThrow();
  return added.id;
}

/** Someone's place in the team, taken or still waiting for them. */
export interface TeamPlace {
  id: string;
  grants: readonly Grant[];
}

/**
 * The places in the team that an account of the tenant opens: the one bound to its `user_id`, and the
 * one that still waits for its address.
 */
export async function placesBehind(
  store: Store,
  issuer: string,
  { userId, email }: { userId?: string | undefined; email?: string | undefined },
): Promise<TeamPlace[]> {
  const found = await store
    .selectFrom('team_members')
    .select(['id', 'grants'])
    .where((row) =>
      row.or([
        ...(userId === undefined ? [] : [row.and({ issuer, subject: userId })]),
        ...(email === undefined
          ? []
          : [row.and([row('subject', 'is', null), row('invited_email', '=', email.toLowerCase())])]),
      ]),
    )
    .execute();
  return found.map(({ id, grants }) => ({ id, grants: readGrants(grants) }));
}

/**
 * The team member who signs in: known by issuer and subject, or invited by an address that the
 * tenant has verified, which binds the invitation to this subject for good. `undefined` for
 * anybody else. An unverified address binds nothing: anybody can claim one.
 */
export async function findTeamMember(store: Store, person: SignedInPerson): Promise<string | undefined> {
  const seen = {
    email: person.email ?? null,
    name: person.name ?? null,
    picture: person.picture ?? null,
  };
  const known = await store
    .updateTable('team_members')
    .set(seen)
    .where('issuer', '=', person.issuer)
    .where('subject', '=', person.subject)
    .returning('id')
    .executeTakeFirst();
  if (known !== undefined || person.email === undefined || !person.emailVerified) return known?.id;
  const bound = await store
    .updateTable('team_members')
    .set({ ...seen, issuer: person.issuer, subject: person.subject })
    .where('invited_email', '=', person.email.toLowerCase())
    // Somebody who signs in twice at the same moment finds it taken, by themself.
    .where((row) =>
      row.or([row('subject', 'is', null), row.and({ issuer: person.issuer, subject: person.subject })]),
    )
    .returning('id')
    .executeTakeFirst();
  return bound?.id;
}
