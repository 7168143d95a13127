import type { Endpoint } from '../endpoint.ts';
import { createUser } from './create-user.ts';
import { deleteUser } from './delete-user.ts';
import { listUsers } from './list-users.ts';
import { getUser, listUsersByEmail } from './read-users.ts';
import { updateUser } from './update-user.ts';

/** The operations on users. */
export const USER_ENDPOINTS: readonly Endpoint[] = [
  listUsers,
  listUsersByEmail,
  getUser,
  createUser,
  updateUser,
  deleteUser,
];
