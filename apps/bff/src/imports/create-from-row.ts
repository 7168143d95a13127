import { randomInt } from 'node:crypto';
import { newUsersRows } from '@rollcall/shared/contract/new-users.ts';
import { generatePassword } from '@rollcall/shared/user/password-generator.ts';
import { NewUser } from '@rollcall/shared/user/user-input.ts';
import type { ImportedUser } from '@rollcall/shared/import/imported-user.ts';
import { permissionsOver } from '@rollcall/shared/access/decision.ts';
import { refuseNewFieldFaults } from '../access/custom-fields.ts';
import { endOf, recorded } from '../audit/recording.ts';
import type { AuditIntent } from '../audit/trail.ts';
import { createUser } from '../features/users/create-user.ts';
import { ProblemError } from '../http/problem.ts';
import { nameOf } from '../store/caller.ts';
import type { RowFate } from './import-row.ts';
import type { ImportDependencies, RunningImport } from './run.ts';
import type { ImportRow } from './stored-import.ts';

/**
 * Creates the user of a row, as the page for it does, with a password that nobody knows and without an e-mail to
 * them. Where the answer is lost, the address is looked at.
 *
 * @throws {ProblemError} what `createUser` throws
 */
export async function createFromRow(
  dependencies: ImportDependencies,
  running: RunningImport,
  { user: wanted }: ImportRow,
): Promise<RowFate> {
  const { users, connections, customFields, teamGuard, trail } = dependencies;
  const { operation, connection, found } = running;
  const { member } = found;
  const intent: AuditIntent = {
    action: newUsersRows.createUser.audit,
    actor: { id: member.id, name: nameOf(member) },
    target: null,
    reason: operation.reason ?? undefined,
    requestId: `operation-${operation.id}`,
  };
  const begun = { is: false };
  try {
    const body = newUserOf(wanted, running);
    refuseNewFieldFaults(customFields, body);
    refuseBlocking(running, wanted);
    await teamGuard(member, { newEmail: body.email });
    begun.is = true;
    const more = { user_id: wanted.user_id, ...(wanted.blocked === true ? { blocked: true } : {}) };
    const user = await recorded(trail, intent, (telling) =>
      createUser(users, connections, { member, body, telling }, more),
    );
    return { state: 'done', userId: user.user_id, counts: 'inserted' };
  } catch (error) {
    if (!begun.is) await trail.note(intent, endOf(error)).catch(() => undefined);
    if (!(error instanceof ProblemError) || error.code !== 'outcome_unknown') throw error;
    const there = await users.byEmail(wanted.email.toLowerCase()).catch(() => []);
    const made = there.find(({ identities }) => identities.some((one) => one.connection === connection.name));
    // Nobody was there a moment ago.
    if (made !== undefined) return { state: 'done', userId: made.user_id, counts: 'inserted' };
    throw error;
  }
}

function newUserOf(wanted: ImportedUser, { connection }: RunningImport): NewUser {
  const { user_id: _id, blocked: _blocked, username, picture, ...rest } = wanted;
  const read = NewUser.safeParse({
    ...rest,
    ...(username === undefined ? {} : { username: username.toLowerCase() }),
    ...(picture === undefined || picture === '' ? {} : { picture }),
    connection: connection.name,
    verify_email: false,
    ...(connection.password_policy === null
      ? {}
      : { password: generatePassword(connection.password_policy, (max) => randomInt(max), wanted) }),
  });
  if (read.success) return read.data;
  throw invalid(read.error.issues);
}

/** What is wrong with a row by Rollcall's own rules. */
export function invalid(issues: readonly { path: readonly PropertyKey[]; message: string }[]): ProblemError {
  const errors = issues.map(({ path, message }) => ({ field: path.map(String).join('.'), detail: message }));
  return new ProblemError('invalid_input', {
    detail: errors.map(({ field, detail }) => `${field}: ${detail}`).join(' '),
    errors,
  });
}

function refuseBlocking({ connection, found }: RunningImport, wanted: ImportedUser): void {
  if (wanted.blocked !== true) return;
  const proposed = { ...wanted, identities: [{ connection: connection.name }] };
  if (permissionsOver(found.member.grants, proposed).includes('users:block')) return;
  throw new ProblemError('permission_missing', {
    detail: 'Your team role does not include users:block over this user.',
    missing: ['users:block'],
  });
}
