import { ProblemError } from '../../http/problem.ts';
import { nameOf } from '../../store/caller.ts';
import type { OwnSessions } from '../../store/own-sessions.ts';
import type { Settings } from '../../store/settings.ts';
import { maskForSearches, permissionsOf } from '@rollcall/shared/access/decision.ts';
import { describeUserScope } from '@rollcall/shared/access/describe-user-scope.ts';
import { m2mScopes } from '@rollcall/shared/access/m2m-scopes.ts';
import type { accountRows } from '@rollcall/shared/contract/account.ts';
import type { HandlersOf } from '../../http/handler.ts';

/** What the signed-in team member may know of themselves. */
export function accountHandlers(
  tenantDomain: string,
  settings: Settings,
  ownSessions: OwnSessions,
): HandlersOf<typeof accountRows> {
  return {
    getMe: async ({ member, caller, scopes }) => ({
      member: {
        id: member.id,
        name: member.name,
        email: member.email,
        picture: member.picture,
        roles: [...new Set(member.grants.map(({ title }) => title))],
        grants: member.grants.map(({ title, scope, mask }) => ({
          role: title,
          users: describeUserScope(scope),
          hidden: mask,
        })),
      },
      account: caller.viewed === undefined ? caller.account : undefined,
      masked: maskForSearches(member.grants),
      viewingAs: caller.viewed === undefined ? null : { id: caller.viewed.id, name: nameOf(caller.viewed) },
      steppedUpUntil: caller.steppedUpUntil?.toISOString() ?? null,
      reasonRequired: [...(await settings.read()).reasonRequired],
      permissions: permissionsOf(member.grants),
      // A token can have hundreds; only those that something here spends mean anything to the screen.
      scopes: m2mScopes.filter((scope) => scopes.includes(scope)),
      tenant: { domain: tenantDomain },
    }),
    listMySessions: async ({ caller }) => ({ sessions: await ownSessions.list(caller) }),
    endMySession: async ({ caller, params }) => {
      if (!(await ownSessions.end(caller, params.sessionId))) throw new ProblemError('not_found');
    },
    endMyOtherSessions: async ({ caller }) => ({
      ended: await ownSessions.endOthers(caller),
    }),
  };
}
