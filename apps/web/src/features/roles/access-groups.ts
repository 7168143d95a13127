import type { ApiPermission, PermissionName, PermissionReason } from '@rollcall/shared/contract/roles.ts';

/** The permissions of one API. */
export interface ApiGroup<Permission extends ApiPermission> {
  /** The identifier of the API. */
  api: string;
  name: string;
  permissions: Permission[];
}

/** Permissions by their API, in the order in which the APIs come. */
export function byApi<Permission extends ApiPermission>(
  permissions: readonly Permission[],
): ApiGroup<Permission>[] {
  const groups = new Map<string, ApiGroup<Permission>>();
  for (const permission of permissions) {
    const { resource_server_identifier: api, resource_server_name: name = api } = permission;
    const group = groups.get(api) ?? { api, name, permissions: [] };
    group.permissions.push(permission);
    groups.set(api, group);
  }
  return [...groups.values()];
}

/** What a permission is addressed by. */
export function nameOfPermission({
  resource_server_identifier,
  permission_name,
}: PermissionName): PermissionName {
  return { resource_server_identifier, permission_name };
}

/** One way to a permission, as steps from the user: in an organization, by a group, by a role. */
export function stepsOf({ role, direct, groups, organization }: PermissionReason): string[][] {
  const where = organization === undefined ? [] : [`in ${organization.name}`];
  if (role === undefined) return [[...where, 'directly']];
  const viaGroups =
    groups === null
      ? [[...where, 'a group', role.name]]
      : groups.map((group) => [...where, `group ${group.name}`, role.name]);
  const ways = [...(direct ? [[...where, role.name]] : []), ...viaGroups];
  // The group may be gone since the role was read.
  return ways.length === 0 ? [[...where, role.name]] : ways;
}

/** Whether a permission, its API or a way to it has these words in it. */
export function isAbout(
  words: string,
  permission: ApiPermission & { reasons: readonly PermissionReason[] },
): boolean {
  const texts = [
    permission.permission_name,
    permission.description,
    permission.resource_server_name,
    permission.resource_server_identifier,
    ...permission.reasons.flatMap((reason) => stepsOf(reason).flat()),
  ];
  const asked = words.trim().toLowerCase();
  return texts.some((text) => text?.toLowerCase().includes(asked) === true);
}
