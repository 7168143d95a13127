import { assignableOver } from '@rollcall/shared/access/assignable-roles.ts';
import type { rolesRows } from '@rollcall/shared/contract/roles.ts';
import {
  assignRoles,
  changePermissions,
  directPermissions,
  refuseDirectPermissions,
  removeRoles,
} from '../../access/change-roles.ts';
import type { HandlersOf } from '../../http/handler.ts';
import type { TenantOrganizations } from '../../management/organizations.ts';
import type { TenantPermissions } from '../../management/permissions.ts';
import type { TenantRoles } from '../../management/roles.ts';
import { explainAccess } from './explain-access.ts';

/** As many roles as a search for one shows. */
const mostFound = 50;

/** What the roles feature asks the tenant through. */
export interface RolesDependencies {
  roles: TenantRoles;
  permissions: TenantPermissions;
  organizations: TenantOrganizations;
}

/** What users may do in the customer's applications: roles, direct permissions, and why something counts. */
export function rolesHandlers(dependencies: RolesDependencies): HandlersOf<typeof rolesRows> {
  const { roles, permissions } = dependencies;
  return {
    listUserRoles: async ({ user }) => ({ roles: await roles.ofUser(user.user_id) }),
    listAssignableRoles: async ({ member, user, query }) => {
      const assignable = assignableOver(member.grants, user);
      const found = await roles.find(query.q);
      const offered = found.roles.filter(({ id }) => assignable === 'all' || assignable.has(id));
      return {
        roles: offered.slice(0, mostFound),
        complete: found.complete && offered.length <= mostFound,
      };
    },
    assignUserRoles: async (call) => ({ roles: await assignRoles(roles, call, call.body.roles) }),
    removeUserRole: async (call) => ({
      roles: await removeRoles(roles, call, [call.params.tenantRoleId]),
    }),

    listUserPermissions: ({ user }) => directPermissions(permissions, user.user_id),
    listAssignablePermissions: async ({ member, user }) => {
      refuseDirectPermissions(member, user);
      return { apis: await permissions.apis() };
    },
    assignUserPermissions: (call) => changePermissions(permissions, call, 'assign', call.body.permissions),
    removeUserPermissions: (call) => changePermissions(permissions, call, 'remove', call.body.permissions),

    explainUserAccess: ({ user, scopes }) => explainAccess(dependencies, user.user_id, scopes),
  };
}
