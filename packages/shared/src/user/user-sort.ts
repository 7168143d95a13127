import { z } from 'zod';

/** The fields that Auth0 sorts by, of those that a list shows. Source: auth0.com/docs/manage-users/user-search/list-and-search-users */
export const sortableFields = [
  'name',
  'email',
  'username',
  'user_id',
  'created_at',
  'updated_at',
  'last_login',
  'logins_count',
] as const;

/** `<field>:1` ascending, `<field>:-1` descending. */
export const UserSort = z
  .string()
  .regex(new RegExp(`^(${sortableFields.join('|')}):(1|-1)$`), 'Sort by field:1 or field:-1.');
