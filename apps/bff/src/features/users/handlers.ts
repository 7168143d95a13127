import type { usersRows } from '@rollcall/shared/contract/users.ts';
import type { HandlersOf } from '../../http/handler.ts';
import type { TenantConnections } from '../../management/connections.ts';
import type { TenantUsers } from '../../management/users.ts';
import { createUser } from './create-user.ts';
import { listUsers } from './list-users.ts';

/** Finding users and creating them. */
export function usersHandlers(
  users: TenantUsers,
  connections: TenantConnections,
): HandlersOf<typeof usersRows> {
  return {
    listUsers: (call) => listUsers(users, call),
    createUser: (call) => createUser(users, connections, call),
  };
}
