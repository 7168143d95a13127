import { permissionsOf, permissionsOver } from '@rollcall/shared/access/decision.ts';
import type { AuditChange } from '@rollcall/shared/contract/audit.ts';
import type { Row } from '@rollcall/shared/contract/row.ts';
import { authorize, loadInScope } from '../access/choke-point.ts';
import { refuseToOneself, refuseWhileViewing, requireReason, requireStepUp } from '../access/conditions.ts';
import type { UserVersions } from '../access/etag.ts';
import type { TeamGuard } from '../access/team-guard.ts';
import type { UserTurn } from '../access/user-turn.ts';
import { userChanges } from '../audit/changes.ts';
import { recorded, type Telling } from '../audit/recording.ts';
import type { AuditIntent, AuditTrail } from '../audit/trail.ts';
import type { TokenSource } from '../management/token.ts';
import type { TenantUser } from '../management/user-schema.ts';
import type { TenantUsers } from '../management/users.ts';
import { type Caller, memberOf } from '../store/caller.ts';
import type { Settings } from '../store/settings.ts';
import type { TeamMember } from '../store/team.ts';
import type { Input } from './input.ts';

/** What every act needs, whatever it does. */
export interface ActDependencies {
  tokens: TokenSource;
  users: TenantUsers;
  inTurn: UserTurn;
  teamGuard: TeamGuard;
  trail: AuditTrail;
  settings: Settings;
  versions: UserVersions;
}

/** A handler and its call, seen without their row. */
interface AnyCall extends Input {
  member: TeamMember;
  caller: Caller;
  reason: string | undefined;
  scopes: readonly string[];
  user: unknown;
  telling: Telling;
  signal: AbortSignal | undefined;
}
export type AnyHandler = { handle(call: AnyCall): Promise<unknown> }['handle'];

/** Whether the trail tells of an act already, and by which event. */
export interface Begun {
  is: boolean;
  event?: number;
}

/** A row that is to be done. */
interface Act {
  row: Row;
  handler: AnyHandler;
  caller: Caller;
  input: Input;
  intent: AuditIntent;
  begun: Begun;
  /** The version of the user that it is based on; `null` for what is meant for any. */
  version: string | undefined | null;
  /** Has the last word before it is done, with the user as they are now. */
  lastWord?: ((user: TenantUser) => Promise<void>) | undefined;
  /** Of a stream: when it ends. */
  signal?: AbortSignal | undefined;
}

/**
 * Does what a row says, once its input is read. In order: check permission and scopes, fresh sign-in and
 * reason, load and judge the user, keep the team's own accounts from those who may do less, check the
 * version, write down that it begins, run the handler, write down how it ended.
 *
 * @throws {ProblemError} what keeps it from being done, and what the handler throws
 */
export async function carryOut(
  { tokens, users, inTurn, teamGuard, trail, settings, versions }: ActDependencies,
  { row, handler, caller, input, intent, begun, version, lastWord, signal }: Act,
): Promise<unknown> {
  const member = memberOf(caller);
  const fields = Object.keys(input.body ?? {});
  refuseWhileViewing(row, caller);
  const scopes = await tokens.scopes();
  authorize(row, { permissions: permissionsOf(member.grants), scopes }, fields);
  requireStepUp(row, caller);
  if (row.audit !== undefined) requireReason(row, await settings.read(), fields, intent.reason);

  const call = { ...input, member, caller, reason: intent.reason, scopes, signal, user: undefined };
  const email = typeof input.body?.email === 'string' ? input.body.email : undefined;
  const run = (told: AuditIntent, user: TenantUser | undefined) => {
    if (row.audit === undefined) return handler({ ...call, user, telling: silent });
    begun.is = true;
    return recorded(
      trail,
      told,
      (telling) => handler({ ...call, user, telling }),
      (result) => (user === undefined ? [] : changesIn(user, result)),
      (event) => (begun.event = event),
    );
  };
  if (row.user !== 'in-scope') {
    if (row.method !== 'GET' && row.user === 'new') await teamGuard(member, { newEmail: email });
    return run(intent, undefined);
  }

  const userId = input.params?.userId;
  if (userId === undefined) throw new Error(`The path ${row.path} names no user.`);
  const act = async () => {
    const user = await loadInScope(users, member, userId);
    authorize(row, { permissions: permissionsOver(member.grants, user), scopes }, fields);
    if (row.method !== 'GET') await teamGuard(member, { user, newEmail: email });
    refuseToOneself(row, caller, userId);
    if (row.ifMatch !== undefined && version !== null) versions.refuseStale(row.ifMatch, version, user);
    await lastWord?.(user);
    return run({ ...intent, target: { kind: 'user', id: userId, name: user.name ?? user.email } }, user);
  };
  return row.method === 'GET' ? act() : inTurn(userId, act);
}

/** For acts that the trail does not tell of. */
const silent: Telling = { changed: () => {}, target: () => {} };

/** An answer that is the user again tells what has changed. */
function changesIn(before: TenantUser, result: unknown): AuditChange[] {
  const isUser = typeof result === 'object' && result !== null && 'user_id' in result;
  return isUser ? userChanges(before, result) : [];
}
