import { refuseRole, refuseTeamChange } from '@rollcall/shared/access/rank.ts';
import { type TeamRole, teamRoles } from '@rollcall/shared/access/team-roles.ts';
import type { TeamRoleDetail, teamRows } from '@rollcall/shared/contract/team.ts';
import type { HandlersOf } from '../../http/handler.ts';
import { ProblemError } from '../../http/problem.ts';
import { deleteRole, newRoleId, storeRole } from '../../store/roles.ts';
import type { Roster, RosterPlace, TeamRoster } from '../../store/team-roster.ts';
import { obey } from './rank.ts';

type RoleRows = Pick<
  typeof teamRows,
  'listTeamRoles' | 'createTeamRole' | 'updateTeamRole' | 'deleteTeamRole'
>;

/**
 * The team roles: the built-in ones, and those that the team makes. A role is made of what its maker
 * has; changing one changes everybody who holds it, and is judged so.
 */
export function roleHandlers(team: TeamRoster): HandlersOf<RoleRows> {
  return {
    listTeamRoles: async () => {
      const roster = await team.read();
      const builtIn = Object.entries<TeamRole>(teamRoles).map(([id, role]) =>
        detailOf(roster, id, role, true),
      );
      const made = Object.entries(roster.roles).map(([id, role]) => detailOf(roster, id, role, false));
      return { roles: [...builtIn, ...made.toSorted((a, b) => a.title.localeCompare(b.title))] };
    },

    createTeamRole: async ({ caller, body, telling }) =>
      team.change(async (roster, store) => {
        const id = newRoleId();
        telling.target({ kind: 'team_role', id, name: body.title });
        obey(refuseRole(ownOf(roster, caller.actor.id), body.permissions));
        refuseSecondTitle(roster, id, body.title);
        await storeRole(store, id, body);
        telling.changed(changesOf(undefined, body));
        return detailOf(roster, id, body, false);
      }),

    updateTeamRole: async ({ caller, params, body, telling }) =>
      team.change(async (roster, store) => {
        const { roleId } = params;
        const before = roleIn(roster, roleId);
        telling.target({ kind: 'team_role', id: roleId, name: before.title });
        const after = {
          title: body.title ?? before.title,
          permissions: body.permissions ?? before.permissions,
        };
        obey(refuseRole(ownOf(roster, caller.actor.id), [...before.permissions, ...after.permissions]));
        const changes = holdersOf(roster, roleId).map((place) => ({
          before: place,
          after: { ...place, grants: place.grants.map((held) => heldAs(held, roleId, after)) },
        }));
        obey(refuseTeamChange(roster.places, caller.actor.id, changes));
        refuseSecondTitle(roster, roleId, after.title);
        await storeRole(store, roleId, after);
        telling.changed(changesOf(before, after));
        return detailOf(roster, roleId, after, false);
      }),

    deleteTeamRole: async ({ caller, params, telling }) =>
      team.change(async (roster, store) => {
        const before = roleIn(roster, params.roleId);
        telling.target({ kind: 'team_role', id: params.roleId, name: before.title });
        obey(refuseRole(ownOf(roster, caller.actor.id), before.permissions));
        const holders = holdersOf(roster, params.roleId).length;
        if (holders > 0) {
          throw new ProblemError('in_use', {
            detail: `${holders} in the team ${holders === 1 ? 'has' : 'have'} this team role. Give them another one first.`,
          });
        }
        await deleteRole(store, params.roleId);
        telling.changed(changesOf(before, undefined));
      }),
  };
}

function detailOf(roster: Roster, id: string, { title, permissions }: TeamRole, builtIn: boolean) {
  const members = holdersOf(roster, id).filter(({ counts }) => counts).length;
  return { id, title, permissions: [...permissions], builtIn, members } satisfies TeamRoleDetail;
}

/** What the team member has at this moment, which may be less than when they called. */
function ownOf({ places }: Roster, actorId: string) {
  return places.find(({ id, active }) => active && id === actorId)?.grants ?? [];
}

/** Everybody who has a role, those included whose grants do not count at the moment. */
function holdersOf({ places }: Roster, roleId: string): RosterPlace[] {
  return places.filter(({ grants }) => grants.some(({ role }) => role === roleId));
}

function heldAs<Held extends { role: string }>(held: Held, roleId: string, role: TeamRole): Held {
  return held.role === roleId ? { ...held, ...role } : held;
}

function roleIn({ roles }: Roster, roleId: string): TeamRole {
  const role = roles[roleId];
  if (role === undefined) throw new ProblemError('not_found');
  return role;
}

/** Roles are told apart by their titles; a claim of the ID token may even name them so. */
function refuseSecondTitle({ roles }: Roster, roleId: string, title: string): void {
  const others = Object.entries<TeamRole>({ ...teamRoles, ...roles }).filter(([id]) => id !== roleId);
  const taken = others.flatMap(([id, role]) => [id, role.title]).map((name) => name.toLowerCase());
  if (!taken.includes(title.toLowerCase())) return;
  throw new ProblemError('already_exists', {
    detail: 'There is a team role of this name already.',
    errors: [{ field: 'title', detail: 'There is a team role of this name already.' }],
  });
}

function changesOf(before: TeamRole | undefined, after: TeamRole | undefined) {
  return (['title', 'permissions'] as const)
    .map((field) => ({ field, before: before?.[field] ?? null, after: after?.[field] ?? null }))
    .filter((change) => JSON.stringify(change.before) !== JSON.stringify(change.after));
}
