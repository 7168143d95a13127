import { allPermissions } from '@rollcall/shared/access/permissions.ts';
import type { Connection } from '@rollcall/shared/user/connection.ts';
import type { UserDetail } from '@rollcall/shared/user/user.ts';

/** A database connection with a password policy worth showing. */
const database: Connection = {
  id: 'con_1',
  name: 'Customers',
  strategy: 'auth0',
  options_readable: true,
  set_user_root_attributes: null,
  custom_database: false,
  identifiers: { email: 'required', phone_number: 'none', username: 'none' },
  username_length: { min: 1, max: 15 },
  password_policy: {
    minLength: 8,
    characterTypes: ['lowercase', 'uppercase', 'number'],
    requiredTypes: 3,
    noIdenticalInARow: false,
    noSequence: false,
    noPersonalInfo: false,
    dictionary: true,
    history: 0,
  },
};

/** A social connection that overwrites the root attributes at each sign-in. */
export const google: Connection = {
  ...database,
  id: 'con_2',
  name: 'google-oauth2',
  strategy: 'google-oauth2',
  set_user_root_attributes: 'on_each_login',
  identifiers: { email: 'none', phone_number: 'none', username: 'none' },
  password_policy: null,
};

/** A user of the database connection, with everything allowed. */
export const ada: UserDetail = {
  user_id: 'auth0|ada',
  name: 'Ada Lovelace',
  given_name: 'Ada',
  family_name: 'Lovelace',
  nickname: 'ada',
  email: 'ada@example.test',
  email_verified: true,
  created_at: '2026-01-01T00:00:00.000Z',
  last_login: '2026-02-01T00:00:00.000Z',
  logins_count: 3,
  identities: [{ connection: 'Customers', provider: 'auth0', user_id: 'ada', isSocial: false }],
  user_metadata: { theme: 'light' },
  app_metadata: { plan: { tier: 'free', seats: 1 } },
  connection: database,
  permissions: [...allPermissions],
  masked: [],
};

/** A user of Google, whose names and picture are locked. */
export const grace: UserDetail = {
  ...ada,
  user_id: 'google-oauth2|7',
  name: 'Grace Hopper',
  email: 'grace@example.test',
  identities: [{ connection: 'google-oauth2', provider: 'google-oauth2', user_id: '7', isSocial: true }],
  connection: google,
};
