import { permissionsOf } from '@rollcall/shared/access/decision.ts';
import { type Grant, type HeldGrant, holdGrants } from '@rollcall/shared/access/grants.ts';
import { claimedSentence } from '@rollcall/shared/access/team-claim.ts';
import { refuseTeamChange } from '@rollcall/shared/access/rank.ts';
import type { teamRows } from '@rollcall/shared/contract/team.ts';
import type { HandlersOf } from '../../http/handler.ts';
import { ProblemError } from '../../http/problem.ts';
import { nameOf } from '../../store/caller.ts';
import { invite, removePlace, setDisabled, setGrants } from '../../store/team-places.ts';
import type { Roster, TeamRoster } from '../../store/team-roster.ts';
import { endSessionsOf } from '../../store/session-life.ts';
import { detailOf, memberTarget, obey, placeIn, toldGrants } from './rank.ts';

type MemberRows = Pick<
  typeof teamRows,
  | 'listTeam'
  | 'listTeamManagers'
  | 'inviteTeamMember'
  | 'updateTeamMember'
  | 'disableTeamMember'
  | 'enableTeamMember'
  | 'removeTeamMember'
  | 'endTeamMemberSessions'
>;

/**
 * Who is in the team, and changing it. Every change is judged and made while nobody else changes the
 * team, from what is true then.
 *
 * @param teamClaim the claim that the team comes from; then nobody is invited, given roles or removed here
 */
export function memberHandlers(
  team: TeamRoster,
  publicUrl: URL,
  teamClaim: string | undefined,
): HandlersOf<MemberRows> {
  return {
    listTeam: async ({ member }) => {
      const roster = await team.read();
      const shown = roster.places.filter(({ counts }) => counts);
      return { members: shown.map((place) => detailOf(roster, place, member.id)) };
    },
    listTeamManagers: async () => {
      const { places } = await team.read();
      const managers = places.filter(
        ({ active, grants }) => active && permissionsOf(grants).includes('team:manage'),
      );
      return { managers: managers.map((place) => ({ name: nameOf(place) })) };
    },

    inviteTeamMember: async ({ caller, body, telling }) =>
      team.change(async (roster, store) => {
        refuseWhereClaimed(teamClaim);
        const after = { id: '', active: false, grants: held(roster, body.grants) };
        obey(refuseTeamChange(roster.places, caller.actor.id, [{ after }]));
        refuseSecondPlace(roster, body.email);
        const id = await invite(store, body.email, body.grants);
        const place = {
          ...after,
          id,
          name: undefined,
          email: body.email.toLowerCase(),
          picture: undefined,
          subject: undefined,
          status: 'invited' as const,
          source: 'team' as const,
          counts: true,
          lastSeenAt: undefined,
          sessions: 0,
        };
        telling.target(memberTarget(place));
        telling.changed([{ field: 'grants', before: null, after: toldGrants(after.grants) }]);
        const link = new URL('/sign-in', publicUrl);
        link.searchParams.set('invited', body.email);
        return { member: detailOf(roster, place, caller.actor.id), link: link.href };
      }),

    updateTeamMember: async ({ caller, params, body, telling }) =>
      team.change(async (roster, store) => {
        const before = placeIn(roster, params.memberId);
        telling.target(memberTarget(before));
        refuseWhereClaimed(teamClaim);
        const after = { ...before, grants: held(roster, body.grants), source: 'team' as const };
        obey(refuseTeamChange(roster.places, caller.actor.id, [{ before, after }]));
        await setGrants(store, before.id, body.grants);
        telling.changed([
          { field: 'grants', before: toldGrants(before.grants), after: toldGrants(after.grants) },
        ]);
        return detailOf(roster, after, caller.actor.id);
      }),

    disableTeamMember: async ({ caller, params, telling }) =>
      team.change(async (roster, store) => {
        const before = placeIn(roster, params.memberId);
        telling.target(memberTarget(before));
        const after = { ...before, active: false, status: 'disabled' as const, sessions: 0 };
        obey(refuseTeamChange(roster.places, caller.actor.id, [{ before, after }]));
        await setDisabled(store, before.id, true);
        telling.changed([{ field: 'status', before: before.status, after: after.status }]);
        return detailOf(roster, after, caller.actor.id);
      }),

    enableTeamMember: async ({ caller, params, telling }) =>
      team.change(async (roster, store) => {
        const before = placeIn(roster, params.memberId);
        telling.target(memberTarget(before));
        const isTaken = before.subject !== undefined;
        const status = isTaken ? ('active' as const) : ('invited' as const);
        const after = { ...before, active: isTaken, status };
        obey(refuseTeamChange(roster.places, caller.actor.id, [{ before, after }]));
        await setDisabled(store, before.id, false);
        telling.changed([{ field: 'status', before: before.status, after: status }]);
        return detailOf(roster, after, caller.actor.id);
      }),

    removeTeamMember: async ({ caller, params, telling }) =>
      team.change(async (roster, store) => {
        const before = placeIn(roster, params.memberId);
        telling.target(memberTarget(before));
        refuseWhereClaimed(teamClaim);
        obey(refuseTeamChange(roster.places, caller.actor.id, [{ before }]));
        await removePlace(store, before.id);
        telling.changed([{ field: 'grants', before: toldGrants(before.grants), after: null }]);
      }),

    endTeamMemberSessions: async ({ caller, params, telling }) =>
      team.change(async (roster, store) => {
        const place = placeIn(roster, params.memberId);
        telling.target(memberTarget(place));
        obey(refuseTeamChange(roster.places, caller.actor.id, [{ before: place, after: place }]));
        const ended = await endSessionsOf(store, place.id);
        telling.changed([{ field: 'sessions', before: ended, after: 0 }]);
        return { ended };
      }),
  };
}

function refuseWhereClaimed(teamClaim: string | undefined): void {
  if (teamClaim === undefined) return;
  throw new ProblemError('beyond_own_rights', { detail: claimedSentence(teamClaim) });
}

/** One person has one place: what somebody may do is never put together from two. */
function refuseSecondPlace({ places }: Roster, email: string): void {
  if (!places.some((place) => place.email?.toLowerCase() === email.toLowerCase())) return;
  throw new ProblemError('already_exists', {
    detail: 'Somebody with this address is in the team or invited already.',
    errors: [{ field: 'email', detail: 'Is in the team or invited already.' }],
  });
}

/** @throws {ProblemError} `invalid_input` for a role that is not there */
function held({ roles }: Roster, grants: readonly Grant[]): HeldGrant[] {
  const errors = grants.flatMap((grant, index) =>
    holdGrants([grant], roles).length === 1
      ? []
      : [{ field: `grants.${index}.role`, detail: 'There is no such team role.' }],
  );
  if (errors.length > 0) {
    throw new ProblemError('invalid_input', { detail: 'There is no such team role.', errors });
  }
  return holdGrants(grants, roles);
}
