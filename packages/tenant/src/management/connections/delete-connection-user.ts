import { z } from 'zod';
import { findDatabaseUsers } from '../../store/database-users.ts';
import type { Endpoint } from '../endpoint.ts';
import { ManagementError } from '../management-error.ts';
import { eraseUser } from '../users/erase-user.ts';
import { validate } from '../validate.ts';
import { readConnection } from './connection-id.ts';

const Query = z.object({ email: z.email().describe('The email of the user to delete') });

/** `DELETE /connections/{id}/users`: answers the same whether the user was there or not. @see https://auth0.com/docs/api/management/v2/connections/delete-users-by-email */
export const deleteConnectionUser: Endpoint = {
  method: 'delete',
  path: '/connections/:id/users',
  summary: 'Delete a connection user',
  scopes: ['delete:users'],
  handle: async (context, request) => {
    const { email } = validate('Query', Query, request.query);
    const userId = await context.db.transaction().execute(async (transaction) => {
      const { name, strategy } = await readConnection(transaction, request.params);
      if (strategy !== 'auth0') {
        throw new ManagementError(400, 'Connection must be a database connection', 'operation_not_supported');
      }
      // Auth0's own store keeps addresses in lower case, whatever was sent.
      const users = await findDatabaseUsers(transaction, name, email.toLowerCase());
      for (const user of users) await eraseUser(context, transaction, user, request);
      return users[0]?.user_id;
    });
    return { status: 204, ...(userId === undefined ? {} : { userId }) };
  },
};
