import type { ManagementClient } from 'auth0';
import { newUser, type SdkCalls } from './call.ts';

const API = 'https://api.meridian.example/bookings';
const PERMISSION = { resource_server_identifier: API, permission_name: 'read:bookings' };
const PERMISSIONS = { permissions: [PERMISSION] };
const GROUP = 'grp_ContosoFinance11';

async function newRole(sdk: ManagementClient): Promise<string> {
  const { id = '' } = await sdk.roles.create({
    name: `Role ${crypto.randomUUID()}`,
    description: 'Of a conformance check',
  });
  return id;
}

async function newUserId(sdk: ManagementClient): Promise<string> {
  return (await newUser(sdk)).user_id;
}

/** A new user with a new role that allows something. */
async function newMember(sdk: ManagementClient): Promise<{ role: string; user: string }> {
  const role = await newRole(sdk);
  const user = await newUserId(sdk);
  await sdk.roles.permissions.add(role, PERMISSIONS);
  await sdk.users.roles.assign(user, { roles: [role] });
  return { role, user };
}

/** Roles, permissions, groups and APIs. */
export const ACCESS_CALLS: SdkCalls = {
  'GET /roles': (sdk) => sdk.roles.list({ name_filter: 'billing', per_page: 10 }),
  'POST /roles': (sdk) => newRole(sdk),
  'GET /roles/{id}': async (sdk) => sdk.roles.get(await newRole(sdk)),
  'PATCH /roles/{id}': async (sdk) => sdk.roles.update(await newRole(sdk), { description: 'Changed' }),
  'DELETE /roles/{id}': async (sdk) => sdk.roles.delete(await newRole(sdk)),
  'GET /roles/{id}/permissions': async (sdk) => sdk.roles.permissions.list((await newMember(sdk)).role),
  'POST /roles/{id}/permissions': async (sdk) => sdk.roles.permissions.add(await newRole(sdk), PERMISSIONS),
  'DELETE /roles/{id}/permissions': async (sdk) =>
    sdk.roles.permissions.delete((await newMember(sdk)).role, PERMISSIONS),
  'GET /roles/{id}/users': async (sdk) => sdk.roles.users.list((await newMember(sdk)).role, { take: 10 }),
  'POST /roles/{id}/users': async (sdk) =>
    sdk.roles.users.assign(await newRole(sdk), { users: [await newUserId(sdk)] }),
  'GET /roles/{id}/groups': async (sdk) => sdk.roles.groups.get('rol_Customer00000000'),
  'POST /roles/{id}/groups': async (sdk) => sdk.roles.groups.create(await newRole(sdk), { groups: [GROUP] }),
  'DELETE /roles/{id}/groups': async (sdk) =>
    sdk.roles.groups.delete(await newRole(sdk), { groups: [GROUP] }),
  'GET /users/{id}/roles': async (sdk) => sdk.users.roles.list((await newMember(sdk)).user),
  'POST /users/{id}/roles': (sdk) => newMember(sdk),
  'DELETE /users/{id}/roles': async (sdk) => {
    const { role, user } = await newMember(sdk);
    await sdk.users.roles.delete(user, { roles: [role] });
  },
  'GET /users/{id}/permissions': async (sdk) => sdk.users.permissions.list((await newMember(sdk)).user),
  'POST /users/{id}/permissions': async (sdk) =>
    sdk.users.permissions.create(await newUserId(sdk), PERMISSIONS),
  'DELETE /users/{id}/permissions': async (sdk) =>
    sdk.users.permissions.delete(await newUserId(sdk), PERMISSIONS),
  'GET /users/{id}/groups': async (sdk) => sdk.users.groups.get(await newUserId(sdk)),
  'GET /users/{id}/effective-roles': async (sdk) =>
    sdk.users.effectiveRoles.list((await newMember(sdk)).user),
  'GET /users/{id}/effective-roles/sources/groups': async (sdk) => {
    const { role, user } = await newMember(sdk);
    await sdk.users.effectiveRoles.sources.groups.list(user, { role_id: role });
  },
  'GET /users/{id}/effective-permissions': async (sdk) =>
    sdk.users.effectivePermissions.list((await newMember(sdk)).user, { resource_server_identifier: API }),
  'GET /users/{id}/effective-permissions/sources/effective-roles': async (sdk) =>
    sdk.users.effectivePermissions.sources.roles.list((await newMember(sdk)).user, PERMISSION),
  'GET /resource-servers': (sdk) => sdk.resourceServers.list({ per_page: 10 }),
  'GET /resource-servers/{id}': (sdk) => sdk.resourceServers.get(API),
};
