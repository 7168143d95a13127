import type { ManagementClient } from 'auth0';
import { newUser, type SdkCalls } from './call.ts';

const ACME = 'org_AcmeTrading00001';
const ROLE = 'rol_Customer00000000';

/** A new member of an organization, with a role there. */
async function newMember(sdk: ManagementClient): Promise<string> {
  const { user_id } = await newUser(sdk);
  await sdk.organizations.members.create(ACME, { members: [user_id] });
  await sdk.organizations.members.roles.assign(ACME, user_id, { roles: [ROLE] });
  return user_id;
}

async function newInvitation(sdk: ManagementClient): Promise<string> {
  const { id = '' } = await sdk.organizations.invitations.create(ACME, {
    inviter: { name: 'Ada Lindqvist' },
    invitee: { email: 'guest@example.com' },
    client_id: 'meridian_portal',
    roles: [ROLE],
    ttl_sec: 3_600,
  });
  return id;
}

/** Organizations, their members and invitations. */
export const ORGANIZATION_CALLS: SdkCalls = {
  'GET /organizations': async (sdk) => {
    await sdk.organizations.list({ sort: 'display_name:1' });
    return sdk.organizations.list({ take: 3 });
  },
  'GET /organizations/name/{name}': (sdk) => sdk.organizations.getByName('contoso'),
  'GET /organizations/{id}': (sdk) => sdk.organizations.get(ACME),
  'GET /users/{id}/organizations': async (sdk) => sdk.users.organizations.list(await newMember(sdk)),
  'GET /organizations/{id}/members': async (sdk) => {
    await sdk.organizations.members.list(ACME, { fields: 'user_id,roles' });
    return sdk.organizations.members.list(ACME, { take: 2 });
  },
  'POST /organizations/{id}/members': (sdk) => newMember(sdk),
  'DELETE /organizations/{id}/members': async (sdk) =>
    sdk.organizations.members.delete(ACME, { members: [await newMember(sdk)] }),
  'GET /organizations/{id}/members/{user_id}/roles': async (sdk) =>
    sdk.organizations.members.roles.list(ACME, await newMember(sdk)),
  'POST /organizations/{id}/members/{user_id}/roles': (sdk) => newMember(sdk),
  'DELETE /organizations/{id}/members/{user_id}/roles': async (sdk) =>
    sdk.organizations.members.roles.delete(ACME, await newMember(sdk), { roles: [ROLE] }),
  'GET /organizations/{id}/members/{user_id}/effective-roles': async (sdk) =>
    sdk.organizations.members.effectiveRoles.list(ACME, await newMember(sdk)),
  'GET /organizations/{id}/members/{user_id}/effective-roles/sources/groups': async (sdk) =>
    sdk.organizations.members.effectiveRoles.sources.groups.list(ACME, await newMember(sdk), {
      role_id: ROLE,
    }),
  'GET /organizations/{id}/invitations': (sdk) => sdk.organizations.invitations.list(ACME),
  'POST /organizations/{id}/invitations': (sdk) => newInvitation(sdk),
  'GET /organizations/{id}/invitations/{invitation_id}': async (sdk) =>
    sdk.organizations.invitations.get(ACME, await newInvitation(sdk)),
  'DELETE /organizations/{id}/invitations/{invitation_id}': async (sdk) =>
    sdk.organizations.invitations.delete(ACME, await newInvitation(sdk)),
};
