import type { profileRows } from '@rollcall/shared/contract/profile.ts';
import type { Connection } from '@rollcall/shared/user/connection.ts';
import type { CustomField } from '@rollcall/shared/user/custom-fields.ts';
import type { UserDetail } from '@rollcall/shared/user/user.ts';
import { permissionsOver } from '@rollcall/shared/access/decision.ts';
import type { TeamStanding } from '../../access/team-guard.ts';
import { updateUser } from '../../access/update-user.ts';
import type { HandlersOf } from '../../http/handler.ts';
import type { TenantConnections } from '../../management/connections.ts';
import type { TenantUser } from '../../management/user-schema.ts';
import type { TenantUsers } from '../../management/users.ts';
import type { TeamMember } from '../../store/team.ts';
import type { z } from 'zod';

function detail(
  member: TeamMember,
  user: TenantUser,
  connection: Connection | null,
  team: 'member' | 'protected' | undefined,
): z.input<typeof UserDetail> {
  return { ...user, connection, permissions: permissionsOver(member.grants, user), team };
}

/** One user: read, edit, block, delete. */
export function profileHandlers(
  users: TenantUsers,
  connections: TenantConnections,
  standingOf: TeamStanding,
  customFields: readonly CustomField[],
): HandlersOf<typeof profileRows> {
  const connectionOf = async ({ identities: [primary] }: TenantUser) =>
    primary === undefined ? null : connections.find(primary.connection);
  // What is done is not to fail any more because a connection cannot be asked for.
  const written = async (member: TeamMember, user: TenantUser) =>
    detail(
      member,
      user,
      await connectionOf(user).catch(() => null),
      await standingOf(member, user).catch(() => undefined),
    );
  const setBlocked = (user: TenantUser, blocked: boolean) =>
    users.update(user.user_id, { blocked }, (now) => (now.blocked ?? false) === blocked);

  return {
    getUser: async ({ member, user }) =>
      detail(member, user, ...(await Promise.all([connectionOf(user), standingOf(member, user)]))),
    updateUser: async (call) =>
      written(call.member, await updateUser(users, connections, { ...call, customFields })),
    blockUser: async ({ member, user }) => written(member, await setBlocked(user, true)),
    unblockUser: async ({ member, user }) => written(member, await setBlocked(user, false)),
    deleteUser: ({ user }) => users.delete(user),
  };
}
