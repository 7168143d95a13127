import { findOrganizations } from '../../management/find-organizations.ts';
import type { organizationsRows } from '@rollcall/shared/contract/organizations.ts';
import type { HandlersOf } from '../../http/handler.ts';
import { type InvitationDependencies, inviteUser, listInvitations, revokeInvitation } from './invitations.ts';
import { addMembership, listMemberships, removeMembership, setMemberRoles } from './memberships.ts';

/** Which organizations a user belongs to, with which roles, and who is invited. */
export function organizationsHandlers(
  dependencies: InvitationDependencies,
): HandlersOf<typeof organizationsRows> {
  return {
    listUserOrganizations: (call) => listMemberships(dependencies, call),
    listOrganizations: ({ query }) => findOrganizations(dependencies.organizations, query.q),
    addUserToOrganization: (call) => addMembership(dependencies, call),
    removeUserFromOrganization: (call) => removeMembership(dependencies, call),
    setOrganizationRoles: (call) => setMemberRoles(dependencies, call),
    listUserInvitations: (call) => listInvitations(dependencies, call),
    listInvitingClients: async () => ({ clients: await dependencies.invitations.clients() }),
    inviteUser: (call) => inviteUser(dependencies, call),
    revokeInvitation: (call) => revokeInvitation(dependencies, call),
  };
}
