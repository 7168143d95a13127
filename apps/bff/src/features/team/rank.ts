import type { Grant, HeldGrant } from '@rollcall/shared/access/grants.ts';
import { type RankRefusal, refuseTeamChange } from '@rollcall/shared/access/rank.ts';
import type { AuditTarget } from '@rollcall/shared/contract/audit.ts';
import type { TeamMemberDetail } from '@rollcall/shared/contract/team.ts';
import { ProblemError } from '../../http/problem.ts';
import { nameOf } from '../../store/caller.ts';
import type { Roster, RosterPlace } from '../../store/team-roster.ts';

/** @throws {ProblemError} with what a rule of rank refuses, if it refuses anything */
export function obey(refusal: RankRefusal | undefined): void {
  if (refusal === undefined) return;
  throw new ProblemError(refusal.code, {
    detail: refusal.sentence,
    ...(refusal.missing.length === 0 ? {} : { missing: [...refusal.missing] }),
  });
}

/** @throws {ProblemError} `not_found` for who is not in the team */
export function placeIn({ places }: Roster, memberId: string): RosterPlace {
  const found = places.find(({ id, counts }) => counts && id === memberId);
  if (found === undefined) throw new ProblemError('not_found');
  return found;
}

/** Whom an act was done to, for the audit trail. */
export function memberTarget(place: RosterPlace): AuditTarget {
  return { kind: 'team_member', id: place.id, name: nameOf(place) };
}

/** Grants as the audit trail keeps them: with the title that the role has at this moment. */
export function toldGrants(grants: readonly HeldGrant[]): unknown {
  return grants.map(({ title, scope, mask, assignableRoles }) => ({
    role: title,
    scope,
    mask,
    ...(assignableRoles === undefined ? {} : { assignableRoles }),
  }));
}

/** A place as it is sent, with whether this team member may change it. */
export function detailOf(roster: Roster, place: RosterPlace, actorId: string): TeamMemberDetail {
  const refusal = refuseTeamChange(roster.places, actorId, [{ before: place, after: place }]);
  return {
    id: place.id,
    name: place.name,
    email: place.email,
    subject: place.subject,
    picture: place.picture,
    status: place.status,
    grants: place.grants.map(({ role, scope, mask, assignableRoles }): Grant => ({
      role,
      scope,
      mask,
      assignableRoles,
    })),
    source: place.source,
    lastSeenAt: place.lastSeenAt,
    sessions: place.sessions,
    mayChange: refusal === undefined ? { allowed: true } : { allowed: false, sentence: refusal.sentence },
  };
}
