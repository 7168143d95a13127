import type { AuditTarget } from '@rollcall/shared/contract/audit.ts';
import type { Row } from '@rollcall/shared/contract/row.ts';
import { isJsonObject } from '@rollcall/shared/user/merge-patch.ts';
import type { Request } from 'express';
import { leaving } from '../access/leaving.ts';
import type { Denials } from '../audit/denials.ts';
import { actionOf } from '../audit/recording.ts';
import type { AuditIntent } from '../audit/trail.ts';
import { memberOf, nameOf } from '../store/caller.ts';
import { type ActDependencies, type AnyHandler, type Begun, carryOut } from './carry-out.ts';
import { type Input, parseInput } from './input.ts';
import { reasonOf } from './reason.ts';
import { requestIdOf } from './request-id.ts';
import { callerOf } from './session.ts';

/** What every row needs, whatever it does. */
export interface PerformDependencies extends ActDependencies {
  denials: Denials;
}

/** What came of a row: what leaves, and the version of the user that it is, where it is one. */
export interface Performed {
  output: unknown;
  etag: string | undefined;
}

/**
 * Answers a request for a row: reads the input, carries the row out, and takes out what is hidden from the
 * caller. What is refused is written down too.
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
  const begun: Begun = { is: false };
  try {
    const version = request.get('If-Match');
    const answer = await carryOut(dependencies, {
      row,
      handler,
      caller,
      input,
      intent,
      begun,
      version,
      signal,
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

function targetOf({ params }: Input): AuditTarget | null {
  if (params?.userId !== undefined) return { kind: 'user', id: params.userId };
  if (params?.memberId !== undefined) return { kind: 'team_member', id: params.memberId };
  if (params?.roleId !== undefined) return { kind: 'team_role', id: params.roleId };
  if (params?.connectionId !== undefined) return { kind: 'connection', id: params.connectionId };
  if (params?.webhookId !== undefined) return { kind: 'webhook', id: params.webhookId };
  if (params?.viewId !== undefined) return { kind: 'view', id: params.viewId };
  if (params?.sessionId !== undefined) return { kind: 'session', id: params.sessionId };
  if (params?.operationId !== undefined) return { kind: 'operation', id: params.operationId };
  if (params?.eventId !== undefined) return { kind: 'audit', id: params.eventId };
  return null;
}
