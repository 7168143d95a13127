import type { newUsersRows } from '@rollcall/shared/contract/new-users.ts';
import type { searchFieldsRows } from '@rollcall/shared/contract/search-fields.ts';
import type { usersRows } from '@rollcall/shared/contract/users.ts';
import type { CustomField } from '@rollcall/shared/user/custom-fields.ts';
import { refuseNewFieldFaults } from '../../access/custom-fields.ts';
import type { HandlersOf } from '../../http/handler.ts';
import type { TenantConnections } from '../../management/connections.ts';
import type { TenantUsers } from '../../management/users.ts';
import { createUser } from './create-user.ts';
import { listSearchFields } from './list-search-fields.ts';
import { listUsers } from './list-users.ts';
import type { RecentWrites } from './recent-writes.ts';

/** Finding users and creating them. */
export function usersHandlers(
  users: TenantUsers,
  connections: TenantConnections,
  recent: RecentWrites,
  customFields: readonly CustomField[],
): HandlersOf<typeof usersRows & typeof newUsersRows & typeof searchFieldsRows> {
  return {
    listUsers: (call) => listUsers(users, recent, customFields, call),
    listSearchFields: (call) => listSearchFields(users, customFields, call.member),
    createUser: (call) => {
      refuseNewFieldFaults(customFields, call.body);
      return createUser(users, connections, call);
    },
  };
}
