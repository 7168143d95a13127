import { mostWalkIds, type walksRows } from '@rollcall/shared/contract/walks.ts';
import { cellPaths, columnsOf } from '@rollcall/shared/user/columns.ts';
import type { CustomField } from '@rollcall/shared/user/custom-fields.ts';
import type { Call, HandlersOf } from '../../http/handler.ts';
import { ProblemError } from '../../http/problem.ts';
import { type Caller, memberOf } from '../../store/caller.ts';
import type { StoredWalk, WalkStore } from '../../walks/walk-store.ts';
import type { Walker } from '../../walks/walker.ts';
import { rootsOf, withCells } from './cells.ts';
import { readAsked } from './asked-query.ts';
import { refuseOtherRights, rightsOf } from '../../access/rights.ts';
import { findMany } from '../../access/find-many.ts';
import { refuseUnsortable } from './list-order.ts';
import { shownFields } from './search-users.ts';
import { findOrganizationFilters, findRoleFilters } from './walk-filters.ts';
import { shownWalk } from './shown-walk.ts';
import { firstPosition, type WalkDependencies, walkSteps } from './walk-steps.ts';

interface Dependencies extends WalkDependencies {
  walks: WalkStore;
  walker: Walker;
  customFields: readonly CustomField[];
}

/** Clocks differ: whoever the tenant says was created in the next minute may have been there already. */
const clockToleranceMs = 60_000;

/** Lists beyond the first 1,000, and by what no search knows. */
export function walksHandlers(dependencies: Dependencies): HandlersOf<typeof walksRows> {
  const { walks, walker } = dependencies;
  walker.stepBy(walkSteps(dependencies));
  return {
    startWalk: async (call) => {
      const id = await walks.add(newWalk(call), new Date());
      walker.wake(id);
      return shownWalk(await ownWalk(dependencies, call.caller, id), new Date());
    },
    getWalk: async ({ caller, params }) => {
      const walk = await ownWalk(dependencies, caller, params.walkId);
      if (walk.state === 'running') walker.wake(walk.id);
      return shownWalk(walk, new Date());
    },
    listWalkUsers: (call) => listWalkUsers(dependencies, call),
    listWalkIds: (call) => listWalkIds(dependencies, call),
    cancelWalk: async ({ caller, params }) => {
      const { id } = await ownWalk(dependencies, caller, params.walkId);
      await walks.cancel(id, new Date());
    },
    listRoleFilters: ({ query }) => findRoleFilters(dependencies.roles, query.q),
    listOrganizationFilters: ({ member, query }) =>
      findOrganizationFilters(dependencies.organizations, member, query.q),
  };
}

function newWalk({ caller, member, body }: Call<typeof walksRows.startWalk>) {
  const { q, sort, role = null, organization = null, mfa = null } = body;
  refuseUnsortable(member, sort);
  readAsked(member, q);
  const filters = { role, organization };
  const until = new Date(Date.now() + clockToleranceMs);
  const owner = { ...ownerOf(caller), rights: rightsOf(member) };
  return { ...owner, q, sort, ...filters, mfa, until, position: firstPosition(filters) };
}

/** A walk is whose who started it, for the eyes that they saw with. */
function ownerOf(caller: Caller): { ownerId: string; memberId: string } {
  return { ownerId: caller.actor.id, memberId: memberOf(caller).id };
}

async function ownWalk({ walks }: Dependencies, caller: Caller, id: string): Promise<StoredWalk> {
  const walk = await walks.find(id, ownerOf(caller), new Date());
  if (walk === undefined) {
    throw new ProblemError('not_found', { detail: 'This list is not there any more. Start it again.' });
  }
  return walk;
}

/**
 * A page of those whom a walk has found, as they are now: read anew, and judged anew.
 *
 * @throws {ProblemError} `not_found`, `permission_missing` where the member's grants have changed
 */
async function listWalkUsers(
  dependencies: Dependencies,
  {
    caller,
    member,
    params,
    query: { page, per_page: perPage, columns },
  }: Call<typeof walksRows.listWalkUsers>,
) {
  const walk = await ownWalk(dependencies, caller, params.walkId);
  refuseOtherRights(member, walk);
  const start = page * perPage;
  const direction = walk.sort.endsWith(':1') ? 'asc' : 'desc';
  const isShown = walk.state !== 'failed';
  const ids = isShown ? await dependencies.findings.hits(walk.id, direction, start, perPage) : [];
  const cells = cellPaths(columnsOf(columns, dependencies.customFields));
  const begun = performance.now();
  const users = await findMany(dependencies.users, member, ids, [...shownFields, ...rootsOf(cells)]);
  return {
    users: withCells(member, users, cells),
    took: Math.round(performance.now() - begun),
    start,
    limit: perPage,
    total: isShown ? walk.found : 0,
    understood: readAsked(member, walk.q).kind,
    gone: ids.length - users.length,
  };
}

/**
 * The ids of those whom a walk has found. Of a walk that still runs those of now; of one that failed none.
 *
 * @throws {ProblemError} `not_found`, `permission_missing` where the member's grants have changed
 */
async function listWalkIds(
  dependencies: Dependencies,
  { caller, member, params, query: { after } }: Call<typeof walksRows.listWalkIds>,
) {
  const walk = await ownWalk(dependencies, caller, params.walkId);
  refuseOtherRights(member, walk);
  const ids =
    walk.state === 'failed' ? [] : await dependencies.findings.hitsAfter(walk.id, after, mostWalkIds);
  return { ids, next: ids.length < mostWalkIds ? null : (ids.at(-1) ?? null) };
}
