import { refuseBeyond } from '@rollcall/shared/access/rank.ts';
import type { teamRows } from '@rollcall/shared/contract/team.ts';
import type { HandlersOf } from '../../http/handler.ts';
import { ProblemError } from '../../http/problem.ts';
import { nameOf } from '../../store/caller.ts';
import type { OwnSessions } from '../../store/own-sessions.ts';
import type { TeamRoster } from '../../store/team-roster.ts';
import { memberTarget, obey, placeIn } from './rank.ts';

type ViewAsRows = Pick<typeof teamRows, 'viewAsTeamMember' | 'stopViewingAs'>;

/**
 * Seeing Rollcall as somebody else does. It lasts as long as one's own grants cover theirs; the session
 * is read with both at each request.
 */
export function viewAsHandlers(team: TeamRoster, ownSessions: OwnSessions): HandlersOf<ViewAsRows> {
  return {
    viewAsTeamMember: async ({ caller, params, telling }) => {
      const place = placeIn(await team.read(), params.memberId);
      telling.target(memberTarget(place));
      if (place.id === caller.actor.id) throw refused('You see Rollcall as yourself already.');
      if (place.status === 'disabled') throw refused(`${nameOf(place)} is disabled and sees nothing.`);
      obey(refuseBeyond(caller.actor.grants, place.grants));
      await ownSessions.viewAs(caller, place.id);
      telling.changed([{ field: 'viewing_as', before: null, after: nameOf(place) }]);
    },

    stopViewingAs: async ({ caller, telling }) => {
      const { viewed } = caller;
      if (viewed === undefined) return;
      telling.target({ kind: 'team_member', id: viewed.id, name: nameOf(viewed) });
      await ownSessions.viewAs(caller, null);
      telling.changed([{ field: 'viewing_as', before: nameOf(viewed), after: null }]);
    },
  };
}

function refused(detail: string): ProblemError {
  return new ProblemError('beyond_own_rights', { detail });
}
