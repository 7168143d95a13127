import { endSignIns } from '../../oidc/records.ts';
import { findUser, removeUser } from '../../store/users.ts';
import type { Endpoint } from '../endpoint.ts';
import { readUserId } from './user-id.ts';

/** `DELETE /users/{id}`: answers the same whether the user was there or not. @see https://auth0.com/docs/api/management/v2/users/delete-users-by-id */
export const deleteUser: Endpoint = {
  method: 'delete',
  path: '/users/:id',
  summary: 'Delete a User',
  scopes: ['delete:users', 'delete:current_user'],
  handle: async ({ db, search }, { params }) => {
    const userId = readUserId(params);
    await db.transaction().execute(async (transaction) => {
      const user = await findUser(transaction, userId);
      if (user === undefined) return;
      await removeUser(transaction, userId);
      await endSignIns(transaction, userId);
      await search.changed(transaction, user, undefined);
    });
    return { status: 204 };
  },
};
