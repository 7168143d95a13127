import { z } from 'zod';
import { UserId } from '../user/id.ts';
import { rootAttributes } from '../user/lock.ts';
import { UserDetail } from '../user/user.ts';
import { UserPatch } from '../user/user-input.ts';
import type { FieldRule, Row } from './row.ts';

export const UserParams = z.strictObject({ userId: UserId });

const edit: FieldRule = { permission: 'users:edit', scopes: ['update:users'] };
/** A root attribute can be locked, and only the connection's options tell. */
const editRootAttribute: FieldRule = {
  permission: 'users:edit',
  scopes: ['update:users', 'read:connections', 'read:connections_options'],
};

/** What each key of a change needs. With `update:users_app_metadata` alone, `app_metadata` alone can be edited. */
const patchFields = {
  email: edit,
  email_verified: edit,
  phone_number: edit,
  phone_verified: edit,
  username: edit,
  ...Object.fromEntries(rootAttributes.map((field) => [field, editRootAttribute])),
  user_metadata: { permission: 'user_metadata:edit', scopes: ['update:users'] },
  app_metadata: { permission: 'app_metadata:edit', scopes: [['update:users', 'update:users_app_metadata']] },
} satisfies Record<string, FieldRule>;

export const profileRows = {
  getUser: {
    method: 'GET',
    path: '/api/users/:userId',
    permission: 'users:read',
    scopes: ['read:users'],
    user: 'in-scope',
    params: UserParams,
    status: 200,
    response: UserDetail,
    problems: ['not_found'],
  },
  updateUser: {
    method: 'PATCH',
    path: '/api/users/:userId',
    permission: 'users:read',
    scopes: ['read:users'],
    fields: patchFields,
    user: 'in-scope',
    audit: 'user.update',
    ifMatch: 'required',
    params: UserParams,
    body: UserPatch,
    status: 200,
    response: UserDetail,
    problems: [
      'not_found',
      'field_locked',
      'masked_field',
      'conflict',
      'already_exists',
      'partly_saved',
      'refused_by_tenant',
      'outcome_unknown',
    ],
  },
  blockUser: {
    method: 'POST',
    path: '/api/users/:userId/block',
    audit: 'user.block',
    notToOneself: true,
    permission: 'users:block',
    scopes: ['read:users', 'update:users'],
    user: 'in-scope',
    ifMatch: 'accepted',
    params: UserParams,
    status: 200,
    response: UserDetail,
    problems: ['not_found', 'beyond_own_rights', 'conflict', 'outcome_unknown'],
  },
  unblockUser: {
    method: 'POST',
    path: '/api/users/:userId/unblock',
    audit: 'user.unblock',
    permission: 'users:block',
    scopes: ['read:users', 'update:users'],
    user: 'in-scope',
    ifMatch: 'accepted',
    params: UserParams,
    status: 200,
    response: UserDetail,
    problems: ['not_found', 'conflict', 'outcome_unknown'],
  },
  deleteUser: {
    method: 'DELETE',
    path: '/api/users/:userId',
    permission: 'users:delete',
    audit: 'user.delete',
    notToOneself: true,
    stepUp: true,
    scopes: ['read:users', 'delete:users'],
    user: 'in-scope',
    ifMatch: 'accepted',
    params: UserParams,
    status: 204,
    problems: ['not_found', 'beyond_own_rights', 'conflict', 'outcome_unknown'],
  },
} as const satisfies Record<string, Row>;
