import { permissionsOver } from '@rollcall/shared/access/decision.ts';
import {
  type BulkAct,
  type BulkCall,
  bulkActKinds,
  callsOfAct,
  nameOfAct,
} from '@rollcall/shared/bulk/acts.ts';
import { Ticket } from '@rollcall/shared/contract/credentials.ts';
import { rows } from '@rollcall/shared/contract/rows.ts';
import { doneActs } from '../../audit/changes-of-events.ts';
import { denialCodes } from '../../audit/recording.ts';
import { type ActDependencies, type AnyHandler, type Begun, carryOut } from '../../http/carry-out.ts';
import { ProblemError } from '../../http/problem.ts';
import type { Patience } from '../../management/client.ts';
import { isAbsent } from '../../management/settled.ts';
import type { TenantUser } from '../../management/user-schema.ts';
import type { ClaimedItem, ItemStore, Settled } from '../../operations/item-store.ts';
import { passing } from '../../operations/passing.ts';
import { sealFor } from '../../operations/sealed-results.ts';
import type { TakenOperation } from '../../operations/operation-store.ts';
import type { SealedSecrets } from '../../webhooks/sealed-secrets.ts';
import { type Caller, nameOf } from '../../store/caller.ts';
import type { FoundMember } from '../../store/find-member.ts';
import type { Store } from '../../store/schema.ts';
import { type EffectSources, foreseen, isAlready } from './effects.ts';
import { BulkInput, type BulkParams, requestOf } from './params.ts';
import { type WayBack, waysBack } from './undo.ts';

/** What doing an act needs: the same that a request of a team member passes. */
export interface DoDependencies extends EffectSources {
  acting: ActDependencies;
  store: Store;
  items: ItemStore;
  sealed: SealedSecrets;
  /** How long calls of the tenant may take. */
  patience: Patience;
  handlerOf: (row: string) => AnyHandler;
  memberOf: (operation: TakenOperation) => Promise<FoundMember>;
}

/** Whoever has waited longer than a request takes may not be the only one who has the item any more. */
function freshMs({ timeoutMs }: Patience): number {
  return timeoutMs;
}

/**
 * How long after it was taken an item is left alone: whoever took it may send it late, and has it wait for a
 * free place; what was sent then has arrived by this, or never will.
 */
export function quarantineMs(patience: Patience): number {
  return freshMs(patience) + patience.writeMs + patience.timeoutMs;
}

const mostTries = 8;

/** Thrown where there is nothing to do any more. */
class AlreadySo extends Error {}

type Planned = BulkCall & Partial<WayBack>;

/**
 * Does to one user what an operation is to do, by the rows that a person would use, as the member in whose
 * name it is done, with what that member may do now. Says what has become of it; throws nothing.
 */
export async function doItem(
  dependencies: DoDependencies,
  operation: TakenOperation,
  params: BulkParams,
  item: ClaimedItem,
): Promise<Settled> {
  const told: { events: number[]; tickets: string[] } = { events: [], tickets: [] };
  const kind = params.act === undefined ? undefined : bulkActKinds[nameOfAct(params.act)];
  const isRepeatable = kind?.isRepeatable ?? true;
  const settled = await attempt(dependencies, { operation, params, item, told }).then(
    (): Settled => ({ state: 'done' }),
    (error: unknown) => settledAfter(dependencies, { params, item, isRepeatable }, error),
  );
  const [ticket] = told.tickets;
  return {
    ...settled,
    events: told.events,
    ...(ticket === undefined
      ? {}
      : { sealed: dependencies.sealed.seal(sealFor(operation.id, item.seq), ticket) }),
  };
}

interface Attempt {
  operation: TakenOperation;
  params: BulkParams;
  item: ClaimedItem;
  told: { events: number[]; tickets: string[] };
}

async function attempt(dependencies: DoDependencies, { operation, params, item, told }: Attempt) {
  const { acting, handlerOf, items, patience } = dependencies;
  const { act } = params;
  const { sent } = BulkInput.parse(item.input ?? {});
  const { member, account } = await dependencies.memberOf(operation);
  const userId = item.userId ?? '';
  const caller: Caller = {
    actor: member,
    viewed: undefined,
    account,
    sessionId: '',
    // They were there when they confirmed it.
    steppedUpUntil: new Date(Date.now() + 60_000),
  };
  const calls = await callsFor(dependencies, params, item, userId);
  let isFirst = true;
  for (const call of calls) {
    const { row } = call;
    const begun: Begun = { is: false };
    const lastWord = async (user: TenantUser) => {
      if (!permissionsOver(member.grants, user).includes('bulk:run')) throw bulkMissing();
      if (isFirst && (await isDoneAlready(dependencies, act, user))) throw new AlreadySo();
      // What this operation has put back itself is no change of somebody else.
      if (sent !== undefined && call.isBack?.(user) === true) throw new AlreadySo();
      call.refuseChanged?.(user);
      if (performance.now() - item.claimedAt > freshMs(patience)) throw new ProblemError('tenant_busy');
      const changes = act === undefined ? [] : foreseen(act, user);
      if (isFirst && !(await items.sending(operation, item.seq, changes))) {
        throw new ProblemError('tenant_busy');
      }
      isFirst = false;
    };
    const answer = await carryOut(acting, {
      row,
      handler: handlerOf(nameOfRow(row)),
      caller,
      input: {
        params: { ...call.params },
        query: undefined,
        body: call.body === undefined ? undefined : { ...call.body },
      },
      intent: {
        action: row.audit ?? 'read',
        actor: { id: member.id, name: nameOf(member) },
        target: { kind: 'user', id: userId },
        reason: operation.reason ?? undefined,
        requestId: requestOf(operation.id, item.seq),
      },
      begun,
      version: null,
      lastWord,
    })
      .catch((error: unknown) => {
        if (act !== undefined || !(error instanceof AlreadySo)) throw error;
      })
      .finally(() => {
        if (begun.event !== undefined) told.events.push(begun.event);
      });
    const ticket = Ticket.safeParse(answer);
    if (ticket.success) told.tickets.push(JSON.stringify(ticket.data));
  }
}

function isDoneAlready(dependencies: DoDependencies, act: BulkAct | undefined, user: TenantUser) {
  return act === undefined ? Promise.resolve(false) : isAlready(dependencies, act, user);
}

async function callsFor(
  { acting, store }: DoDependencies,
  { act }: BulkParams,
  item: ClaimedItem,
  userId: string,
): Promise<Planned[]> {
  if (act !== undefined) return callsOfAct(act, userId);
  const { events = [], changes } = BulkInput.parse(item.input ?? {});
  const told = await doneActs(store, events);
  // Whoever was stopped while doing it has not told of it; what it was about to change is known all the same.
  const untold = { event: events[0], action: 'user.update' as const, changes: changes ?? [] };
  if (told.length === 0 && untold.changes.length === 0) throw new ProblemError('not_revertible', notKnown);
  const acts = told.length > 0 ? told : [untold];
  // Only for how it is to be put back; whether it may be is asked like for any call.
  return waysBack(acts, await acting.users.get(userId));
}

const notKnown = {
  detail: 'Rollcall was stopped while this was done to the user, and does not know what was there before.',
};

function nameOfRow(row: BulkCall['row']): string {
  const found = Object.entries(rows).find(([, each]) => each.path === row.path && each.method === row.method);
  if (found === undefined) throw new Error(`${row.path} is not among the rows.`);
  return found[0];
}

async function settledAfter(
  { acting, patience }: DoDependencies,
  { params, item, isRepeatable }: { params: BulkParams; item: ClaimedItem; isRepeatable: boolean },
  error: unknown,
): Promise<Settled> {
  // Where it was sent before, it is this operation that has done it.
  if (error instanceof AlreadySo) {
    return { state: BulkInput.parse(item.input ?? {}).sent === undefined ? 'already' : 'done' };
  }
  const { code, members, sentence } =
    error instanceof ProblemError ? error : new ProblemError('internal_error');
  const because = { code, detail: sentence };
  const isDeletion = params.act?.delete !== undefined;
  if (code === 'not_found' && isDeletion && item.tries > 1) {
    const isGone = await isAbsent(acting.users.get(item.userId ?? '')).catch(() => false);
    if (isGone) return { state: 'done' };
  }
  if (code === 'outcome_unknown') {
    if (!isRepeatable || item.tries >= mostTries) return { state: 'unknown', ...because };
    return { state: 'pending', ...because, nextTryAt: new Date(Date.now() + quarantineMs(patience)) };
  }
  if (passing.has(code) && item.tries < mostTries) {
    const seconds = members.retryAfter ?? Math.min(2 ** item.tries, 30);
    return { state: 'pending', ...because, nextTryAt: new Date(Date.now() + seconds * 1000) };
  }
  return { state: denialCodes.has(code) ? 'refused' : 'failed', ...because };
}

function bulkMissing(): ProblemError {
  return new ProblemError('permission_missing', {
    detail: 'Over this user your team role does not include bulk:run.',
    missing: ['bulk:run'],
  });
}
