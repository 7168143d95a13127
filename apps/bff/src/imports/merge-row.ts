import { permissionsOver } from '@rollcall/shared/access/decision.ts';
import { profileRows } from '@rollcall/shared/contract/profile.ts';
import type { ImportedUser } from '@rollcall/shared/import/imported-user.ts';
import { changesOf } from '@rollcall/shared/user/user-changes.ts';
import { UserPatch } from '@rollcall/shared/user/user-input.ts';
import { authorize, loadInScope } from '../access/choke-point.ts';
import { updateUser } from '../access/update-user.ts';
import { userChanges } from '../audit/changes.ts';
import { endOf, recorded } from '../audit/recording.ts';
import type { AuditIntent } from '../audit/trail.ts';
import { ProblemError } from '../http/problem.ts';
import type { TenantUser } from '../management/user-schema.ts';
import { nameOf } from '../store/caller.ts';
import { invalid } from './create-from-row.ts';
import type { RowFate } from './import-row.ts';
import type { ImportDependencies, RunningImport } from './run.ts';
import type { ImportRow } from './stored-import.ts';

/** What a merge takes over; the address and the id only tell who is meant. */
const merged = [
  'email_verified',
  'username',
  'phone_number',
  'phone_verified',
  'name',
  'given_name',
  'family_name',
  'nickname',
  'picture',
  'user_metadata',
  'app_metadata',
] as const satisfies readonly (keyof ImportedUser)[];

/**
 * Merges a row into a user: metadata key by key, at any depth, root attributes where they are given. What the
 * row does not have stays.
 *
 * @throws {ProblemError} what changing a user by hand would be refused with
 */
export async function mergeRow(
  dependencies: ImportDependencies,
  running: RunningImport,
  { user: wanted }: ImportRow,
  { user_id: userId }: TenantUser,
): Promise<RowFate> {
  const { users, connections, customFields, teamGuard, trail, inTurn } = dependencies;
  const { operation, found, scopes } = running;
  const { member } = found;
  const given = Object.fromEntries(
    merged.filter((name) => wanted[name] !== undefined).map((name) => [name, wanted[name]]),
  );
  if (Object.keys(given).length === 0) return { state: 'already', userId };
  const read = UserPatch.safeParse(given);
  if (!read.success) throw invalid(read.error.issues);
  const body = read.data;
  return inTurn(userId, async (): Promise<RowFate> => {
    const user = await loadInScope(users, member, userId);
    const intent: AuditIntent = {
      action: profileRows.updateUser.audit,
      actor: { id: member.id, name: nameOf(member) },
      target: { kind: 'user', id: userId, name: user.name ?? user.email },
      reason: operation.reason ?? undefined,
      requestId: `operation-${operation.id}`,
    };
    const begun = { is: false };
    try {
      refuseBlocking(wanted, user);
      if (changesOf(user, body).length === 0) return { state: 'already', userId };
      const permissions = permissionsOver(member.grants, user);
      authorize(profileRows.updateUser, { permissions, scopes }, Object.keys(body));
      await teamGuard(member, { user, newEmail: undefined });
      begun.is = true;
      await recorded(
        trail,
        intent,
        (telling) => updateUser(users, connections, { member, body, user, telling, customFields }),
        (after) => userChanges(user, after),
      );
      return { state: 'done', userId, counts: 'updated' };
    } catch (error) {
      if (!begun.is) await trail.note(intent, endOf(error)).catch(() => undefined);
      throw error;
    }
  });
}

function refuseBlocking({ blocked }: ImportedUser, user: TenantUser): void {
  if (blocked === undefined || blocked === (user.blocked ?? false)) return;
  throw new ProblemError('invalid_input', {
    detail: 'A merge neither blocks nor unblocks anybody: leave the column out.',
  });
}
