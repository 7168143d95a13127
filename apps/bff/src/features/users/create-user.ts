import { newUsersRows } from '@rollcall/shared/contract/new-users.ts';
import { applyMergePatch } from '@rollcall/shared/user/merge-patch.ts';
import type { FieldProblem } from '@rollcall/shared/problems.ts';
import { canCreateUsers, type Connection } from '@rollcall/shared/user/connection.ts';
import { generatePassword } from '@rollcall/shared/user/password-generator.ts';
import type { NewUser } from '@rollcall/shared/user/user-input.ts';
import { randomInt } from 'node:crypto';
import { authorizeProposed, isVisible } from '../../access/choke-point.ts';
import { hidingOthers } from '../../access/hidden-users.ts';
import { refuseWeakPassword } from '../../access/password.ts';
import { userChanges } from '../../audit/changes.ts';
import type { Call } from '../../http/handler.ts';
import { ProblemError } from '../../http/problem.ts';
import type { TenantConnections } from '../../management/connections.ts';
import type { TenantUser } from '../../management/user-schema.ts';
import type { TenantUsers } from '../../management/users.ts';

const identifiers = ['email', 'phone_number', 'username'] as const;

type Creation = Pick<Call<typeof newUsersRows.createUser>, 'member' | 'body' | 'telling'>;

/**
 * Creates a user in a database or passwordless connection. What the connection needs is checked
 * before anything leaves; only what was asked for is sent.
 *
 * @param more what a person does not choose on the page, but a file can have
 *
 * @throws {ProblemError} `invalid_input`, `password_refused`, `permission_missing`, `already_exists`,
 * `refused_by_tenant`, `outcome_unknown`
 */
export async function createUser(
  users: TenantUsers,
  connections: TenantConnections,
  { member, body, telling }: Creation,
  more: { user_id?: string | undefined; blocked?: boolean | undefined } = {},
): Promise<TenantUser> {
  const connection = await connections.fresh(body.connection);
  if (connection === null) throw refused([{ field: 'connection', detail: 'There is no such connection.' }]);
  const wanted = withoutNulls(body);
  const proposed = { ...wanted, identities: [{ connection: connection.name }] };
  authorizeProposed(newUsersRows.createUser, member, Object.keys(body), proposed);
  if (!isVisible(member, proposed)) {
    const detail = 'Nobody creates users whom they may not see afterwards.';
    throw new ProblemError('permission_missing', { detail, missing: ['users:read'] });
  }
  const faults = faultsOf(connection, wanted);
  if (faults.length > 0) throw refused(faults);
  if (wanted.password !== undefined && connection.password_policy !== null) {
    refuseWeakPassword(connection.password_policy, wanted.password, wanted);
  }
  try {
    const user = await users.create({ ...withPassword(connection, wanted), ...more });
    telling.target({ kind: 'user', id: user.user_id, name: user.name ?? user.email });
    telling.changed(userChanges({}, user));
    return user;
  } catch (error) {
    const told = namingIdentifier(error, wanted);
    throw hidingOthers(member, 'users:create', told, 'The user could not be created.');
  }
}

/** Whoever is invited has a password from the beginning, for Auth0 asks for one; nobody ever sees it. */
function withPassword({ password_policy: policy }: Connection, { invited, ...wanted }: NewUser) {
  if (invited !== true || policy === null) return wanted;
  return { ...wanted, password: generatePassword(policy, (max) => randomInt(max), wanted) };
}

/** A `null` in a patch takes a key away, and in a new user there is nothing yet to take away. */
function withoutNulls(body: NewUser): NewUser {
  const { user_metadata: userMetadata, app_metadata: appMetadata, ...rest } = body;
  return {
    ...rest,
    ...(userMetadata === undefined ? {} : { user_metadata: applyMergePatch({}, userMetadata) }),
    ...(appMetadata === undefined ? {} : { app_metadata: applyMergePatch({}, appMetadata) }),
  };
}

function faultsOf(connection: Connection, wanted: NewUser): FieldProblem[] {
  if (!canCreateUsers(connection)) {
    const detail = 'Users can be created in database and passwordless connections only.';
    return [{ field: 'connection', detail }];
  }
  const faults = identifiers.flatMap((field): FieldProblem[] => {
    const need = connection.identifiers[field];
    const isGiven = wanted[field] !== undefined;
    if (need === 'required' && !isGiven) return [{ field, detail: `${connection.name} requires it.` }];
    if (need === 'none' && isGiven && field !== 'email') {
      return [{ field, detail: `${connection.name} does not have it.` }];
    }
    return [];
  });
  if (faults.length === 0 && identifiers.every((field) => wanted[field] === undefined)) {
    const field = identifiers.find((name) => connection.identifiers[name] !== 'none') ?? 'email';
    faults.push({ field, detail: 'The user needs something to sign in with.' });
  }
  return [...faults, ...usernameFaults(connection, wanted.username), ...passwordFaults(connection, wanted)];
}

function usernameFaults(connection: Connection, username: string | undefined): FieldProblem[] {
  const { min, max } = connection.username_length;
  if (username === undefined || (username.length >= min && username.length <= max)) return [];
  return [{ field: 'username', detail: `Between ${min} and ${max} characters.` }];
}

function passwordFaults(connection: Connection, wanted: NewUser): FieldProblem[] {
  const keepsPasswords = connection.password_policy !== null;
  if (!keepsPasswords && (wanted.password !== undefined || wanted.invited === true)) {
    return [{ field: 'password', detail: `${connection.name} keeps no passwords.` }];
  }
  if (wanted.invited === true && wanted.password !== undefined) {
    return [{ field: 'password', detail: 'Nobody knows the password of somebody who is invited.' }];
  }
  if (wanted.invited === true && wanted.email === undefined) {
    return [{ field: 'email', detail: 'Who is invited needs an e-mail address.' }];
  }
  if (keepsPasswords && wanted.password === undefined && wanted.invited !== true) {
    return [{ field: 'password', detail: `${connection.name} requires it.` }];
  }
  return [];
}

function refused(errors: FieldProblem[]): ProblemError {
  const detail = errors.map((error) => `${error.field}: ${error.detail}`).join(' ');
  return new ProblemError('invalid_input', { detail, errors });
}

/** Auth0 says that there is such a user, but not by which identifier: it is the first one given. */
function namingIdentifier(error: unknown, wanted: NewUser): unknown {
  if (!(error instanceof ProblemError) || error.code !== 'already_exists') return error;
  if (error.members.errors !== undefined) return error;
  const field = identifiers.find((name) => wanted[name] !== undefined) ?? 'email';
  const detail = 'The connection has a user with it already.';
  return new ProblemError('already_exists', { detail, errors: [{ field, detail }], cause: error.cause });
}
