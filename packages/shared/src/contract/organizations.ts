import { z } from 'zod';
import { isStorable } from '../user/metadata.ts';
import { UserParams } from './profile.ts';
import { Role, RoleIds } from './roles.ts';
import type { FieldRule, Row } from './row.ts';

/** The id of an organization. Source: Management API GET /api/v2/organizations */
export const OrganizationId = z.string().regex(/^org_[A-Za-z0-9]{16}$/, 'is not the id of an organization');

/** An organization of the tenant, as far as it is a choice. */
export const Organization = z.object({
  id: z.string(),
  name: z.string(),
  display_name: z.string().optional(),
});
export type Organization = z.infer<typeof Organization>;

/** That a user is a member of an organization, and with which roles. */
export const Membership = z.object({
  organization: Organization,
  /** `null` where the roles of members cannot be read. */
  roles: z.array(Role).nullable(),
});
export type Membership = z.infer<typeof Membership>;

/** As many memberships as a page shows: the roles of each are asked for one by one. */
export const membershipsPerPage = 20;

export const MembershipList = z.object({
  memberships: z.array(Membership),
  start: z.number().int(),
  limit: z.number().int(),
  total: z.number().int(),
});
export type MembershipList = z.infer<typeof MembershipList>;

/** An invitation to an organization. Its ticket and its link are not part of it. */
export const Invitation = z.object({
  id: z.string(),
  organization: Organization,
  inviter: z.string().optional(),
  created_at: z.string(),
  expires_at: z.string(),
  /** The roles that come with it. */
  roles: z.array(z.string()),
  /** The application that it leads to. */
  client_id: z.string().optional(),
});
export type Invitation = z.infer<typeof Invitation>;

export const InvitationList = z.object({
  invitations: z.array(Invitation),
  /** The organizations that were looked into, and how many there are: the Management API finds no invitation by its address. */
  searched: z.number().int(),
  total: z.number().int(),
});
export type InvitationList = z.infer<typeof InvitationList>;

/** As many organizations as are looked into for invitations at once. */
export const invitationSearchReach = 25;

/** An application that an invitation can lead to. */
export const InvitingClient = z.object({ client_id: z.string(), name: z.string() });
export type InvitingClient = z.infer<typeof InvitingClient>;

const day = 24 * 60 * 60;

const NewInvitation = z.strictObject({
  organization_id: OrganizationId,
  client_id: z.string().regex(/^[A-Za-z0-9_-]{1,128}$/, 'is not the id of an application'),
  roles: RoleIds.min(1).optional(),
  /** Whether it has to be accepted with the connection that the user signs in with now. */
  own_connection: z.boolean().default(false),
  /** For how long it is good, in seconds. */
  ttl_sec: z
    .number()
    .int()
    .min(60, 'At least a minute.')
    .max(30 * day, 'At most thirty days.')
    .default(7 * day),
  /** Whether the tenant sends it; otherwise the answer holds the link, once. */
  send_email: z.boolean().default(true),
});

const MembershipParams = UserParams.extend({ organizationId: OrganizationId });
const InvitationParams = MembershipParams.extend({
  invitationId: z.string().regex(/^uinv_[A-Za-z0-9]{16}$/, 'is not the id of an invitation'),
});

/** Whoever gives roles by way of an organization needs what giving roles needs; their names are read. */
function givesRoles(...scopes: FieldRule['scopes']): { roles: FieldRule } {
  return { roles: { permission: 'roles:assign', scopes: ['read:roles', ...scopes] } };
}

export const organizationsRows = {
  listUserOrganizations: {
    method: 'GET',
    path: '/api/users/:userId/organizations',
    permission: 'users:read',
    scopes: ['read:users', 'read:organizations'],
    optionalScopes: ['read:organization_member_roles'],
    user: 'in-scope',
    params: UserParams,
    query: z.strictObject({ page: z.coerce.number().int().min(0).max(49).default(0) }),
    status: 200,
    response: MembershipList,
    problems: ['not_found'],
  },
  listOrganizations: {
    method: 'GET',
    path: '/api/organizations',
    permission: 'organizations:manage',
    scopes: [['read:organizations', 'read:organizations_summary']],
    query: z.strictObject({
      q: z.string().max(100).refine(isStorable, 'Contains a character that cannot be stored.').default(''),
    }),
    status: 200,
    /** Of more than fifty the first fifty by name; not complete either where there are more than a thousand. */
    response: z.object({ organizations: z.array(Organization), complete: z.boolean() }),
    problems: [],
  },
  addUserToOrganization: {
    method: 'POST',
    path: '/api/users/:userId/organizations',
    permission: 'organizations:manage',
    scopes: ['read:users', 'read:organizations', 'create:organization_members'],
    fields: givesRoles('create:organization_member_roles'),
    user: 'in-scope',
    audit: 'user.add_to_organization',
    stepUp: true,
    notToOneself: 'raise',
    ifMatch: 'accepted',
    params: UserParams,
    body: z.strictObject({ organization_id: OrganizationId, roles: RoleIds.min(1).optional() }),
    status: 204,
    problems: [
      'not_found',
      'beyond_own_rights',
      'refused_by_tenant',
      'partly_saved',
      'conflict',
      'outcome_unknown',
    ],
  },
  removeUserFromOrganization: {
    method: 'DELETE',
    path: '/api/users/:userId/organizations/:organizationId',
    permission: 'organizations:manage',
    scopes: ['read:users', 'read:organizations', 'delete:organization_members'],
    optionalScopes: ['read:organization_member_roles'],
    user: 'in-scope',
    audit: 'user.remove_from_organization',
    stepUp: true,
    ifMatch: 'accepted',
    params: MembershipParams,
    status: 204,
    problems: ['not_found', 'conflict', 'outcome_unknown'],
  },
  setOrganizationRoles: {
    method: 'PUT',
    path: '/api/users/:userId/organizations/:organizationId/roles',
    permission: 'organizations:manage',
    scopes: ['read:users', 'read:organizations', 'read:organization_member_roles'],
    fields: givesRoles('create:organization_member_roles', 'delete:organization_member_roles'),
    user: 'in-scope',
    audit: 'user.set_organization_roles',
    stepUp: true,
    notToOneself: 'raise',
    ifMatch: 'accepted',
    params: MembershipParams,
    body: z.strictObject({ roles: RoleIds }),
    status: 200,
    response: Membership,
    problems: [
      'not_found',
      'beyond_own_rights',
      'refused_by_tenant',
      'partly_saved',
      'conflict',
      'outcome_unknown',
    ],
  },
  listUserInvitations: {
    method: 'GET',
    path: '/api/users/:userId/invitations',
    permission: 'users:read',
    scopes: [
      'read:users',
      ['read:organizations', 'read:organizations_summary'],
      'read:organization_invitations',
    ],
    optionalScopes: ['read:roles'],
    user: 'in-scope',
    params: UserParams,
    /** In one organization, or in the first ones by name. */
    query: z.strictObject({ organization_id: OrganizationId.optional() }),
    status: 200,
    response: InvitationList,
    problems: ['not_found'],
  },
  listInvitingClients: {
    method: 'GET',
    path: '/api/organizations/clients',
    permission: 'organizations:manage',
    scopes: ['read:clients'],
    status: 200,
    response: z.object({ clients: z.array(InvitingClient) }),
    problems: [],
  },
  inviteUser: {
    method: 'POST',
    path: '/api/users/:userId/invitations',
    permission: 'organizations:manage',
    scopes: [
      'read:users',
      'read:connections',
      ['read:organizations', 'read:organizations_summary'],
      'create:organization_invitations',
    ],
    fields: givesRoles('create:organization_invitations'),
    user: 'in-scope',
    audit: 'user.invite_to_organization',
    stepUp: true,
    notToOneself: 'raise',
    ifMatch: 'accepted',
    params: UserParams,
    body: NewInvitation,
    status: 201,
    response: z.object({
      invitation: Invitation,
      /** Where the user accepts it: only where the tenant sends no e-mail, and never again. */
      invitation_url: z.url().optional(),
    }),
    problems: ['not_found', 'beyond_own_rights', 'refused_by_tenant', 'conflict', 'outcome_unknown'],
  },
  revokeInvitation: {
    method: 'DELETE',
    path: '/api/users/:userId/organizations/:organizationId/invitations/:invitationId',
    permission: 'organizations:manage',
    scopes: [
      'read:users',
      ['read:organizations', 'read:organizations_summary'],
      'read:organization_invitations',
      'delete:organization_invitations',
    ],
    user: 'in-scope',
    audit: 'user.revoke_invitation',
    ifMatch: 'accepted',
    params: InvitationParams,
    status: 204,
    problems: ['not_found', 'conflict', 'outcome_unknown'],
  },
} as const satisfies Record<string, Row>;
