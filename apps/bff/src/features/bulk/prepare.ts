import type { BulkAct } from '@rollcall/shared/bulk/acts.ts';
import { problems } from '@rollcall/shared/problems.ts';
import { keyOfEntry, readEntry } from '@rollcall/shared/user/lookup-entries.ts';
import { isVisible } from '../../access/choke-point.ts';
import { findMany } from '../../access/find-many.ts';
import { tellingFields } from '../../access/joined-search.ts';
import { keysOf, lookUp } from '../../access/look-up.ts';
import { ProblemError } from '../../http/problem.ts';
import { eachOf } from '../../management/pages.ts';
import type { TenantUser } from '../../management/user-schema.ts';
import type { TenantUsers } from '../../management/users.ts';
import type { ItemStore, Settled } from '../../operations/item-store.ts';
import type { OperationStore, TakenOperation } from '../../operations/operation-store.ts';
import type { FoundMember } from '../../store/find-member.ts';
import {
  areRolesSo,
  type EffectSources,
  isAlready,
  isAlreadyByThemselves,
  organizationOf,
  rolesIn,
} from './effects.ts';
import { type JudgeDependencies, refuseBeforehand } from './judge.ts';
import { BulkInput, BulkParams, BulkProgress } from './params.ts';

/** What finding out needs. */
export interface PrepareDependencies extends EffectSources, JudgeDependencies {
  users: TenantUsers;
  items: ItemStore;
  operations: OperationStore;
  /** The team member in whose name it is done, as they are now. @throws {ProblemError} `not_a_team_member` */
  memberOf: (operation: TakenOperation) => Promise<FoundMember>;
}

const atOnce = 100;
/** Of fewer users each is asked for their roles; of more, the roles for their members. */
const fewUsers = 50;

/** What every user is read with, whatever the act: what judges them, and what they are already. */
const read = [...tellingFields, 'email_verified', 'blocked', 'user_metadata', 'app_metadata'];

type Judged = Settled & { seq: number };
type Item = Awaited<ReturnType<ItemStore['page']>>[number];

/**
 * Finds out what an act would come to: who is meant, who is so already, who is refused and why. Nothing is
 * sent. It can be begun again at any item.
 */
export async function prepareBulk(
  dependencies: PrepareDependencies,
  operation: TakenOperation,
  signal: AbortSignal,
): Promise<void> {
  const { items, operations } = dependencies;
  const { act } = BulkParams.parse(operation.params);
  // What another operation has done is judged when it is put back: only then can be seen what is still so.
  if (act === undefined) return;
  const held = await knownMembers(dependencies, operation.id, act, signal);
  let { judged } = BulkProgress.parse(operation.progress ?? {});
  const seen = new Set<string>();
  for (let before = -1; before < judged;) {
    const page = await items.page(operation.id, before, 1000);
    for (const { user_id: userId, seq } of page) if (userId !== null && seq <= judged) seen.add(userId);
    before = page.at(-1)?.seq ?? judged;
  }
  while (!signal.aborted) {
    const page = await items.page(operation.id, judged, atOnce);
    const last = page.at(-1);
    if (last === undefined) return;
    const member = await dependencies.memberOf(operation);
    const named = await withUsers(dependencies, member, page, seen);
    await items.judge(operation.id, await judgePage(dependencies, { member, act, held }, named));
    judged = last.seq;
    if (!(await operations.note(operation, { judged }, new Date()))) return;
  }
}

type Named = { seq: number; entry?: string } & (
  { user: TenantUser } | { refusal: { code: string; detail: string } }
);

/** The user behind each item, or why there is none. Each user is meant once, however often they are named. */
async function withUsers(
  { users }: PrepareDependencies,
  { member }: FoundMember,
  page: readonly Item[],
  seen: Set<string>,
): Promise<Named[]> {
  const entries = page.flatMap(({ input, user_id: userId }) => {
    const { entry } = BulkInput.parse(input ?? {});
    return entry === undefined || userId !== null ? [] : [entry];
  });
  const looked = entries.length === 0 ? undefined : await lookUp(users, member, keysOf(entries));
  const ids = page.flatMap(({ user_id: userId }) => userId ?? []);
  const known = new Map((await findMany(users, member, ids, read)).map((user) => [user.user_id, user]));
  const unknown = ids.filter((id) => !known.has(id));
  for (const user of await eachOf(unknown, (id) => users.find(id))) {
    if (user !== undefined && isVisible(member, user)) known.set(user.user_id, user);
  }
  return page.map(({ seq, input, user_id: userId }) => {
    const { entry } = BulkInput.parse(input ?? {});
    const found = userId === null ? (looked?.get(keyOfEntry(entry ?? '')) ?? []) : [known.get(userId)];
    const [user] = found;
    if (user === undefined) {
      const isUnreadable = userId === null && readEntry(entry ?? '').kind === 'unreadable';
      return { seq, refusal: isUnreadable ? unreadable : notFound };
    }
    if (found.length > 1) return { seq, refusal: ambiguous };
    if (seen.has(user.user_id)) return { seq, refusal: duplicate };
    seen.add(user.user_id);
    return { seq, user };
  });
}

const unreadable = { code: 'invalid_input', detail: 'This is neither an e-mail address nor a user_id.' };
const notFound = { code: 'not_found', detail: 'There is no such user.' };
const ambiguous = {
  code: 'ambiguous',
  detail: 'Several users have this e-mail address. Name one by user_id.',
};
const duplicate = { code: 'duplicate', detail: 'The user is in the list before.' };

interface Judging {
  member: FoundMember;
  act: BulkAct;
  held: ReadonlyMap<string, ReadonlySet<string>> | undefined;
}

async function judgePage(
  dependencies: PrepareDependencies,
  { member, act, held }: Judging,
  page: readonly Named[],
): Promise<Judged[]> {
  return eachOf(page, async (named): Promise<Judged> => {
    const { seq } = named;
    if ('refusal' in named) return { seq, state: 'refused', ...named.refusal };
    const { user } = named;
    const userId = user.user_id;
    try {
      await refuseBeforehand(dependencies, member, act, user);
      const isSo = held === undefined ? await isAlready(dependencies, act, user) : isHeld(held, act, user);
      return { seq, userId, state: isSo === true ? 'already' : 'pending' };
    } catch (error) {
      if (!(error instanceof ProblemError) || error.code === 'store_unavailable') throw error;
      if (problems[error.code].status >= 500) throw error;
      return { seq, userId, state: 'refused', code: error.code, detail: error.sentence };
    }
  });
}

/** Whether a user is so already, by who the members of roles and organizations are. */
function isHeld(
  held: ReadonlyMap<string, ReadonlySet<string>>,
  act: BulkAct,
  user: TenantUser,
): boolean | undefined {
  const own = isAlreadyByThemselves(act, user);
  if (own !== undefined) return own;
  const has = (group: string) => held.get(group)?.has(user.user_id) ?? false;
  const organization = organizationOf(act);
  if (organization !== undefined) return has(organization) === (act.add_to_organization !== undefined);
  return rolesIn(act).length === 0 ? undefined : areRolesSo(act, has);
}

/**
 * Who the members of the roles or the organization of an act are. `undefined` where it is cheaper to ask
 * each user: there are few, or more members than that.
 */
async function knownMembers(
  { roles, organizations, items }: PrepareDependencies,
  operationId: string,
  act: BulkAct,
  signal: AbortSignal,
): Promise<Map<string, Set<string>> | undefined> {
  const organization = organizationOf(act);
  const groups = organization === undefined ? rolesIn(act) : [organization];
  const mostCalls = (await items.last(operationId)) + 1;
  if (groups.length === 0) return new Map();
  if (mostCalls <= fewUsers) return undefined;
  const held = new Map<string, Set<string>>();
  let calls = 0;
  for (const group of groups) {
    const members = new Set<string>();
    let from: string | undefined;
    do {
      const page = await (organization === undefined ? roles : organizations).members(group, from);
      for (const id of page.ids) members.add(id);
      from = page.next;
      calls += 1;
      if (calls > mostCalls || signal.aborted) return undefined;
    } while (from !== undefined);
    held.set(group, members);
  }
  return held;
}
