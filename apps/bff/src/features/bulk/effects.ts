import { type BulkAct, callsOfAct, nameOfAct } from '@rollcall/shared/bulk/acts.ts';
import type { AuditChange } from '@rollcall/shared/contract/audit.ts';
import { applied, changesOf } from '@rollcall/shared/user/user-changes.ts';
import { UserPatch } from '@rollcall/shared/user/user-input.ts';
import { userChanges } from '../../audit/changes.ts';
import type { TenantOrganizations } from '../../management/organizations.ts';
import type { TenantRoles } from '../../management/roles.ts';
import type { TenantUser } from '../../management/user-schema.ts';

/** What tells of users what they do not tell themselves. */
export interface EffectSources {
  roles: TenantRoles;
  organizations: TenantOrganizations;
}

/** Whether a user is already what an act would make of them; `undefined` where that is not looked at. */
export async function isAlready(
  { roles, organizations }: EffectSources,
  act: BulkAct,
  user: TenantUser,
): Promise<boolean | undefined> {
  const own = isAlreadyByThemselves(act, user);
  if (own !== undefined) return own;
  const { user_id: userId } = user;
  if (act.assign_roles !== undefined || act.remove_roles !== undefined) {
    const held = new Set((await roles.ofUser(userId)).map(({ id }) => id));
    return areRolesSo(act, (role) => held.has(role));
  }
  const organization = organizationOf(act);
  if (organization === undefined) return undefined;
  return (await organizations.hasMember(organization, userId)) === (act.add_to_organization !== undefined);
}

/** What the user alone tells; `undefined` where something else has to be asked. */
export function isAlreadyByThemselves(act: BulkAct, user: TenantUser): boolean | undefined {
  switch (nameOfAct(act)) {
    case 'block':
      return user.blocked === true;
    case 'unblock':
      return user.blocked !== true;
    case 'verify_email':
      return user.email_verified === true;
    case 'user_metadata':
    case 'app_metadata':
      return changesOf(user, patchOf(act, user.user_id)).length === 0;
    default:
      return undefined;
  }
}

/** Whether the roles of an act are given, or taken, where `has` tells which a user has. */
export function areRolesSo(
  { assign_roles: given, remove_roles: taken }: BulkAct,
  has: (role: string) => boolean,
): boolean {
  if (given !== undefined) return given.roles.every(has);
  return !(taken?.roles ?? []).some(has);
}

/** The organization that an act is about. */
export function organizationOf(act: BulkAct): string | undefined {
  return act.add_to_organization?.organization_id ?? act.remove_from_organization?.organization_id;
}

/** The roles that an act gives or takes, in an organization too. */
export function rolesIn(act: BulkAct): readonly string[] {
  return act.assign_roles?.roles ?? act.remove_roles?.roles ?? act.add_to_organization?.roles ?? [];
}

/** The change of the user that an act is; an empty one where it is something else. */
export function patchOf(act: BulkAct, userId: string): UserPatch {
  const [call] = callsOfAct(act, userId);
  return UserPatch.safeParse(call?.body).data ?? {};
}

/** What an act would change of a user, as far as that can be told before. */
export function foreseen(act: BulkAct, user: TenantUser): AuditChange[] {
  switch (nameOfAct(act)) {
    case 'block':
    case 'block_until':
    case 'delete_later':
      return userChanges(user, { ...user, blocked: true });
    case 'unblock':
      return userChanges(user, { ...user, blocked: false });
    case 'user_metadata':
    case 'app_metadata':
    case 'verify_email':
      return userChanges(user, applied(user, changesOf(user, patchOf(act, user.user_id))));
    default:
      return [];
  }
}
