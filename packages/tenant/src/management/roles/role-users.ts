import { z } from 'zod';
import { lockRole } from '../../store/roles.ts';
import { listRoleUsers, type RoleUser } from '../../store/user-roles.ts';
import type { Endpoint } from '../endpoint.ts';
import { answerList, readSlice } from '../paging.ts';
import { giveRoles } from '../users/access/give-roles.ts';
import { isUserId } from '../users/user-id.ts';
import { validate } from '../validate.ts';
import { readRole } from './role-id.ts';

const UserId = z.string().refine(isUserId, {
  error: ({ input }) => `Object didn't pass validation for format user-id-with-max-length: ${String(input)}`,
});
const Body = z.strictObject({
  users: z.array(UserId).describe("user_id's of the users to assign the role to."),
});

/** `GET /roles/{id}/users`, in either style of paging. @see https://auth0.com/docs/api/management/v2/roles/get-role-user */
export const getRoleUsers: Endpoint = {
  method: 'get',
  path: '/roles/:id/users',
  summary: "Get a role's users",
  scopes: ['read:users', 'read:roles', 'read:role_members'],
  needs: 'all',
  handle: async ({ db }, { params, query }) => {
    const slice = readSlice(query);
    const { id } = await readRole(db, params);
    const found = await listRoleUsers(db, id, slice);
    return answerList('users', slice, found, ({ user_id }) => user_id, present);
  },
};

/** Only what a user has is shown. */
function present({ user_id, email, name, picture }: RoleUser): object {
  return {
    user_id,
    ...(email === null ? {} : { email }),
    ...(name === null ? {} : { name }),
    ...(picture === null ? {} : { picture }),
  };
}

/** `POST /roles/{id}/users`. @see https://auth0.com/docs/api/management/v2/roles/post-role-users */
export const assignRoleUsers: Endpoint = {
  method: 'post',
  path: '/roles/:id/users',
  summary: 'Assign users to a role',
  scopes: ['update:roles', 'create:role_members'],
  handle: async ({ db }, { params, body }) => {
    const { users } = validate('Payload', Body, body);
    await db.transaction().execute(async (transaction) => {
      const { id } = await readRole(transaction, params, lockRole);
      await giveRoles(transaction, users, [id]);
    });
    return { status: 200, body: {} };
  },
};
