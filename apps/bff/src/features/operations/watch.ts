import { setTimeout as pause } from 'node:timers/promises';
import type { Operation } from '@rollcall/shared/contract/operations.ts';
import type { OperationStore } from '../../operations/operation-store.ts';
import { mayOversee, overseenKinds } from '../../operations/oversight.ts';
import { type ShowDependencies, shownOperation } from '../../operations/shown.ts';
import type { TeamMember } from '../../store/team.ts';

const lookEveryMs = 1000;
const most = 100;

/** How open operations stand, at first and whenever that changes; how they have ended is told last. */
export async function* watch(
  dependencies: ShowDependencies & { operations: OperationStore },
  member: TeamMember,
  signal: AbortSignal,
): AsyncGenerator<{ event: 'operation'; data: Operation }> {
  const { operations } = dependencies;
  const told = new Map<string, string>();
  while (!signal.aborted) {
    const of = { memberId: member.id, kinds: overseenKinds(member), which: 'open' as const };
    const open = await operations.list(of, most);
    const ids = new Set(open.map(({ id }) => id));
    const ended = [...told.keys()].filter((id) => !ids.has(id));
    const over = await Promise.all(ended.map((id) => operations.find(id)));
    for (const id of ended) told.delete(id);
    for (const operation of [...open, ...over]) {
      if (operation === undefined || !mayOversee(member, operation)) continue;
      const data = await shownOperation(dependencies, member, operation);
      const text = JSON.stringify(data);
      if (told.get(data.id) === text) continue;
      if (ids.has(data.id)) told.set(data.id, text);
      yield { event: 'operation', data };
    }
    await pause(lookEveryMs, undefined, { signal }).catch(() => undefined);
  }
}
