import type { teamRows } from '@rollcall/shared/contract/team.ts';
import type { HandlersOf } from '../../http/handler.ts';
import type { TenantRoles } from '../../management/roles.ts';
import type { TenantUsers } from '../../management/users.ts';
import { OwnSessions } from '../../store/own-sessions.ts';
import type { Store } from '../../store/schema.ts';
import type { SessionStore } from '../../store/session-store.ts';
import type { Settings } from '../../store/settings.ts';
import { TeamRoster } from '../../store/team-roster.ts';
import { countingSources } from '../../store/team.ts';
import { memberHandlers } from './members.ts';
import { revealUserField } from './reveal.ts';
import { roleHandlers } from './roles.ts';
import { previewUserScope } from './scope-preview.ts';
import { viewAsHandlers } from './view-as.ts';

/** What the team's handlers work with. */
interface TeamDependencies {
  store: Store;
  sessionStore: SessionStore;
  users: TenantUsers;
  roles: TenantRoles;
  settings: Settings;
  publicUrl: URL;
  /** The claim of the ID token that the team comes from, if it does. */
  teamClaim: string | undefined;
}

/** Who may do what: team members, team roles, and what the team has agreed on. */
export function teamHandlers(dependencies: TeamDependencies): HandlersOf<typeof teamRows> {
  const { store, sessionStore, users, roles, settings, publicUrl, teamClaim } = dependencies;
  const team = new TeamRoster(store, sessionStore, countingSources(teamClaim));
  const told = ({ reasonRequired, approvalAbove }: Awaited<ReturnType<Settings['read']>>) => ({
    reasonRequired: [...reasonRequired],
    approvalAbove,
    teamClaim,
  });
  return {
    ...memberHandlers(team, publicUrl, teamClaim),
    ...roleHandlers(team),
    listTenantRoles: () => roles.find(''),
    previewUserScope: (call) => previewUserScope(users, call),
    getTeamSettings: async () => told(await settings.read()),
    updateTeamSettings: async ({ body, telling }) => {
      telling.target({ kind: 'settings', id: 'reason_required' });
      const before = await settings.read();
      const { reasonRequired, approvalAbove = before.approvalAbove } = body;
      await settings.write({ reasonRequired, approvalAbove });
      const after = await settings.read();
      telling.changed([
        { field: 'reason_required', before: before.reasonRequired, after: after.reasonRequired },
        ...(before.approvalAbove === after.approvalAbove
          ? []
          : [
              {
                field: 'approval_above',
                before: before.approvalAbove ?? null,
                after: after.approvalAbove ?? null,
              },
            ]),
      ]);
      return told(after);
    },
    ...viewAsHandlers(team, new OwnSessions(store, sessionStore)),
    revealUserField,
  };
}
