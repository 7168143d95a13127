import { z } from 'zod';
import { lockUsers } from '../../store/accounts.ts';
import { writeLogEvent } from '../../store/log-events.ts';
import { addMembers, removeMembers } from '../../store/organization-members.ts';
import type { Endpoint, EndpointAnswer } from '../endpoint.ts';
import { ManagementError } from '../management-error.ts';
import { isUserId } from '../users/user-id.ts';
import { validate } from '../validate.ts';
import { readOrganization } from './organization-id.ts';

/** @see https://auth0.com/docs/manage-users/organizations/configure-organizations/assign-members — 10 at once */
const UserIds = z.array(z.stringFormat('user-id-with-max-length', isUserId)).min(1).max(10);
const AddBody = z.object({
  members: UserIds.describe('List of user IDs to add to the organization as members.'),
});
const RemoveBody = z.object({
  members: UserIds.describe('List of user IDs to remove from the organization.'),
});

/** `POST /organizations/{id}/members`. @see https://auth0.com/docs/api/management/v2/organizations/post-members */
export const postMembers: Endpoint = {
  method: 'post',
  path: '/organizations/:id/members',
  summary: 'Add members to an organization',
  scopes: ['create:organization_members'],
  handle: async ({ db, search }, { params, body, clientId, ip, userAgent }) => {
    const { members } = validate('Payload', AddBody, body);
    await db.transaction().execute(async (transaction) => {
      const organization = await readOrganization(transaction, params);
      const users = await lockUsers(transaction, members);
      const unknown = members.filter((userId) => !users.has(userId));
      if (unknown.length > 0) {
        throw new ManagementError(
          400,
          `One or more of the specified users do not exist: ${unknown.join(', ')}`,
          'invalid_body',
        );
      }
      for (const user_id of await addMembers(transaction, organization.id, members)) {
        const user = users.get(user_id);
        await search.changed(transaction, user, user);
        await writeLogEvent(transaction, {
          type: 'organization_member_added',
          description: `Added to ${organization.name}`,
          client_id: clientId,
          ip,
          user_agent: userAgent,
          user_id,
          user_name: user?.email ?? user?.name,
          details: { organization: { id: organization.id, name: organization.name } },
        });
      }
    });
    return answerFor(members);
  },
};

/** `DELETE /organizations/{id}/members`: those who are no members are passed over. @see https://auth0.com/docs/api/management/v2/organizations/delete-members */
export const deleteMembers: Endpoint = {
  method: 'delete',
  path: '/organizations/:id/members',
  summary: 'Delete members from an organization',
  scopes: ['delete:organization_members'],
  handle: async ({ db, search }, { params, body }) => {
    const { members } = validate('Payload', RemoveBody, body);
    await db.transaction().execute(async (transaction) => {
      const { id } = await readOrganization(transaction, params);
      const users = await lockUsers(transaction, members);
      for (const userId of await removeMembers(transaction, id, members)) {
        const user = users.get(userId);
        await search.changed(transaction, user, user);
      }
    });
    return answerFor(members);
  },
};

/** The log can tell whom an act was done to when it was one user. */
function answerFor(members: readonly string[]): EndpointAnswer {
  const [userId] = members;
  return { status: 204, ...(members.length === 1 && userId !== undefined ? { userId } : {}) };
}
