import type { User, UserDetail } from '@rollcall/shared/user/user.ts';

/** The user alone, without what Rollcall adds to decide about it. */
export function rawUser({
  connection: _connection,
  permissions: _permissions,
  masked: _masked,
  team: _team,
  ...user
}: UserDetail): User {
  return user;
}
