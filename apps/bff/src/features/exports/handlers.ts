import { setTimeout as pause } from 'node:timers/promises';
import { isOverEverybody } from '@rollcall/shared/access/decision.ts';
import type { exportsRows, UserExport } from '@rollcall/shared/contract/exports.ts';
import { columnsOf } from '@rollcall/shared/user/columns.ts';
import { refuseOtherRights, rightsOf } from '../../access/rights.ts';
import type { Call, HandlersOf } from '../../http/handler.ts';
import { ProblemError } from '../../http/problem.ts';
import { inBackground } from '../../management/background.ts';
import type { StoredOperation } from '../../operations/operation-store.ts';
import type { OperationWorker } from '../../operations/worker.ts';
import { type Caller, memberOf, nameOf } from '../../store/caller.ts';
import type { StoredWalk } from '../../walks/walk-store.ts';
import type { ExportParams } from './params.ts';
import { perUser, runExport, type RunDependencies } from './run-export.ts';
import { shownExport } from './shown.ts';

/** What the exports feature works with. */
export interface ExportDependencies extends RunDependencies {
  worker: OperationWorker;
}

/** How many exports a member has in an hour who sees certain users only. */
const mostInAnHour = 3;
const hourMs = 60 * 60_000;
const mostListed = 10;
const lookEveryMs = 500;

type Starting = Call<typeof exportsRows.startExport> | Call<typeof exportsRows.startTenantExport>;

/** Users as files: each is made in the background, for the one who asked for it, and gone after an hour. */
export function exportsHandlers(dependencies: ExportDependencies): HandlersOf<typeof exportsRows> {
  const { worker, files, walks } = dependencies;
  worker.doBy('export', {
    // What it comes to is what it is: there is nothing to confirm.
    prepare: async () => {},
    run: (operation, signal) => inBackground(signal, () => runExport(dependencies, operation, signal)),
  });
  return {
    startExport: async (call) => {
      const { walk: walkId, ids, roles, organizations } = call.body;
      const included = perUser.filter((path) => (path === 'roles' ? roles : organizations) === true);
      if (walkId === undefined) return begin(dependencies, call, { kind: 'ids', ids: ids ?? [] }, included);
      const walk = await ownWalk(dependencies, call, walkId);
      const source = { kind: 'walk', walk: walk.id } as const;
      const begun = await begin(dependencies, call, source, included, walk);
      await walks.retain(walk.id, true, new Date());
      return begun;
    },
    startTenantExport: async (call) => {
      if (!isOverEverybody(call.member.grants, 'users:export')) {
        throw new ProblemError('permission_missing', {
          detail: 'Auth0 exports everybody. You may export certain users: export the list.',
          missing: ['users:export'],
        });
      }
      return begin(dependencies, call, { kind: 'tenant' }, []);
    },
    listExports: async ({ caller }) => {
      if (caller.viewed !== undefined) return { exports: [] };
      const since = new Date(Date.now() - 24 * hourMs);
      const exports = [];
      for (const operation of await exportsOf(dependencies, caller.actor.id, since)) {
        exports.push(await shownExport(files, operation, new Date()));
      }
      return { exports: exports.slice(0, mostListed) };
    },
    watchExport: async ({ caller, params, signal }) => {
      await ownExport(dependencies, caller, params.exportId);
      return watch(dependencies, params.exportId, signal);
    },
    downloadExport: async ({ caller, member, params }) => {
      const operation = await ownExport(dependencies, caller, params.exportId);
      const file = operation.state === 'done' ? await files.find(operation.id, new Date()) : undefined;
      // A file that was made under other grants than those of today is not there under these.
      if (file === undefined || operation.rights !== rightsOf(member)) throw gone();
      return { ...file, from: (offset) => files.from(operation.id, offset) };
    },
  };
}

async function begin(
  dependencies: ExportDependencies,
  call: Starting,
  source: ExportParams['source'],
  included: readonly string[],
  walk?: StoredWalk,
): Promise<UserExport> {
  const { operations, worker, files, customFields } = dependencies;
  const { member, body, telling, reason } = call;
  await refuseMore(dependencies, call);
  const paths = [...columnsOf(body.columns, customFields).map(({ path }) => path), ...included];
  const title = titleOf(source, body.format);
  const params: ExportParams = { title, source, format: body.format, paths };
  const now = new Date();
  const id = await operations.add(
    {
      kind: 'export',
      state: 'running',
      memberId: member.id,
      memberName: nameOf(member),
      rights: rightsOf(member),
      reason,
      params,
    },
    now,
  );
  telling.target({ kind: 'operation', id, name: title });
  const said = walk === undefined ? [] : (['q', 'sort', 'role', 'organization', 'mfa'] as const);
  const filter = said
    .map((field) => ({ field, after: walk?.[field] ?? '' }))
    .filter(({ after }) => after !== '');
  telling.changed(
    [{ field: 'format', after: body.format }, { field: 'columns', after: paths }, ...filter].map(
      (change) => ({
        before: null,
        ...change,
      }),
    ),
  );
  worker.wake();
  const operation = await operations.find(id);
  if (operation === undefined) throw gone();
  return shownExport(files, operation, now);
}

function titleOf(source: ExportParams['source'], format: ExportParams['format']): string {
  const whom = {
    walk: 'a list of users',
    ids:
      source.kind === 'ids' && source.ids.length === 1
        ? '1 user'
        : `${source.kind === 'ids' ? source.ids.length : 0} users`,
    tenant: 'all users of the tenant',
  }[source.kind];
  return `${whom} as ${format.toUpperCase()}`;
}

/** @throws {ProblemError} `too_many_requests` */
async function refuseMore(dependencies: ExportDependencies, { member }: Starting): Promise<void> {
  if (isOverEverybody(member.grants, 'users:export')) return;
  const lately = await exportsOf(dependencies, member.id, new Date(Date.now() - hourMs));
  const oldest = lately[mostInAnHour - 1];
  if (oldest === undefined) return;
  const wait = new Date(oldest.created_at).getTime() + hourMs - Date.now();
  throw new ProblemError('too_many_requests', {
    detail: `Whoever sees certain users only has ${mostInAnHour} exports in an hour.`,
    retryAfter: Math.max(1, Math.ceil(wait / 1000)),
  });
}

/** The exports of a member since then, the newest first. */
async function exportsOf(
  { store }: ExportDependencies,
  memberId: string,
  since: Date,
): Promise<StoredOperation[]> {
  return store
    .selectFrom('operations')
    .selectAll()
    .where('kind', '=', 'export')
    .where('member_id', '=', memberId)
    .where('created_at', '>', since)
    .orderBy('created_at', 'desc')
    .execute();
}

/** @throws {ProblemError} `not_found`; `permission_missing` where the grants are others than those it began with */
async function ownWalk(
  { walks }: ExportDependencies,
  { caller, member }: Pick<Starting, 'caller' | 'member'>,
  id: string,
): Promise<StoredWalk> {
  const walk = await walks.find(id, { ownerId: caller.actor.id, memberId: memberOf(caller).id }, new Date());
  if (walk === undefined) {
    throw new ProblemError('not_found', { detail: 'This list is not there any more. Start it again.' });
  }
  refuseOtherRights(member, walk);
  return walk;
}

/** An export of the one who calls; what others made is nobody else's, also not through their eyes. */
async function ownExport(
  { operations }: ExportDependencies,
  { actor, viewed }: Caller,
  id: string,
): Promise<StoredOperation> {
  const operation = await operations.find(id);
  const isOwn = operation?.kind === 'export' && operation.member_id === actor.id && viewed === undefined;
  if (operation === undefined || !isOwn) throw gone();
  return operation;
}

function gone(): ProblemError {
  return new ProblemError('not_found', {
    detail: 'This file is not there (any more). Export the users again.',
  });
}

/** How an export goes on, each time that something of it has changed. */
async function* watch({ operations, files }: ExportDependencies, id: string, signal: AbortSignal) {
  let told = '';
  while (!signal.aborted) {
    const operation = await operations.find(id);
    if (operation === undefined) return;
    const data = await shownExport(files, operation, new Date());
    const text = JSON.stringify(data);
    if (text !== told) yield { event: 'export' as const, data };
    told = text;
    if (['done', 'failed', 'cancelled'].includes(operation.state)) return;
    await pause(lookEveryMs, undefined, { signal }).catch(() => undefined);
  }
}
