import { z } from 'zod';
import type { Database } from '../store/open.ts';
import {
  addPermissions,
  countPermissions,
  findUnknownPermission,
  type Holder,
  type PermissionName,
} from '../store/permissions.ts';
import { tooManyEntities } from './limits.ts';
import { ManagementError } from './management-error.ts';
import { inexistentResourceServer } from './resource-servers/inexistent-resource-server.ts';

/** Body of the acts that give permissions or take them away. @param description as Auth0's reference describes the list. */
export function permissionsBody(description: string) {
  return z.strictObject({
    permissions: z
      .array(z.strictObject({ resource_server_identifier: z.string(), permission_name: z.string() }))
      .min(1)
      .describe(description),
  });
}

/**
 * Gives permissions to somebody who is locked; giving one twice changes nothing.
 * @throws {ManagementError} 404 when an API or one of its permissions is not there, 403 beyond the limit.
 */
export async function givePermissions(
  transaction: Database,
  holder: Holder,
  names: readonly PermissionName[],
  limit: number,
): Promise<void> {
  const missing = await findUnknownPermission(transaction, names);
  if (missing?.unknown === 'resource server') throw inexistentResourceServer();
  if (missing !== undefined) throw new ManagementError(404, 'The permission does not exist.');
  await addPermissions(transaction, holder, names);
  if ((await countPermissions(transaction, holder)) > limit) throw tooManyEntities(`this ${holder.kind}`);
}
