import { permissionsOf } from '@rollcall/shared/access/decision.ts';
import type { HeldGrant } from '@rollcall/shared/access/grants.ts';
import { refuseBeyond } from '@rollcall/shared/access/rank.ts';
import { sql } from 'kysely';
import type { Caller } from './caller.ts';
import { customRoles, readRoles } from './roles.ts';
import type { Store } from './schema.ts';
import { isAlive } from './session-life.ts';
import { readGrants, type TeamMember } from './team.ts';

/** A session that lives, with the team as it is at this moment. */
export interface ReadSession {
  caller: Caller;
  /** Whether the last sign of life is old enough to be written anew. */
  isTouchDue: boolean;
}

/** What a session is found by: what its cookie stands for, or what others may know it by. */
type SessionName = { key: string } | { id: string };

/**
 * A session, with who is signed in and what they may do now; `undefined` when it is over
 * or its team member is disabled.
 */
export async function readSession(store: Store, name: SessionName): Promise<ReadSession | undefined> {
  const row = await store
    .selectFrom('sessions')
    .innerJoin('team_members', 'team_members.id', 'sessions.member_id')
    .leftJoin('team_members as viewed', 'viewed.id', 'sessions.viewing_as')
    .selectAll('team_members')
    .select(['sessions.id as session_id', customRoles.as('roles')])
    .select(['viewed.id as viewed_id', 'viewed.name as viewed_name', 'viewed.email as viewed_email'])
    .select(['viewed.picture as viewed_picture', 'viewed.grants as viewed_grants'])
    .select('viewed.disabled_at as viewed_disabled_at')
    .select(sql<boolean>`sessions.last_seen_at < now() - interval '1 minute'`.as('isTouchDue'))
    .select(
      sql<Date | null>`case when sessions.stepped_up_at > now() - interval '5 minutes'
        then sessions.stepped_up_at + interval '5 minutes' end`.as('stepped_up_until'),
    )
    .where('key' in name ? 'sessions.key' : 'sessions.id', '=', 'key' in name ? name.key : name.id)
    .where('team_members.disabled_at', 'is', null)
    .where(isAlive)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const roles = readRoles(row.roles);
  const actor: TeamMember = {
    id: row.id,
    name: row.name ?? undefined,
    email: row.email ?? undefined,
    picture: row.picture ?? undefined,
    grants: readGrants(row.grants, roles),
  };
  const viewed: TeamMember | undefined =
    row.viewed_id === null
      ? undefined
      : {
          id: row.viewed_id,
          name: row.viewed_name ?? undefined,
          email: row.viewed_email ?? undefined,
          picture: row.viewed_picture ?? undefined,
          grants:
            row.viewed_disabled_at === null ? seenBy(actor.grants, readGrants(row.viewed_grants, roles)) : [],
        };
  return {
    caller: {
      actor,
      viewed,
      account: row.subject ?? undefined,
      sessionId: row.session_id,
      steppedUpUntil: row.stepped_up_until ?? undefined,
    },
    isTouchDue: row.isTouchDue,
  };
}

/**
 * What is seen through another's eyes: their grants, as long as one may look, and one's own cover them.
 * Either can change meanwhile; then nothing is seen until one stops.
 */
function seenBy(own: readonly HeldGrant[], theirs: readonly HeldGrant[]): readonly HeldGrant[] {
  const mayView = permissionsOf(own).includes('team:manage') && refuseBeyond(own, theirs) === undefined;
  return mayView ? theirs : [];
}
