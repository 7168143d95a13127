import { Walk } from '@rollcall/shared/contract/walks.ts';
import type { StoredWalk } from '../../walks/walk-store.ts';
import { Position } from '../../walks/position.ts';

const { failure: Failure } = Walk.shape;

/** How far a walk is, in the words of the contract. */
export function shownWalk(walk: StoredWalk, now: Date): Walk {
  const { id, state, found, expected, calls, expected_calls: expectedCalls } = walk;
  const failure = Failure.safeParse(walk.failure).data;
  return {
    id,
    state,
    phase: phaseOf(walk),
    found,
    // Estimated at the beginning; more are created meanwhile.
    expected: expected === null ? null : Math.max(expected, found),
    calls,
    expected_calls: expectedCalls === null ? null : Math.max(expectedCalls, calls),
    seconds_left: secondsLeft(walk, now),
    started_at: new Date(walk.created_at).toISOString(),
    expires_at: new Date(walk.expires_at).toISOString(),
    ...(failure === undefined ? {} : { failure }),
  };
}

function phaseOf({ position }: StoredWalk): Walk['phase'] {
  const phase = Position.safeParse(position).data?.phase;
  return phase === 'members' || phase === 'factors' ? phase : 'users';
}

/** What is left takes as long for each request as what is done took. */
function secondsLeft(walk: StoredWalk, now: Date): number | null {
  const { state, calls, expected_calls: expected } = walk;
  if (state !== 'running' || expected === null || calls === 0) return null;
  const each = (now.getTime() - new Date(walk.created_at).getTime()) / calls;
  return Math.ceil((Math.max(1, expected - calls) * each) / 1000);
}
