import type { Endpoint } from '../endpoint.ts';
import { deleteMembers, postMembers } from './change-members.ts';
import { postInvitation } from './create-invitation.ts';
import { getEffectiveMemberRoles, getMemberRoleSourceGroups } from './effective-roles.ts';
import { getMembers } from './list-members.ts';
import { deleteMemberRoles, getMemberRoles, postMemberRoles } from './member-roles.ts';
import { deleteInvitation, getInvitation, getInvitations } from './read-invitations.ts';
import {
  getOrganization,
  getOrganizationByName,
  getOrganizations,
  getUserOrganizations,
} from './read-organizations.ts';

/** The operations on organizations and who belongs to them. */
export const ORGANIZATION_ENDPOINTS: readonly Endpoint[] = [
  getOrganizations,
  getOrganizationByName,
  getOrganization,
  getUserOrganizations,
  getMembers,
  postMembers,
  deleteMembers,
  getMemberRoles,
  postMemberRoles,
  deleteMemberRoles,
  getEffectiveMemberRoles,
  getMemberRoleSourceGroups,
  getInvitations,
  postInvitation,
  getInvitation,
  deleteInvitation,
];
