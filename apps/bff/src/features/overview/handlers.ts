import { maskOver } from '@rollcall/shared/access/decision.ts';
import { hidesAddresses, isMasked } from '@rollcall/shared/access/mask.ts';
import { type overviewRows, overviewScopes, type UserBlock } from '@rollcall/shared/contract/overview.ts';
import type { HandlersOf } from '../../http/handler.ts';
import type { TenantUserBlocks } from '../../management/user-blocks.ts';
import type { TenantUserGlance } from '../../management/user-glance.ts';
import { tell } from './tell.ts';

/** Who a user is at a glance, and the end of what brute-force protection does to them. */
export function overviewHandlers(
  glance: TenantUserGlance,
  blocks: TenantUserBlocks,
): HandlersOf<typeof overviewRows> {
  return {
    getUserOverview: async ({ member, user, scopes }) => {
      const mask = maskOver(member.grants, user);
      const { user_id: userId } = user;
      const blocksOf = async () => {
        const { blocked_for: blockedFor } = await blocks.of(userId);
        return { blocked_for: blockedFor.map((block) => shown(block, mask)) };
      };
      const [blockedFor, factors, sessions, organizations, roles] = await Promise.all([
        tell(overviewScopes.blocks, scopes, blocksOf),
        tell(overviewScopes.factors, scopes, () => glance.factors(userId)),
        tell(overviewScopes.sessions, scopes, () => glance.sessions(userId)),
        tell(overviewScopes.organizations, scopes, () => glance.organizations(userId)),
        tell(overviewScopes.roles, scopes, () => glance.roles(userId)),
      ]);
      return { blocks: blockedFor, factors, sessions, organizations, roles };
    },

    clearUserBlocks: async ({ user, telling }) => {
      // Asked for first: the trail tells how many there were, of addresses nothing.
      const { blocked_for: blockedFor } = await blocks.of(user.user_id);
      await blocks.clear(user.user_id);
      telling.changed([{ field: 'brute_force_blocks', before: blockedFor.length, after: 0 }]);
    },
  };
}

/** What was typed can be an e-mail address, a phone number or a username. */
function shown({ identifier, ip, connection }: UserBlock, mask: readonly string[]): UserBlock {
  return {
    connection,
    ...(hidesAddresses(mask) ? {} : { identifier }),
    ...(isMasked(mask, 'last_ip') ? {} : { ip }),
  };
}
