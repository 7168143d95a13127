import type { usersRows } from '@rollcall/shared/contract/users.ts';
import type { CustomField } from '@rollcall/shared/user/custom-fields.ts';
import { refuseNewFieldFaults } from '../../access/custom-fields.ts';
import type { HandlersOf } from '../../http/handler.ts';
import type { TenantConnections } from '../../management/connections.ts';
import type { TenantUsers } from '../../management/users.ts';
import { createUser } from './create-user.ts';
import { listUsers } from './list-users.ts';
import type { RecentWrites } from './recent-writes.ts';

/** Finding users and creating them. */
export function usersHandlers(
  users: TenantUsers,
  connections: TenantConnections,
  recent: RecentWrites,
  customFields: readonly CustomField[],
): HandlersOf<typeof usersRows> {
  const listed = customFields.filter(({ showInList }) => showInList);
  return {
    listUsers: (call) => listUsers(users, recent, listed, call),
    createUser: (call) => {
      refuseNewFieldFaults(customFields, call.body);
      return createUser(users, connections, call);
    },
  };
}
