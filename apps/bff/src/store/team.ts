import { Grant } from '@rollcall/shared/access/decision.ts';
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
 * who is no longer named loses access, sessions included.
 */
export async function syncTeam(
  store: Store,
  issuer: string,
  invitations: readonly Invitation[],
): Promise<void> {
  const grantsOf = Map.groupBy(invitations, ({ who }) => (isSubject(who) ? who : who.toLowerCase()));
  await store.transaction().execute(async (transaction) => {
    const kept: string[] = [];
    for (const [who, entries] of grantsOf) {
      const grants = JSON.stringify(entries.map(({ grant }) => grant));
      const named = transaction
        .selectFrom('team_members')
        .select('id')
        .where(isSubject(who) ? 'subject' : 'invited_email', '=', who)
        .where((or) => or.or([or('issuer', '=', issuer), or('issuer', 'is', null)]));
      const known = await named.executeTakeFirst();
      if (known !== undefined) {
        await transaction.updateTable('team_members').set({ grants }).where('id', '=', known.id).execute();
        kept.push(known.id);
        continue;
      }
      const identity = isSubject(who) ? { issuer, subject: who } : { invited_email: who };
      const added = await transaction
        .insertInto('team_members')
        .values({ ...identity, grants })
        .returning('id')
        .executeTakeFirstOrThrow();
      kept.push(added.id);
    }
    const gone = transaction.deleteFrom('team_members');
    await (kept.length === 0 ? gone : gone.where('id', 'not in', kept)).execute();
  });
}

function isSubject(who: string): boolean {
  return who.includes('|');
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
    last_seen_at: new Date(),
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
    .where('subject', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return bound?.id;
}
