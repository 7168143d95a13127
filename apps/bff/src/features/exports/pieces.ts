import { setTimeout as pause } from 'node:timers/promises';
import { problemCodes } from '@rollcall/shared/problems.ts';
import { z } from 'zod';
import { findMany } from '../../access/find-many.ts';
import { ProblemError } from '../../http/problem.ts';
import { type TenantJobs, userOfLine } from '../../management/jobs.ts';
import { TenantUser } from '../../management/user-schema.ts';
import type { TenantUsers } from '../../management/users.ts';
import type { TeamMember } from '../../store/team.ts';
import type { Walker } from '../../walks/walker.ts';
import type { Hit, WalkFindings } from '../../walks/walk-findings.ts';
import type { WalkStore } from '../../walks/walk-store.ts';
import type { ExportProgress } from './params.ts';

/** Where the users of an export come from. */
export interface PieceDependencies {
  users: TenantUsers;
  walks: WalkStore;
  walker: Walker;
  findings: WalkFindings;
  jobs: TenantJobs;
}

/** Some users of an export in its order, and where the next ones begin. */
export interface Piece {
  users: readonly TenantUser[];
  last: Hit | null;
}

/** What finding users takes, whoever they are. */
interface Finding {
  member: TeamMember;
  /** What is wanted of each. */
  attributes: readonly string[];
  progress: ExportProgress;
  signal: AbortSignal;
  /** Keeps how far it is. */
  note: (progress: Partial<ExportProgress>) => Promise<void>;
}

/** So many users are one piece of a file: few enough to be held, enough to be packed well. */
const pieceSize = 1000;
const lookEveryMs = 300;
const longestLookMs = 5000;

const Failure = z.object({ code: z.enum(problemCodes), detail: z.string() });

/** Everybody whom a walk has found, once it is at its end, in its order; each as they are now. */
export async function* walkPieces(
  { users, walks, walker, findings }: PieceDependencies,
  id: string,
  { member, attributes, progress, signal, note }: Finding,
): AsyncGenerator<Piece> {
  let walk = await walks.stateOf(id);
  while (walk?.state === 'running') {
    walker.wake(id);
    await note({ phase: 'finding', found: walk.found, expected: walk.expected });
    await pause(lookEveryMs, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) return;
    walk = await walks.stateOf(id);
  }
  const failure = Failure.safeParse(walk?.failure).data;
  if (failure !== undefined) throw new ProblemError(failure.code, { detail: failure.detail });
  if (walk?.state !== 'done')
    throw new ProblemError('not_found', { detail: 'The list is not there any more.' });
  await note({ phase: 'writing', expected: walk.found });
  const direction = walk.sort.endsWith(':1') ? 'asc' : 'desc';
  for (let { last } = progress; ;) {
    const hits = await findings.hitsBehind(id, direction, last ?? undefined, pieceSize);
    last = hits.at(-1) ?? null;
    if (last === null) return;
    const ids = hits.map(({ userId }) => userId);
    yield { users: await findMany(users, member, ids, attributes), last };
  }
}

/** Users who were named, in the order in which they were. */
export async function* namedPieces(
  { users }: PieceDependencies,
  ids: readonly string[],
  { member, attributes, note }: Finding,
): AsyncGenerator<Piece> {
  await note({ phase: 'writing', expected: ids.length });
  yield { users: await findMany(users, member, ids, attributes), last: null };
}

/** Everybody, out of a file that the tenant makes. It is one stream: whoever goes on with it begins anew. */
export async function* tenantPieces(
  { jobs }: PieceDependencies,
  { attributes, progress, signal, note }: Finding,
): AsyncGenerator<Piece> {
  const job = progress.job ?? (await jobs.startExport(attributes));
  await note({ phase: 'waiting', job });
  let state = await jobs.read(job);
  for (let wait = lookEveryMs; state.state === 'waiting'; wait = Math.min(wait * 1.5, longestLookMs)) {
    await pause(wait, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) return;
    await note({ phase: 'waiting' });
    state = await jobs.read(job);
  }
  if (state.state === 'failed') {
    throw new ProblemError('refused_by_tenant', { detail: 'Auth0 could not make the file.' });
  }
  await note({ phase: 'writing' });
  let users: TenantUser[] = [];
  for await (const line of jobs.lines(state.location, signal)) {
    users.push(TenantUser.parse(userOfLine(line)));
    if (users.length < pieceSize) continue;
    yield { users, last: null };
    users = [];
  }
  if (users.length > 0) yield { users, last: null };
}
