import type { teamRows } from '@rollcall/shared/contract/team.ts';
import type { HandlersOf } from '../../http/handler.ts';
import { ProblemError } from '../../http/problem.ts';

async function missing(): Promise<never> {
  throw new ProblemError('internal_error');
}

export function teamHandlers(): HandlersOf<typeof teamRows> {
  return {
    listTeam: missing,
    inviteTeamMember: missing,
    updateTeamMember: missing,
    disableTeamMember: missing,
    enableTeamMember: missing,
    removeTeamMember: missing,
    endTeamMemberSessions: missing,
    viewAsTeamMember: missing,
    stopViewingAs: missing,
    listTeamManagers: missing,
    listTeamRoles: missing,
    createTeamRole: missing,
    updateTeamRole: missing,
    deleteTeamRole: missing,
    previewUserScope: missing,
    getTeamSettings: missing,
    updateTeamSettings: missing,
    revealUserField: missing,
  };
}
