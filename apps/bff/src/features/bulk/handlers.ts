import { isOverEverybody, maskOver } from '@rollcall/shared/access/decision.ts';
import { maskUser } from '@rollcall/shared/access/mask.ts';
import {
  type BulkAct,
  BulkAct as Act,
  bulkActKinds,
  bulkFieldRules,
  bulkActNames,
  nameOfAct,
} from '@rollcall/shared/bulk/acts.ts';
import { type bulkRows, mostBulkUsers } from '@rollcall/shared/contract/bulk.ts';
import type { Operation } from '@rollcall/shared/contract/operations.ts';
import { displayName } from '@rollcall/shared/user/display-name.ts';
import { findMany } from '../../access/find-many.ts';
import { keysOf, refuseMaskedEntries } from '../../access/look-up.ts';
import type { HandlersOf } from '../../http/handler.ts';
import { ProblemError } from '../../http/problem.ts';
import { inBackground } from '../../management/background.ts';
import type { TenantUser } from '../../management/user-schema.ts';
import type { NewItem } from '../../operations/item-store.ts';
import type { StoredOperation } from '../../operations/operation-store.ts';
import { overseen, ownOperation } from '../../operations/oversight.ts';
import { notNow, titleOf as toldTitle } from '../../operations/words.ts';
import { type ShowDependencies, shownOperation, stepFrom } from '../../operations/shown.ts';
import type { OperationWorker } from '../../operations/worker.ts';
import { nameOf } from '../../store/caller.ts';
import type { TeamMember } from '../../store/team.ts';
import type { WalkStore } from '../../walks/walk-store.ts';
import { foreseen } from './effects.ts';
import { BulkParams } from './params.ts';
import { prepareBulk, type PrepareDependencies } from './prepare.ts';
import { runBulk, type RunDependencies } from './run.ts';

/** What the bulk feature works with. */
export interface BulkDependencies extends PrepareDependencies, RunDependencies, ShowDependencies {
  worker: OperationWorker;
  walks: WalkStore;
  /** What stands for the grants of a member. */
  rightsOf: (member: TeamMember) => string;
}

const sampleSize = 10;

/** Acts on many users: what each would come to, the word of one or two people, and then the doing. */
export function bulkHandlers(dependencies: BulkDependencies): HandlersOf<typeof bulkRows> {
  const { worker, operations, items, settings } = dependencies;
  worker.doBy('bulk', {
    prepare: (operation, signal) => inBackground(signal, () => prepareBulk(dependencies, operation, signal)),
    run: (operation, signal) => inBackground(signal, () => runBulk(dependencies, operation, signal)),
  });
  const shownNow = async (member: TeamMember, id: string): Promise<Operation> =>
    shownOperation(dependencies, member, await overseen(operations, member, id));
  const begin = async (member: TeamMember, params: BulkParams, reason: string | undefined) =>
    operations.add(
      {
        kind: 'bulk',
        state: 'collecting',
        memberId: member.id,
        memberName: nameOf(member),
        rights: dependencies.rightsOf(member),
        reason,
        params,
      },
      new Date(),
    );
  const goOn = async (id: string) => {
    await operations.move(id, ['collecting'], 'preparing', new Date());
    worker.wake();
  };

  return {
    startBulk: async ({ member, caller, body, reason, telling }) => {
      const act = actIn(body);
      const { walk } = body;
      const walked =
        walk === undefined
          ? undefined
          : await dependencies.walks.find(
              walk.id,
              { ownerId: caller.actor.id, memberId: member.id },
              new Date(),
            );
      if (walk !== undefined) refuseUnfinished(walked, dependencies.rightsOf(member));
      refuseEntries(member, body.entries);
      const title = await titleOf(dependencies, act);
      const id = await begin(member, { title, act }, reason);
      telling.target({ kind: 'operation', id, name: title });
      if (walk !== undefined) await items.addFromWalk(id, walk.id, walk.except);
      else await items.add(id, itemsOf(body, 0));
      if (!body.more) await goOn(id);
      return shownNow(member, id);
    },
    addBulkUsers: async ({ member, params, body, telling }) => {
      const { id, state, params: kept } = await ownOperation(operations, member, params.operationId);
      if (state !== 'collecting') throw notNow('It is told already whom it is about.');
      telling.target({ kind: 'operation', id, name: BulkParams.parse(kept).title });
      refuseEntries(member, body.entries);
      const next = (await items.last(id)) + 1;
      if (next >= mostBulkUsers) throw notNow('An operation has at most 200,000 users.');
      await items.add(id, itemsOf(body, next));
      if (!body.more) await goOn(id);
      return shownNow(member, id);
    },
    sampleBulk: async ({ member, params }) => sample(dependencies, member, params.operationId),
    confirmBulk: async ({ member, params, body, telling }) => {
      const operation = await ownOperation(operations, member, params.operationId);
      const { title } = BulkParams.parse(operation.params);
      telling.target({ kind: 'operation', id: operation.id, name: `${title}: ${body.count} users` });
      await refuseOtherCount(dependencies, operation, body.count);
      const { approvalAbove } = await settings.read();
      const needsTwo = approvalAbove !== undefined && body.count > approvalAbove;
      const runAt = body.run_at === undefined ? {} : { runAt: new Date(body.run_at) };
      const next = needsTwo ? 'awaiting_approval' : body.run_at === undefined ? 'running' : 'scheduled';
      if (!(await operations.move(operation.id, stepFrom.confirm, next, new Date(), runAt))) throw notNow();
      worker.wake();
      return shownNow(member, operation.id);
    },
    approveBulk: async ({ member, caller, params, body, telling }) => {
      const operation = await overseen(operations, member, params.operationId);
      const { title, act } = BulkParams.parse(operation.params);
      telling.target({ kind: 'operation', id: operation.id, name: `${title}: ${body.count} users` });
      refuseApproval(caller.actor, operation, act);
      await refuseOtherCount(dependencies, operation, body.count);
      const isLater = operation.run_at !== null && new Date(operation.run_at) > new Date();
      const more = {
        approver: { id: caller.actor.id, name: nameOf(caller.actor) },
        ...(isLater && operation.run_at !== null ? { runAt: new Date(operation.run_at) } : {}),
      };
      const next = isLater ? 'scheduled' : 'running';
      if (!(await operations.move(operation.id, stepFrom.approve, next, new Date(), more))) throw notNow();
      worker.wake();
      return shownNow(member, operation.id);
    },
    retryBulk: async ({ member, params, telling }) => {
      const operation = await ownOperation(operations, member, params.operationId);
      telling.target({ kind: 'operation', id: operation.id, name: toldTitle(operation) });
      if (!stepFrom.retry.includes(operation.state)) throw notNow();
      if ((await items.retryFailed(operation.id)) === 0) throw notNow('Nothing has failed.');
      if (!(await operations.move(operation.id, stepFrom.retry, 'running', new Date()))) throw notNow();
      worker.wake();
      return shownNow(member, operation.id);
    },
    undoBulk: async ({ member, params, reason, telling }) => {
      const undone = await ownOperation(operations, member, params.operationId);
      const { title, act } = BulkParams.parse(undone.params);
      if (!stepFrom.undo.includes(undone.state)) throw notNow();
      if (act === undefined || !bulkActKinds[nameOfAct(act)].isUndoable) {
        throw notNow('What it has done cannot be undone.');
      }
      const id = await begin(member, { title: `Undo: ${title}`, undoes: undone.id }, reason);
      telling.target({ kind: 'operation', id: undone.id, name: title });
      if ((await items.addFromDone(id, undone.id)) === 0) throw notNow('It has changed nobody.');
      await goOn(id);
      return shownNow(member, id);
    },
  };
}

function actIn(body: Readonly<Record<string, unknown>>): BulkAct {
  return Act.parse(
    Object.fromEntries(
      bulkActNames.flatMap((name) => (body[name] === undefined ? [] : [[name, body[name]]])),
    ),
  );
}

function itemsOf(
  { ids, entries }: { ids?: string[] | undefined; entries?: string[] | undefined },
  start: number,
): NewItem[] {
  const named = [...new Set(ids ?? [])].map((userId) => ({ userId }));
  const given = (entries ?? []).map((entry) => ({ input: { entry } }));
  return [...named, ...given].map((item, index) => ({ seq: start + index, ...item }));
}

function refuseEntries(member: TeamMember, entries: readonly string[] | undefined): void {
  if (entries !== undefined) refuseMaskedEntries(member, keysOf(entries));
}

function refuseUnfinished(walk: { state: string; rights: string } | undefined, rights: string): void {
  if (walk === undefined) {
    throw new ProblemError('not_found', { detail: 'This list is not there any more. Start it again.' });
  }
  if (walk.rights !== rights) {
    throw new ProblemError('permission_missing', {
      detail: 'Your rights have changed since this list was begun. Start it again.',
    });
  }
  if (walk.state !== 'done') throw notNow('The list is not complete yet.');
}

/** What an act is called, with the names of its roles and its organization. @throws {ProblemError} where one is not there */
async function titleOf({ roles, organizations }: BulkDependencies, act: BulkAct): Promise<string> {
  const { title } = bulkActKinds[nameOfAct(act)];
  const named = await roles.named([...(act.assign_roles?.roles ?? act.remove_roles?.roles ?? [])]);
  if (named.length > 0) return `${title}: ${named.map(({ name }) => name).join(', ')}`;
  const id = act.add_to_organization?.organization_id ?? act.remove_from_organization?.organization_id;
  if (id === undefined) return title;
  const { name, display_name: shownName } = await organizations.get(id);
  return `${title}: ${shownName ?? name}`;
}

/** Nobody confirms what they have not seen. @throws {ProblemError} `not_now` */
async function refuseOtherCount(
  { items }: BulkDependencies,
  { id }: StoredOperation,
  count: number,
): Promise<void> {
  const { pending } = await items.counts(id);
  if (pending === count) return;
  throw notNow(`It would be done to ${pending} users now. Look at it once more.`);
}

/** The second person is another one, and could do all of it themselves. @throws {ProblemError} `beyond_own_rights` */
function refuseApproval(approver: TeamMember, operation: StoredOperation, act: BulkAct | undefined): void {
  if (approver.id === operation.member_id) {
    throw new ProblemError('beyond_own_rights', {
      detail: 'Nobody approves what they have asked for themselves.',
    });
  }
  const names = act === undefined ? [] : bulkActNames.filter((name) => act[name] !== undefined);
  const needed = ['bulk:run' as const, ...names.map((name) => bulkFieldRules[name].permission)];
  const missing = needed.filter((permission) => !isOverEverybody(approver.grants, permission));
  if (missing.length === 0) return;
  throw new ProblemError('beyond_own_rights', {
    detail: `Whoever approves this could do it to everybody themselves, and your team role does not include ${missing.join(' and ')} over everybody.`,
    missing,
  });
}

async function sample(dependencies: BulkDependencies, member: TeamMember, operationId: string) {
  const { operations, items, users } = dependencies;
  const operation = await overseen(operations, member, operationId);
  const { act } = BulkParams.parse(operation.params);
  const page = await items.page(operation.id, -1, sampleSize, 'pending');
  const ids = page.flatMap(({ user_id: userId }) => userId ?? []);
  const found = await findMany(users, member, ids, [
    'name',
    'email',
    'username',
    'phone_number',
    'blocked',
    'email_verified',
    'user_metadata',
    'app_metadata',
  ]);
  return { sample: found.map((user) => sampleOf(member, act, user)) };
}

function sampleOf(member: TeamMember, act: BulkAct | undefined, user: TenantUser) {
  const shown = maskUser(maskOver(member.grants, user), user);
  return {
    user_id: user.user_id,
    name: displayName(shown),
    changes: act === undefined ? [] : foreseen(act, shown),
  };
}
