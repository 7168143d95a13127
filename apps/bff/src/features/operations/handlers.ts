import type {
  Operation,
  OperationItem,
  operationsRows,
  OperationStep,
} from '@rollcall/shared/contract/operations.ts';
import type { OperationState } from '@rollcall/shared/contract/operation-states.ts';
import { maskOver } from '@rollcall/shared/access/decision.ts';
import { maskUser } from '@rollcall/shared/access/mask.ts';
import { displayName } from '@rollcall/shared/user/display-name.ts';
import { z } from 'zod';
import { findMany } from '../../access/find-many.ts';
import type { Call, HandlersOf } from '../../http/handler.ts';
import type { TenantUsers } from '../../management/users.ts';
import type { OperationStore, StoredOperation } from '../../operations/operation-store.ts';
import { overseen, overseenKinds } from '../../operations/oversight.ts';
import { notNow, titleOf } from '../../operations/words.ts';
import { type ShowDependencies, shownOperation, stepFrom } from '../../operations/shown.ts';
import type { OperationWorker } from '../../operations/worker.ts';
import type { SealedSecrets } from '../../webhooks/sealed-secrets.ts';
import { report } from './report.ts';
import { watch } from './watch.ts';
import type { TeamMember } from '../../store/team.ts';

/** What the operations feature works with. */
export interface OperationsDependencies extends ShowDependencies {
  users: TenantUsers;
  operations: OperationStore;
  worker: OperationWorker;
  sealed: SealedSecrets;
}

const perPage = 25;

/** What goes on in the background: whoever may see it sees how far it is, and can hold it or stop it. */
export function operationsHandlers(dependencies: OperationsDependencies): HandlersOf<typeof operationsRows> {
  const { operations, worker } = dependencies;
  const shown = (member: TeamMember, operation: StoredOperation) =>
    shownOperation(dependencies, member, operation);

  /** Brings an operation into another state, and waits until what is under way here is settled. */
  const step = async (
    {
      member,
      params,
      telling,
    }: Pick<Call<typeof operationsRows.pauseOperation>, 'member' | 'params' | 'telling'>,
    name: OperationStep,
    to: OperationState,
  ): Promise<Operation> => {
    const operation = await overseen(operations, member, params.operationId);
    telling.target({ kind: 'operation', id: operation.id, name: titleOf(operation) });
    if (!(await operations.move(operation.id, stepFrom[name], to, new Date()))) throw notNow();
    await worker.stopped(operation.id);
    worker.wake();
    return shown(member, await overseen(operations, member, operation.id));
  };

  return {
    listOperations: async ({ member, query: { which, before } }) => {
      const of = { memberId: member.id, kinds: overseenKinds(member), which, before };
      const found = await operations.list(of, perPage + 1);
      const page = [];
      for (const operation of found.slice(0, perPage)) page.push(await shown(member, operation));
      return { operations: page, more: found.length > perPage };
    },
    getOperation: async ({ member, params }) =>
      shown(member, await overseen(operations, member, params.operationId)),
    listOperationItems: (call) => listItems(dependencies, call),
    watchOperations: async ({ member, signal }) => watch(dependencies, member, signal),
    downloadOperationReport: async ({ member, params, query, telling }) => {
      const operation = await overseen(operations, member, params.operationId);
      telling.target({ kind: 'operation', id: operation.id, name: titleOf(operation) });
      const isOwn = operation.member_id === member.id;
      const { items, sealed } = dependencies;
      const from = { items, sealed: isOwn && operation.kind === 'bulk' ? sealed : undefined };
      return {
        name: `${titleOf(operation)}.csv`,
        type: 'text/csv; charset=utf-8',
        chunks: report(from, operation.id, query.state),
      };
    },
    pauseOperation: (call) => step(call, 'pause', 'paused'),
    resumeOperation: (call) => step(call, 'resume', 'running'),
    cancelOperation: (call) => step(call, 'cancel', 'cancelled'),
  };
}

const Given = z.object({ entry: z.string().optional() });

async function listItems(
  { users, operations, items }: OperationsDependencies,
  { member, params, query: { state, after, limit } }: Call<typeof operationsRows.listOperationItems>,
): Promise<{ items: OperationItem[]; more: boolean }> {
  const { id } = await overseen(operations, member, params.operationId);
  const found = await items.page(id, after, limit + 1, state);
  const page = found.slice(0, limit);
  const ids = page.flatMap(({ user_id: userId }) => userId ?? []);
  const seen = await findMany(users, member, ids, ['name', 'email', 'username', 'phone_number']);
  const names = new Map(
    seen.map((user) => [user.user_id, displayName(maskUser(maskOver(member.grants, user), user))]),
  );
  return {
    items: page.map(({ seq, user_id: userId, state: now, code, detail, input }) => {
      const name = names.get(userId ?? '');
      const { entry } = Given.catch({}).parse(input ?? {});
      return {
        seq,
        user_id: userId,
        state: now,
        ...(name === undefined ? {} : { name }),
        ...(entry === undefined ? {} : { entry }),
        ...(code === null ? {} : { code }),
        ...(detail === null ? {} : { detail }),
      };
    }),
    more: found.length > limit,
  };
}
