import { mostAskedForFactors } from '@rollcall/shared/contract/walks.ts';
import type { Query } from '@rollcall/shared/query/ast.ts';
import { printQuery } from '@rollcall/shared/query/print.ts';
import { boxQuery } from '@rollcall/shared/user/box-query.ts';
import { ProblemError } from '../../http/problem.ts';
import { inBackground } from '../../management/background.ts';
import { eachOf } from '../../management/pages.ts';
import type { TenantOrganizations } from '../../management/organizations.ts';
import type { TenantRoles } from '../../management/roles.ts';
import { isAbsent } from '../../management/settled.ts';
import type { TenantUserGlance } from '../../management/user-glance.ts';
import type { TenantUser } from '../../management/user-schema.ts';
import type { TenantUsers } from '../../management/users.ts';
import type { Store } from '../../store/schema.ts';
import type { Position } from '../../walks/position.ts';
import {
  afterSlice,
  anyOfIds,
  firstSlice,
  fitting,
  roomBeside,
  sliceAt,
  sliceSize,
} from '../../walks/slices.ts';
import type { Hit, WalkFindings } from '../../walks/walk-findings.ts';
import type { Step, StoredWalk, TakenWalk } from '../../walks/walk-store.ts';
import type { WalkStep } from '../../walks/walker.ts';
import { readAsked } from './asked-query.ts';
import { type JoinedSearch, joinSearch } from '../../access/joined-search.ts';
import { memberWithRights } from '../../access/rights.ts';
import { sortValueOf } from './sort-value.ts';

/** What walking needs of the tenant and of Rollcall's own database. */
export interface WalkDependencies {
  store: Store;
  findings: WalkFindings;
  users: TenantUsers;
  roles: TenantRoles;
  organizations: TenantOrganizations;
  glance: TenantUserGlance;
}

/** So many users are asked for their factors in one step, some of them at the same time. */
const factorsAtOnce = 10;

/** A walk with what its steps have in common. */
interface Walking {
  walk: TakenWalk;
  joined: JoinedSearch;
  filters: readonly ('role' | 'organization')[];
  sortField: string;
}

/** Does the steps of walks. Each reads the grants of the team member anew: where they have changed, the walk ends. */
export function walkSteps(dependencies: WalkDependencies): WalkStep {
  return async (walk, signal) => {
    const member = await memberWithRights(dependencies.store, walk);
    const sortField = walk.sort.split(':')[0] ?? '';
    // Dates count back from one moment, whenever a step comes: else the walk would look for others at its end.
    const asked = boxQuery(readAsked(member, walk.q, new Date(walk.until)));
    const joined = joinSearch(member, asked, ['created_at', sortField]);
    const walking = { walk, joined, filters: filtersOf(walk), sortField };
    return inBackground(signal, () => takeStep(dependencies, walking));
  };
}

/** What a walk has to read members of. */
function filtersOf({
  role,
  organization,
}: Pick<StoredWalk, 'role' | 'organization'>): ('role' | 'organization')[] {
  return [
    ...(role === null ? [] : (['role'] as const)),
    ...(organization === null ? [] : (['organization'] as const)),
  ];
}

/** What a walk begins with. */
export function firstPosition(walk: Pick<StoredWalk, 'role' | 'organization'>): Position {
  const [filter] = filtersOf(walk);
  return filter === undefined ? { phase: 'choose' } : { phase: 'members', filter, next: null };
}

function takeStep(dependencies: WalkDependencies, walking: Walking): Promise<Step> {
  const { position } = walking.walk;
  switch (position.phase) {
    case 'members':
      return readMembers(dependencies, walking, position);
    case 'choose':
      return chooseWay(dependencies, walking);
    case 'slices':
      return readSlice(dependencies, walking, position);
    case 'chunks':
      return readChunk(dependencies, walking, position);
    case 'factors':
      return askForFactors(dependencies, walking, position);
  }
}

type At<Phase extends Position['phase']> = Extract<Position, { phase: Phase }>;

async function readMembers(
  { roles, organizations }: WalkDependencies,
  { walk, filters }: Walking,
  { filter, next }: At<'members'>,
): Promise<Step> {
  const from = next ?? undefined;
  const page =
    filter === 'role'
      ? await roles.members(walk.role ?? '', from)
      : await organizations.members(walk.organization ?? '', from);
  const members = { filter, ids: page.ids };
  if (page.next !== undefined) {
    return { position: { phase: 'members', filter, next: page.next }, calls: 1, members };
  }
  const other = filters[filters.indexOf(filter) + 1];
  const position: Position =
    other === undefined ? { phase: 'choose' } : { phase: 'members', filter: other, next: null };
  return { position, calls: 1, members };
}

/**
 * Takes the shorter way: to ask for the members some at a time, or to walk through all that match and look
 * who is a member. Few members need no question.
 */
async function chooseWay(
  { users, findings }: WalkDependencies,
  { walk, joined, filters, sortField }: Walking,
): Promise<Step> {
  const members = filters.length === 0 ? undefined : await findings.countMembers(walk.id, filters);
  const chunks: Position = { phase: 'chunks', after: '' };
  if (members === 0) return { position: undefined, calls: 0, expected: 0 };
  if (members !== undefined && members <= sliceSize) {
    return { position: chunks, calls: 0, expected: null, expectedCalls: walk.calls + 1 };
  }
  // The sort says nothing here, but one that the tenant refuses should be refused at the beginning.
  const { total } = await users.search({
    q: printQuery(joined.query),
    page: 0,
    perPage: 1,
    sort: `${sortField}:1`,
    fields: ['user_id', 'identities'],
  });
  if (walk.mfa !== null && members === undefined && total > mostAskedForFactors) throw tooManyForFactors();
  const isShorter = members !== undefined && members <= total;
  return {
    position: isShorter ? chunks : { phase: 'slices', slice: firstSlice },
    calls: 1,
    expected: joined.isCountTold && members === undefined ? total : null,
    expectedCalls: walk.calls + 1 + Math.ceil(Math.min(total, members ?? total) / sliceSize),
  };
}

async function readSlice(
  { users, findings }: WalkDependencies,
  walking: Walking,
  { slice }: At<'slices'>,
): Promise<Step> {
  const { walk, joined, filters } = walking;
  const until = new Date(walk.until).getTime();
  const room = roomBeside(joined.query);
  const { query, sort } = sliceAt(slice, until, room);
  const found = await users.firstPage({
    q: printQuery(and(joined.query, query)),
    perPage: sliceSize,
    sort,
    fields: joined.fields,
  });
  const next = afterSlice(slice, found, until, room);
  const ids = found.map(({ user_id: userId }) => userId);
  const members = filters.length === 0 ? undefined : await findings.membersAmong(walk.id, filters, ids);
  const hits = hitsOf(
    walking,
    found.filter(({ user_id: userId }) => members?.has(userId) ?? true),
  );
  return afterFinding(
    walking,
    next === undefined ? undefined : { phase: 'slices', slice: next },
    hits,
    walk.found + hits.length,
  );
}

async function readChunk(
  { users, findings }: WalkDependencies,
  walking: Walking,
  { after }: At<'chunks'>,
): Promise<Step> {
  const { walk, joined, filters } = walking;
  const members = await findings.membersAfter(walk.id, filters, after, sliceSize);
  const ids = fitting(members, roomBeside(joined.query));
  const last = ids.at(-1);
  if (last === undefined) return afterFinding(walking, undefined, [], walk.found, 0);
  const found = await users.firstPage({
    q: printQuery(and(joined.query, anyOfIds(ids))),
    perPage: sliceSize,
    sort: 'user_id:1',
    fields: joined.fields,
  });
  const isEnd = members.length < sliceSize && ids.length === members.length;
  const hits = hitsOf(walking, found);
  return afterFinding(
    walking,
    isEnd ? undefined : { phase: 'chunks', after: last },
    hits,
    walk.found + hits.length,
  );
}

/** Goes on, or on to the factors of those who were found, where they are asked for. */
function afterFinding(
  { walk }: Walking,
  position: Position | undefined,
  hits: readonly Hit[],
  found: number,
  calls = 1,
): Step {
  if (walk.mfa === null) return { position, calls, hits };
  if (found > mostAskedForFactors) throw tooManyForFactors();
  if (position !== undefined) return { position, calls, hits };
  return {
    position: { phase: 'factors', after: '' },
    calls,
    hits,
    expectedCalls: walk.calls + calls + found,
  };
}

async function askForFactors(
  { findings, glance }: WalkDependencies,
  { walk }: Walking,
  { after }: At<'factors'>,
): Promise<Step> {
  const ids = await findings.hitsAfter(walk.id, after, factorsAtOnce);
  const last = ids.at(-1);
  if (last === undefined) return { position: undefined, calls: 0 };
  const answers = await eachOf(ids, async (userId) => {
    const factors = glance.factors(userId);
    return (await isAbsent(factors)) ? undefined : (await factors).types.length;
  });
  return {
    position: ids.length < factorsAtOnce ? undefined : { phase: 'factors', after: last },
    calls: ids.length,
    dropped: ids.filter((_, index) => answers[index] !== 0),
  };
}

function hitsOf({ joined, sortField }: Walking, found: readonly TenantUser[]): Hit[] {
  return found
    .filter(joined.isFound)
    .map((user) => ({ userId: user.user_id, sortValue: sortValueOf(user, sortField) }));
}

function and(...operands: readonly Query[]): Query {
  return { kind: 'and', operands };
}

function tooManyForFactors(): ProblemError {
  return new ProblemError('too_many_to_ask', {
    detail:
      'Auth0 tells the factors of one user at a time, so at most 1,000 users are asked for theirs. Narrow the search, or join it with a role or an organization.',
  });
}
