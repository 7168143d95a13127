import { findUser } from '../../store/users.ts';
import type { Endpoint } from '../endpoint.ts';
import { assertAnyUser } from './any-user.ts';
import { eraseUser } from './erase-user.ts';
import { readUserId } from './user-id.ts';

/** `DELETE /users/{id}`: answers the same whether the user was there or not. @see https://auth0.com/docs/api/management/v2/users/delete-users-by-id */
export const deleteUser: Endpoint = {
  method: 'delete',
  path: '/users/:id',
  summary: 'Delete a User',
  scopes: ['delete:users', 'delete:current_user'],
  handle: async (context, request) => {
    const userId = readUserId(request.params);
    assertAnyUser(request.scopes, 'delete:users');
    await context.db.transaction().execute(async (transaction) => {
      const user = await findUser(transaction, userId);
      if (user !== undefined) await eraseUser(context, transaction, user, request);
    });
    return { status: 204 };
  },
};
