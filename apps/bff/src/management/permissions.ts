import type { Api, ApiPermission, PermissionName } from '@rollcall/shared/contract/roles.ts';
import { z } from 'zod';
import type { ManagementClient } from './client.ts';
import { confirmed } from './confirmed.ts';
import { type Entries, everyPage } from './pages.ts';
import { shownFlag, shownText } from './user-schema.ts';

/** A permission as the Management API gives it. Source: Management API GET /api/v2/roles/{id}/permissions */
const TenantPermission = z.object({
  resource_server_identifier: z.string(),
  permission_name: z.string(),
  resource_server_name: shownText,
  description: shownText,
});

/** Where a user has a permission from. */
const Source = z.object({ source_type: z.string(), source_id: z.string(), source_name: z.string() });

/** A permission of a user, given directly or through roles that were given directly. */
const UserPermission = TenantPermission.extend({ sources: z.array(Source) });
export type UserPermission = z.infer<typeof UserPermission>;

const ResourceServer = z.object({
  identifier: z.string(),
  name: shownText,
  is_system: shownFlag,
  scopes: z.array(z.object({ value: z.string(), description: shownText })).catch([]),
});

/** The permissions of APIs and who has them, through the Management API. */
export class TenantPermissions {
  readonly #client: ManagementClient;

  constructor(client: ManagementClient) {
    this.#client = client;
  }

  /** What a user may do directly and through the roles given to the user, and where each of it comes from. */
  ofUser(userId: string): Promise<Entries<UserPermission>> {
    return everyPage(
      this.#client,
      { path: '/api/v2/users/{id}/permissions', params: { id: userId } },
      UserPermission,
    );
  }

  /** What a role has. */
  async ofRole(roleId: string): Promise<ApiPermission[]> {
    const { entries } = await everyPage(
      this.#client,
      { path: '/api/v2/roles/{id}/permissions', params: { id: roleId } },
      TenantPermission,
    );
    return entries;
  }

  /** The APIs of the tenant with their permissions, by name. Auth0's own are for applications, not for users. */
  async apis(): Promise<Api[]> {
    const { entries } = await everyPage(this.#client, { path: '/api/v2/resource-servers' }, ResourceServer);
    return entries
      .filter(({ is_system: isSystem, scopes }) => isSystem !== true && scopes.length > 0)
      .map(({ identifier, name, scopes }) => ({
        identifier,
        name: name ?? identifier,
        permissions: scopes.map(({ value, description }) => ({ name: value, description })),
      }))
      .toSorted((one, other) => one.name.localeCompare(other.name, 'en'));
  }

  /** Gives permissions to a user directly; those that the user has so stay. */
  assign(userId: string, permissions: readonly PermissionName[]): Promise<void> {
    return this.#write('POST', userId, permissions, true);
  }

  /** Takes permissions from a user that were given directly; those of roles stay. */
  remove(userId: string, permissions: readonly PermissionName[]): Promise<void> {
    return this.#write('DELETE', userId, permissions, false);
  }

  #write(
    method: 'POST' | 'DELETE',
    userId: string,
    permissions: readonly PermissionName[],
    areThere: boolean,
  ): Promise<void> {
    return confirmed(
      () =>
        this.#client.call({
          method,
          path: '/api/v2/users/{id}/permissions',
          params: { id: userId },
          body: { permissions },
          response: z.unknown(),
        }),
      async () => {
        const direct = new Set((await this.ofUser(userId)).entries.filter(isDirect).map(permissionKey));
        return permissions.every((permission) => direct.has(permissionKey(permission)) === areThere);
      },
    );
  }
}

/** Whether a permission was given to the user, and not (only) to a role. */
export function isDirect({ sources }: UserPermission): boolean {
  return sources.some(({ source_type: type }) => type === 'DIRECT');
}

/** The name by which two permissions are the same. No name of a permission has a space in it. */
export function permissionKey({
  resource_server_identifier: api,
  permission_name: name,
}: PermissionName): string {
  return `${api} ${name}`;
}
