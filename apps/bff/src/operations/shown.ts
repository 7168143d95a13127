import { bulkActKinds, BulkAct, nameOfAct } from '@rollcall/shared/bulk/acts.ts';
import { ItemCounts, Operation, type OperationStep } from '@rollcall/shared/contract/operations.ts';
import type { OperationState } from '@rollcall/shared/contract/operation-states.ts';
import { z } from 'zod';
import type { Settings } from '../store/settings.ts';
import type { TeamMember } from '../store/team.ts';
import type { ItemStore } from './item-store.ts';
import type { StoredOperation } from './operation-store.ts';
import { overseenKinds } from './oversight.ts';

const Params = z.object({ title: z.string(), act: BulkAct.optional(), undoes: z.string().optional() });
const Progress = z.object({
  rate: z.number().nullable().default(null),
  counts: ItemCounts.optional(),
});
const Failure = Operation.shape.failure;

/** What showing operations takes. */
export interface ShowDependencies {
  items: ItemStore;
  settings: Settings;
}

/** An operation in the words of the contract, with what this member can do with it now. */
export async function shownOperation(
  { items, settings }: ShowDependencies,
  member: TeamMember,
  operation: StoredOperation,
): Promise<Operation> {
  const { act, title } = Params.parse(operation.params);
  const progress = Progress.parse(operation.progress ?? {});
  // A kind without items counts by itself.
  const counts = progress.counts ?? (await items.counts(operation.id));
  const reasons = await items.reasons(operation.id);
  // Listed every second: the settings are read only where they decide.
  const isCounted = operation.kind === 'bulk' && counts.pending > 0;
  const approvalAbove = isCounted ? (await settings.read()).approvalAbove : undefined;
  const open = counts.pending + counts.sending;
  const isRunning = operation.state === 'running';
  const rate = isRunning ? progress.rate : null;
  const failure = Failure.safeParse(operation.failure ?? undefined).data;
  return {
    id: operation.id,
    kind: operation.kind,
    state: operation.state,
    title,
    member: { id: operation.member_id, name: operation.member_name },
    ...(operation.approver_name === null ? {} : { approver: { name: operation.approver_name } }),
    ...(operation.reason === null ? {} : { reason: operation.reason }),
    counts,
    total: Object.values(counts).reduce((sum, count) => sum + count, 0),
    created_at: told(operation.created_at),
    ...(operation.run_at === null ? {} : { run_at: told(operation.run_at) }),
    ...(operation.started_at === null ? {} : { started_at: told(operation.started_at) }),
    ...(operation.ended_at === null ? {} : { ended_at: told(operation.ended_at) }),
    expires_at: told(operation.expires_at),
    rate,
    seconds_left: rate === null || rate === 0 ? null : Math.ceil(open / rate),
    ...(failure === undefined ? {} : { failure }),
    steps: stepsFor(member, operation, counts, act),
    needs_approval:
      operation.kind === 'bulk' && approvalAbove !== undefined && counts.pending > approvalAbove,
    ...(act === undefined ? {} : { act }),
    ...(reasons.length === 0 ? {} : { refusals: reasons }),
  };
}

function told(moment: Date): string {
  return new Date(moment).toISOString();
}

/** From which states each step can be taken. */
export const stepFrom: Readonly<Record<OperationStep, readonly OperationState[]>> = {
  confirm: ['ready'],
  approve: ['awaiting_approval'],
  pause: ['running'],
  resume: ['paused'],
  cancel: ['collecting', 'preparing', 'ready', 'awaiting_approval', 'scheduled', 'running', 'paused'],
  retry: ['done', 'cancelled'],
  undo: ['done', 'cancelled', 'failed'],
};

function stepsFor(
  member: TeamMember,
  { kind, state, member_id: memberId }: StoredOperation,
  counts: ItemCounts,
  act: BulkAct | undefined,
): OperationStep[] {
  const isOwn = memberId === member.id;
  const isBulk = kind === 'bulk';
  const isOverseer = overseenKinds(member).includes(kind);
  const isUndoable = act !== undefined && bulkActKinds[nameOfAct(act)].isUndoable;
  const may: Record<OperationStep, boolean> = {
    confirm: isBulk && isOwn && counts.pending > 0,
    approve: isBulk && isOverseer && !isOwn,
    pause: true,
    resume: isOwn || isOverseer,
    cancel: true,
    retry: isBulk && isOwn && counts.failed > 0,
    undo: isBulk && isOwn && isUndoable && counts.done > 0,
  };
  const steps: OperationStep[] = ['confirm', 'approve', 'pause', 'resume', 'cancel', 'retry', 'undo'];
  return steps.filter((step) => may[step] && stepFrom[step].includes(state));
}
