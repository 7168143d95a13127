import { permissionsOver } from '@rollcall/shared/access/decision.ts';
import type { AuditChange, auditRows } from '@rollcall/shared/contract/audit.ts';
import { profileRows } from '@rollcall/shared/contract/profile.ts';
import type { Row } from '@rollcall/shared/contract/row.ts';
import { authorize, loadInScope } from '../../access/choke-point.ts';
import { refuseToOneself, requireReason, requireStepUp } from '../../access/conditions.ts';
import type { TeamGuard } from '../../access/team-guard.ts';
import { updateUser } from '../../access/update-user.ts';
import { refuseConflict, wayBack } from '../../access/way-back.ts';
import type { UserTurn } from '../../access/user-turn.ts';
import { userChanges } from '../../audit/changes.ts';
import { whyNotRevertible } from '../../audit/events.ts';
import type { Call } from '../../http/handler.ts';
import { ProblemError } from '../../http/problem.ts';
import type { TenantConnections } from '../../management/connections.ts';
import type { TenantUser } from '../../management/user-schema.ts';
import type { TenantUsers } from '../../management/users.ts';
import type { Store } from '../../store/schema.ts';
import type { Settings } from '../../store/settings.ts';
import {
  accessBack,
  type AccessDependencies,
  refuseAccessConflict,
  rowsOf,
  writeAccessBack,
} from './access-back.ts';
import { findEvent } from './find-events.ts';
import { AuditReader } from './reader.ts';

/** What the audit feature works with. */
export interface AuditDependencies extends AccessDependencies {
  store: Store;
  users: TenantUsers;
  connections: TenantConnections;
  inTurn: UserTurn;
  teamGuard: TeamGuard;
  settings: Settings;
}

type RevertCall = Call<typeof auditRows.revertAuditEvent>;

/**
 * Writes back what an act changed of a user, as a new act that needs all that the first one needed.
 *
 * @throws {ProblemError} `not_found`, `not_revertible`, `permission_missing`, `scope_missing`,
 * what else keeps an act from being done, `conflict` with the fields that are not any more as the act left them, and what
 * changing a user throws
 */
export async function revertEvent(
  dependencies: AuditDependencies,
  call: RevertCall,
): Promise<{ userId: string; reverted: string[] }> {
  const { store, users, inTurn } = dependencies;
  const { id, changes, target } = await revertible(store, users, call);
  call.telling.target(target);
  return inTurn(target.id, async () => {
    const user = await loadInScope(users, call.member, target.id);
    if (!permissionsOver(call.member.grants, user).includes('audit:read'))
      throw new ProblemError('not_found');
    call.telling.target({ ...target, name: user.name ?? user.email });
    const access = accessBack(changes);
    if (access === undefined) {
      const after = await writeBack(dependencies, call, user, changes, id);
      call.telling.changed(userChanges(user, after));
    } else {
      const { member, telling } = call;
      const authorizeFor = await authorizing(dependencies, call, user);
      for (const row of rowsOf(access)) authorizeFor(row, []);
      await dependencies.teamGuard(member, { user, newEmail: undefined });
      await refuseAccessConflict(dependencies, target.id, changes, id);
      await writeAccessBack(dependencies, { member, user, telling }, access);
    }
    return { userId: target.id, reverted: changes.map(({ field }) => field) };
  });
}

const hidden = 'Some of what this act changed is hidden from you.';

/** The event, seen by whoever wants to revert it, and what it was done to. */
async function revertible(store: Store, users: TenantUsers, { member, params }: RevertCall) {
  const found = await findEvent(store, Number(params.eventId));
  if (found === undefined) throw new ProblemError('not_found');
  const [shown] = await new AuditReader(member, users, 1).show([found]);
  if (shown === undefined) throw new ProblemError('not_found');
  const { target } = found;
  const why = whyNotRevertible(found) ?? (shown.revertible ? undefined : hidden);
  if (target === null || why !== undefined)
    throw new ProblemError('not_revertible', { detail: why ?? hidden });
  return { id: found.id, changes: found.changes, target };
}

/** Asks for all that a row asks for, as if it were done itself. */
async function authorizing({ settings }: AuditDependencies, call: RevertCall, user: TenantUser) {
  const { member, caller, scopes, reason } = call;
  const agreed = await settings.read();
  return (row: Row, fields: readonly string[]) => {
    authorize(row, { permissions: permissionsOver(member.grants, user), scopes }, fields);
    requireStepUp(row, caller);
    requireReason(row, agreed, fields, reason);
    refuseToOneself(row, caller, user.user_id);
  };
}

async function writeBack(
  dependencies: AuditDependencies,
  call: RevertCall,
  user: TenantUser,
  changes: readonly AuditChange[],
  id: number,
): Promise<TenantUser> {
  const { users, connections, teamGuard } = dependencies;
  const { member, telling } = call;
  const { blocked, patch } = wayBack(user, changes);
  const authorizeFor = await authorizing(dependencies, call, user);
  if (blocked !== undefined) authorizeFor(blocked ? profileRows.blockUser : profileRows.unblockUser, []);
  if (patch !== undefined) authorizeFor(profileRows.updateUser, Object.keys(patch));
  await teamGuard(member, { user, newEmail: patch?.email ?? undefined });
  refuseConflict(user, changes, id);
  let current = user;
  if (patch !== undefined) {
    current = await updateUser(users, connections, { member, user, body: patch, telling });
  }
  if (blocked === undefined) return current;
  return users.update(user.user_id, { blocked }, (now) => (now.blocked ?? false) === blocked);
}
