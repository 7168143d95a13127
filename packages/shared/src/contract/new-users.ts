import { User } from '../user/user.ts';
import { NewUser } from '../user/user-input.ts';
import type { FieldRule, Row } from './row.ts';

const appMetadataOnCreate: FieldRule = { permission: 'app_metadata:edit', scopes: ['create:users'] };
const userMetadataOnCreate: FieldRule = { permission: 'user_metadata:edit', scopes: ['create:users'] };

/** Apart from finding users: what a new user may be is not for the first load of the web app. */
export const newUsersRows = {
  createUser: {
    method: 'POST',
    path: '/api/users',
    permission: 'users:create',
    scopes: ['create:users', 'read:connections', 'read:connections_options'],
    fields: {
      app_metadata: appMetadataOnCreate,
      user_metadata: userMetadataOnCreate,
      invited: { permission: 'tickets:create', scopes: ['create:user_tickets'] },
    },
    user: 'new',
    audit: 'user.create',
    body: NewUser,
    status: 201,
    response: User,
    problems: ['already_exists', 'password_refused', 'refused_by_tenant', 'outcome_unknown'],
  },
} as const satisfies Record<string, Row>;
