import type { Grant } from '@rollcall/shared/access/grants.ts';
import { type TeamRole, teamRoles } from '@rollcall/shared/access/team-roles.ts';
import { sql } from 'kysely';
import { listRoles } from './roles.ts';
import type { Store } from './schema.ts';
import { endSessionsOf } from './session-life.ts';
import { countingSources, type TeamSource } from './team.ts';

/** What the tenant says of the person who signs in; read from a verified ID token. */
export interface SignedInPerson {
  issuer: string;
  subject: string;
  email: string | undefined;
  emailVerified: boolean;
  name: string | undefined;
  picture: string | undefined;
  /** What the claim `TEAM_CLAIM` holds; `undefined` where no such claim is configured. */
  claimed: readonly string[] | undefined;
}

/**
 * The team member who signs in: known by issuer and subject, or invited by an address that the
 * tenant has verified, which binds the invitation to this subject for good. `undefined` for
 * anybody else, and for whoever is disabled. An unverified address binds nothing: anybody can claim
 * one. Where the team comes from a claim, the claim decides instead, except for the Admins of the
 * configuration, and somebody of whom it says nothing any more loses what it gave, sessions included.
 */
export async function findTeamMember(store: Store, person: SignedInPerson): Promise<string | undefined> {
  if (person.claimed === undefined) return admit(store, person, countingSources(undefined));
  return (await admit(store, person, ['configuration'])) ?? admitClaimed(store, person, person.claimed);
}

function seenOf({ email, name, picture }: SignedInPerson) {
  return {
    email: email ?? null,
    name: name ?? null,
    picture: picture ?? null,
    last_seen_at: sql<Date>`now()`,
  };
}

async function admit(
  store: Store,
  person: SignedInPerson,
  sources: readonly TeamSource[],
): Promise<string | undefined> {
  const { issuer, subject } = person;
  const known = await store
    .updateTable('team_members')
    .set(seenOf(person))
    .where((row) => row.and({ issuer, subject }))
    .where('source', 'in', sources)
    .where('disabled_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  if (known !== undefined || person.email === undefined || !person.emailVerified) return known?.id;
  const bound = await store
    .updateTable('team_members')
    .set({ ...seenOf(person), issuer, subject })
    .where('invited_email', '=', person.email.toLowerCase())
    .where('source', 'in', sources)
    .where('disabled_at', 'is', null)
    // Somebody who signs in twice at the same moment finds it taken, by themself.
    .where((row) => row.or([row('subject', 'is', null), row.and({ issuer, subject })]))
    // A place that somebody has already, such as one that is disabled, is not exchanged for another.
    .where(
      sql<boolean>`not exists (select 1 from team_members taken where taken.id <> team_members.id
        and taken.issuer = ${issuer} and taken.subject = ${subject})`,
    )
    .returning('id')
    .executeTakeFirst();
  return bound?.id;
}

async function admitClaimed(
  store: Store,
  person: SignedInPerson,
  claimed: readonly string[],
): Promise<string | undefined> {
  const { issuer, subject } = person;
  const grants = grantsClaimed(claimed, await listRoles(store));
  if (grants.length === 0) {
    const former = await store
      .updateTable('team_members')
      .set({ grants: '[]' })
      .where((row) => row.and({ issuer, subject, source: 'claim' }))
      .returning('id')
      .executeTakeFirst();
    if (former !== undefined) await endSessionsOf(store, former.id);
    return undefined;
  }
  const given = { ...seenOf(person), grants: JSON.stringify(grants), source: 'claim' } as const;
  const admitted = await store
    .insertInto('team_members')
    .values({ issuer, subject, ...given })
    .onConflict((conflict) =>
      conflict
        .columns(['issuer', 'subject'])
        .doUpdateSet(given)
        .where('team_members.disabled_at', 'is', null)
        .where('team_members.source', '!=', 'configuration'),
    )
    .returning('id')
    .executeTakeFirst();
  return admitted?.id;
}

/**
 * The grants that the values of the claim stand for: the ids of team roles, or the titles of those that
 * the team has made, over everybody. What is neither gives nothing.
 */
function grantsClaimed(claimed: readonly string[], custom: Readonly<Record<string, TeamRole>>): Grant[] {
  const titled = new Map(Object.entries(custom).map(([id, { title }]) => [title, id]));
  const isRole = (value: string) => Object.hasOwn(teamRoles, value) || Object.hasOwn(custom, value);
  const ids = claimed.flatMap((value) => (isRole(value) ? [value] : (titled.get(value) ?? [])));
  return [...new Set(ids)].map((role) => ({ role, scope: { all: true }, mask: [] }));
}
