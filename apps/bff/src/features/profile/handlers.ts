import type { profileRows } from '@rollcall/shared/contract/profile.ts';
import type { Connection } from '@rollcall/shared/user/connection.ts';
import type { UserDetail } from '@rollcall/shared/user/user.ts';
import { permissionsOver } from '@rollcall/shared/access/decision.ts';
import { isVisible } from '../../access/choke-point.ts';
import { updateUser } from '../../access/update-user.ts';
import type { HandlersOf } from '../../http/handler.ts';
import { ProblemError } from '../../http/problem.ts';
import type { TenantConnections } from '../../management/connections.ts';
import type { TenantUser } from '../../management/user-schema.ts';
import type { TenantUsers } from '../../management/users.ts';
import type { TeamMember } from '../../store/team.ts';

function detail(member: TeamMember, user: TenantUser, connection: Connection | null): UserDetail {
  return { ...user, connection, permissions: permissionsOver(member.grants, user) };
}

/** One user: read, edit, block, delete. */
export function profileHandlers(
  users: TenantUsers,
  connections: TenantConnections,
): HandlersOf<typeof profileRows> {
  const connectionOf = async ({ identities: [primary] }: TenantUser) =>
    primary === undefined ? null : connections.find(primary.connection);
  const written = async (member: TeamMember, user: TenantUser): Promise<UserDetail> => {
    // A write may have changed what the member's grants cover; what leaves is judged as it is now.
    if (!isVisible(member, user)) throw new ProblemError('not_found');
    // What is done is not to fail any more because a connection cannot be asked for.
    return detail(member, user, await connectionOf(user).catch(() => null));
  };
  const setBlocked = (user: TenantUser, blocked: boolean) =>
    users.update(user.user_id, { blocked }, (now) => (now.blocked ?? false) === blocked);

  return {
    getUser: async ({ member, user }) => detail(member, user, await connectionOf(user)),
    updateUser: async (call) => written(call.member, await updateUser(users, connections, call)),
    blockUser: async ({ member, user }) => written(member, await setBlocked(user, true)),
    unblockUser: async ({ member, user }) => written(member, await setBlocked(user, false)),
    deleteUser: ({ user }) => users.delete(user.user_id),
  };
}
