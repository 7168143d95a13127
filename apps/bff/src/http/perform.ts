import { permissionsOf, permissionsOver } from '@rollcall/shared/access/decision.ts';
import type { AuditChange, AuditTarget } from '@rollcall/shared/contract/audit.ts';
import type { Row } from '@rollcall/shared/contract/row.ts';
import { isJsonObject } from '@rollcall/shared/user/merge-patch.ts';
import type { Request } from 'express';
import { authorize, loadInScope } from '../access/choke-point.ts';
import { refuseToOneself, refuseWhileViewing, requireReason, requireStepUp } from '../access/conditions.ts';
import type { UserVersions } from '../access/etag.ts';
import { leaving } from '../access/leaving.ts';
import type { TeamGuard } from '../access/team-guard.ts';
import type { UserTurn } from '../access/user-turn.ts';
import { userChanges } from '../audit/changes.ts';
import type { Denials } from '../audit/denials.ts';
import { actionOf, recorded, type Telling } from '../audit/recording.ts';
import type { AuditIntent, AuditTrail } from '../audit/trail.ts';
import type { TokenSource } from '../management/token.ts';
import type { TenantUser } from '../management/user-schema.ts';
import type { TenantUsers } from '../management/users.ts';
import { type Caller, memberOf, nameOf } from '../store/caller.ts';
import type { Settings } from '../store/settings.ts';
import type { TeamMember } from '../store/team.ts';
import { type Input, parseInput } from './input.ts';
import { reasonOf } from './reason.ts';
import { requestIdOf } from './request-id.ts';
import { callerOf } from './session.ts';

/** What every row needs, whatever it does. */
export interface PerformDependencies {
  tokens: TokenSource;
  users: TenantUsers;
  inTurn: UserTurn;
  teamGuard: TeamGuard;
  trail: AuditTrail;
  denials: Denials;
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

/** What came of a row: what leaves, and the version of the user that it is, where it is one. */
export interface Performed {
  output: unknown;
  etag: string | undefined;
}

/**
 * Does what a row says. In order: parse the input, check permission and scopes, fresh sign-in and
 * reason, load and judge the user, keep the team's own accounts from those who may do less, check the
 * version, write down that it begins, run the handler, write down how it ended, take out what is hidden
 * from the caller. What is refused is written down too.
 *
 * @param signal of a stream: when it ends
 */
export async function perform(
  row: Row,
  handler: AnyHandler,
  dependencies: PerformDependencies,
  request: Request,
  signal?: AbortSignal,
): Promise<Performed> {
  const caller = callerOf(request);
  const input = parseInput(row, request);
  const reason = reasonOf(request);
  const intent: AuditIntent = {
    action: actionOf(row),
    actor: { id: caller.actor.id, name: nameOf(caller.actor) },
    viewingAs: caller.viewed === undefined ? undefined : nameOf(caller.viewed),
    target: targetOf(input),
    reason,
    requestId: requestIdOf(request),
  };
  dependencies.denials.refuseProbing(intent);
  const begun = { is: false };
  try {
    const answer = await permitted(row, handler, dependencies, {
      request,
      signal,
      caller,
      input,
      intent,
      begun,
    });
    const isVersioned = row.user === 'in-scope' && isJsonObject(answer) && 'user_id' in answer;
    return {
      // What streams is judged piece by piece.
      output: row.stream === undefined ? leaving(memberOf(caller), answer) : answer,
      etag: isVersioned ? dependencies.versions.of(answer) : undefined,
    };
  } catch (error) {
    if (!begun.is) await dependencies.denials.note(intent, error);
    throw error;
  }
}

interface Performance {
  request: Request;
  signal: AbortSignal | undefined;
  caller: Caller;
  input: Input;
  intent: AuditIntent;
  /** Whether the trail tells of it already. */
  begun: { is: boolean };
}

async function permitted(
  row: Row,
  handler: AnyHandler,
  { tokens, users, inTurn, teamGuard, trail, settings, versions }: PerformDependencies,
  { request, signal, caller, input, intent, begun }: Performance,
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
    if (row.ifMatch !== undefined) versions.refuseStale(row.ifMatch, request.get('If-Match'), user);
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

function targetOf({ params }: Input): AuditTarget | null {
  if (params?.userId !== undefined) return { kind: 'user', id: params.userId };
  if (params?.memberId !== undefined) return { kind: 'team_member', id: params.memberId };
  if (params?.roleId !== undefined) return { kind: 'team_role', id: params.roleId };
  if (params?.connectionId !== undefined) return { kind: 'connection', id: params.connectionId };
  if (params?.webhookId !== undefined) return { kind: 'webhook', id: params.webhookId };
  if (params?.viewId !== undefined) return { kind: 'view', id: params.viewId };
  if (params?.sessionId !== undefined) return { kind: 'session', id: params.sessionId };
  if (params?.eventId !== undefined) return { kind: 'audit', id: params.eventId };
  return null;
}
