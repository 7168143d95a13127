import { Grant, type HeldGrant, holdGrants } from '@rollcall/shared/access/grants.ts';
import type { TeamRole } from '@rollcall/shared/access/team-roles.ts';
import { z } from 'zod';
import { customRoles, readRoles } from './roles.ts';
import type { Store } from './schema.ts';

/** Somebody in the team, and what they may do. */
export interface TeamMember {
  id: string;
  name: string | undefined;
  email: string | undefined;
  picture: string | undefined;
  grants: readonly HeldGrant[];
}

const Grants = z.array(Grant);

/** Stored grants as they count: what does not parse covers nobody. */
export function readGrants(stored: unknown, roles: Record<string, TeamRole>): readonly HeldGrant[] {
  return holdGrants(Grants.safeParse(stored).data ?? [], roles);
}

/** Where the grants of a place in the team come from. */
export type TeamSource = 'team' | 'configuration' | 'claim';

/**
 * The sources that count. With `TEAM_CLAIM` the team is whom the tenant's claim names, and the Admins of
 * the configuration: never a mixture of a claim and what the team page has given.
 */
export function countingSources(teamClaim: string | undefined): readonly TeamSource[] {
  return teamClaim === undefined ? ['team', 'configuration'] : ['claim', 'configuration'];
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
