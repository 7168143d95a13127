import type { profileRows } from '@rollcall/shared/contract/profile.ts';
import type { UserDetail } from '@rollcall/shared/user/user.ts';
import { permissionsOver } from '@rollcall/shared/access/decision.ts';
import { isVisible } from '../../access/choke-point.ts';
import type { HandlersOf } from '../../http/handler.ts';
import { ProblemError } from '../../http/problem.ts';
import type { TenantConnections } from '../../management/connections.ts';
import type { TenantUser } from '../../management/user-schema.ts';
import type { TenantUsers } from '../../management/users.ts';
import type { TeamMember } from '../../store/team.ts';
import { updateUser } from './update-user.ts';

/** One user: read, edit, block, delete. */
export function profileHandlers(
  users: TenantUsers,
  connections: TenantConnections,
): HandlersOf<typeof profileRows> {
  const detail = async (member: TeamMember, user: TenantUser): Promise<UserDetail> => {
    // A write may have changed what the member's grants cover; what leaves is judged as it is now.
    if (!isVisible(member, user)) throw new ProblemError('not_found');
    const primary = user.identities[0];
    return {
      ...user,
      connection: primary === undefined ? null : await connections.find(primary.connection),
      permissions: permissionsOver(member.grants, user),
    };
  };
  const setBlocked = (user: TenantUser, blocked: boolean) =>
    users.update(user.user_id, { blocked }, (now) => (now.blocked ?? false) === blocked);

  return {
    getUser: ({ member, user }) => detail(member, user),
    updateUser: async (call) => detail(call.member, await updateUser(users, connections, call)),
    blockUser: async ({ member, user }) => detail(member, await setBlocked(user, true)),
    unblockUser: async ({ member, user }) => detail(member, await setBlocked(user, false)),
    deleteUser: ({ user }) => users.delete(user.user_id),
  };
}
