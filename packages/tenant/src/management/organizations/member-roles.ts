import { z } from 'zod';
import { isMember } from '../../store/organization-members.ts';
import {
  addMemberRoles,
  countMemberRoles,
  listMemberRoles,
  type Membership,
  removeMemberRoles,
} from '../../store/organization-roles.ts';
import type { Database } from '../../store/open.ts';
import { lockUser } from '../../store/users.ts';
import type { Endpoint } from '../endpoint.ts';
import { ENTITY_LIMITS } from '../limits.ts';
import { ManagementError } from '../management-error.ts';
import { answerList, readOffset } from '../paging.ts';
import { validate } from '../validate.ts';
import { readMembership } from './membership.ts';
import { assertRolesExist, RoleIds } from './role-ids.ts';

const AssignBody = z.strictObject({
  roles: RoleIds.describe('List of roles IDs to associated with the user.'),
});
const RemoveBody = z.strictObject({
  roles: RoleIds.describe('List of roles IDs associated with the organization member to remove.'),
});

/** `GET /organizations/{id}/members/{user_id}/roles`: without those of groups. @see https://auth0.com/docs/api/management/v2/organizations/get-organization-member-roles */
export const getMemberRoles: Endpoint = {
  method: 'get',
  path: '/organizations/:id/members/:user_id/roles',
  summary: 'Get user roles assigned to an Organization member',
  scopes: ['read:organization_member_roles'],
  handle: async ({ db }, { params, query }) => {
    const slice = readOffset(query);
    const found = await listMemberRoles(db, await readMembership(db, params), slice);
    return answerList('roles', slice, found, ({ name }) => name);
  },
};

/** `POST /organizations/{id}/members/{user_id}/roles`. @see https://auth0.com/docs/api/management/v2/organizations/post-organization-member-roles */
export const postMemberRoles: Endpoint = {
  method: 'post',
  path: '/organizations/:id/members/:user_id/roles',
  summary: 'Assign user roles to an Organization member',
  scopes: ['create:organization_member_roles'],
  handle: async ({ db }, { params, body }) => {
    const { roles } = validate('Payload', AssignBody, body);
    const userId = await db.transaction().execute(async (transaction) => {
      const membership = await readMembership(transaction, params, lockUser);
      await assertMember(transaction, membership);
      await assertRolesExist(transaction, roles);
      await addMemberRoles(transaction, membership, roles);
      if ((await countMemberRoles(transaction, membership)) > ENTITY_LIMITS.rolesOfUser) {
        throw new ManagementError(409, 'No more roles can be assigned to this organization member.');
      }
      return membership.userId;
    });
    return { status: 204, userId };
  },
};

/** `DELETE /organizations/{id}/members/{user_id}/roles`. @see https://auth0.com/docs/api/management/v2/organizations/delete-organization-member-roles */
export const deleteMemberRoles: Endpoint = {
  method: 'delete',
  path: '/organizations/:id/members/:user_id/roles',
  summary: 'Delete user roles from an Organization member',
  scopes: ['delete:organization_member_roles'],
  handle: async ({ db }, { params, body }) => {
    const { roles } = validate('Payload', RemoveBody, body);
    const userId = await db.transaction().execute(async (transaction) => {
      const membership = await readMembership(transaction, params, lockUser);
      await removeMemberRoles(transaction, membership, roles);
      return membership.userId;
    });
    return { status: 204, userId };
  },
};

async function assertMember(db: Database, { organizationId, userId }: Membership): Promise<void> {
  if (await isMember(db, organizationId, userId)) return;
  throw new ManagementError(400, 'The user is not a member of the organization.', 'invalid_body');
}
