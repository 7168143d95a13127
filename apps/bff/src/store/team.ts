import { Grant, type HeldGrant, holdGrants, type WrittenGrant } from '@rollcall/shared/access/grants.ts';
import { allPermissions } from '@rollcall/shared/access/permissions.ts';
import type { TeamRole } from '@rollcall/shared/access/team-roles.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Invitation } from '../env.ts';
import type { Store } from './schema.ts';

/** Somebody in the team, and what they may do. */
export interface TeamMember {
  id: string;
  name: string | undefined;
  email: string | undefined;
  picture: string | undefined;
  grants: readonly HeldGrant[];
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

/** All roles that the team has made, as one JSON object by id. */
export const customRoles = sql<unknown>`(select coalesce(jsonb_object_agg(team_roles.id,
  jsonb_build_object('title', team_roles.title, 'permissions', team_roles.permissions)), '{}') from team_roles)`;

const CustomRoles = z.record(
  z.string(),
  z.object({ title: z.string(), permissions: z.array(z.enum(allPermissions).or(z.string())) }),
);

/** The roles that the team has made, as stored. Permissions that are no more give nothing. */
export function readRoles(stored: unknown): Record<string, TeamRole> {
  const roles = CustomRoles.safeParse(stored).data ?? {};
  return Object.fromEntries(
    Object.entries(roles).map(([id, { title, permissions }]) => [
      id,
      { title, permissions: allPermissions.filter((permission) => permissions.includes(permission)) },
    ]),
  );
}

/** Stored grants as they count: what does not parse covers nobody. */
export function readGrants(stored: unknown, roles: Record<string, TeamRole>): readonly HeldGrant[] {
  return holdGrants(Grants.safeParse(stored).data ?? [], roles);
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
    const grantsById = new Map<string, WrittenGrant[]>();
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
  grants: readonly HeldGrant[];
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
    .select(['id', 'grants', customRoles.as('roles')])
    .where((row) =>
      row.or([
        ...(userId === undefined ? [] : [row.and({ issuer, subject: userId })]),
        ...(email === undefined
          ? []
          : [row.and([row('subject', 'is', null), row('invited_email', '=', email.toLowerCase())])]),
      ]),
    )
    .execute();
  return found.map(({ id, grants, roles }) => ({ id, grants: readGrants(grants, readRoles(roles)) }));
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
