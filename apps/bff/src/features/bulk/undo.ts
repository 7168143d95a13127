import type { BulkCall } from '@rollcall/shared/bulk/acts.ts';
import { organizationsRows } from '@rollcall/shared/contract/organizations.ts';
import { profileRows } from '@rollcall/shared/contract/profile.ts';
import { rolesRows } from '@rollcall/shared/contract/roles.ts';
import { isBack, refuseConflict, wayBack } from '../../access/way-back.ts';
import type { DoneAct } from '../../audit/changes-of-events.ts';
import type { TenantUser } from '../../management/user-schema.ts';

/** What an operation puts back for one user: a call, and what it says of the user as they are now. */
export interface WayBack extends BulkCall {
  /** Refuses it where somebody has changed the same since. @throws {ProblemError} `conflict` */
  refuseChanged: (user: TenantUser) => void;
  /** Whether the user is so again already. */
  isBack?: (user: TenantUser) => boolean;
}

const anyway = () => {};

/**
 * The calls that put back what acts have changed of a user, each by the row that a person would use.
 *
 * @param user as they are now: a value of metadata goes back into what is there
 * @throws {ProblemError} `not_revertible` where a former value is none that Rollcall writes
 */
export function waysBack(acts: readonly DoneAct[], user: TenantUser): WayBack[] {
  return acts.flatMap((act) => wayBackOf(act, user));
}

const rolePrefix = 'roles.';
const organizationPrefix = 'organizations.';

function wayBackOf({ event, action, changes }: DoneAct, user: TenantUser): WayBack[] {
  const userId = user.user_id;
  switch (action) {
    case 'user.assign_roles':
      return changes.map(({ field }) => ({
        row: rolesRows.removeUserRole,
        params: { userId, tenantRoleId: field.slice(rolePrefix.length) },
        refuseChanged: anyway,
      }));
    case 'user.remove_roles': {
      const roles = changes.map(({ field }) => field.slice(rolePrefix.length));
      if (roles.length === 0) return [];
      return [{ row: rolesRows.assignUserRoles, params: { userId }, body: { roles }, refuseChanged: anyway }];
    }
    case 'user.add_to_organization':
      return changes
        .map(({ field }) => field.slice(organizationPrefix.length))
        .filter((id) => !id.includes('.'))
        .map((organizationId) => ({
          row: organizationsRows.removeUserFromOrganization,
          params: { userId, organizationId },
          refuseChanged: anyway,
        }));
    default: {
      const own = changes.filter(({ field }) => !field.startsWith('scheduled_'));
      const { blocked, patch } = wayBack(user, own);
      const now = {
        refuseChanged: (present: TenantUser) => refuseConflict(present, own, event),
        isBack: (present: TenantUser) => isBack(present, own),
      };
      const row = blocked === true ? profileRows.blockUser : profileRows.unblockUser;
      return [
        ...(patch === undefined
          ? []
          : [{ row: profileRows.updateUser, params: { userId }, body: patch, ...now }]),
        ...(blocked === undefined ? [] : [{ row, params: { userId }, ...now }]),
      ];
    }
  }
}
