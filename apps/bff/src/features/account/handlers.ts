import { permissionsOf } from '@rollcall/shared/access/decision.ts';
import { m2mScopes } from '@rollcall/shared/access/m2m-scopes.ts';
import type { accountRows } from '@rollcall/shared/contract/account.ts';
import type { HandlersOf } from '../../http/handler.ts';

/** What the signed-in team member may know of themselves. */
export function accountHandlers(tenantDomain: string): HandlersOf<typeof accountRows> {
  return {
    getMe: async ({ member, scopes }) => ({
      member: {
        id: member.id,
        name: member.name,
        email: member.email,
        picture: member.picture,
        roles: [...new Set(member.grants.map(({ role }) => role))],
      },
      permissions: permissionsOf(member.grants),
      // A token can have hundreds; only those that something here spends mean anything to the screen.
      scopes: m2mScopes.filter((scope) => scopes.includes(scope)),
      tenant: { domain: tenantDomain },
    }),
  };
}
