import { setTimeout as pause } from 'node:timers/promises';
import type { Untold } from '@rollcall/shared/contract/overview.ts';
import { ProblemError } from '../../http/problem.ts';

/** Milliseconds for which one part may keep the others waiting. */
const patience = 5_000;

/** What a part tells, or why it tells nothing: what fails in one is no matter of the others. */
export async function tell<Told extends object>(
  needs: readonly string[],
  scopes: readonly string[],
  ask: () => Promise<Told>,
): Promise<(Told & { state: 'told' }) | Untold> {
  const missing = needs.filter((need) => !scopes.includes(need));
  if (missing.length > 0) {
    const sentence = `Rollcall's token for the Management API lacks ${missing.join(' and ')}. Grant it to the machine-to-machine application in Auth0.`;
    return { state: 'untold', code: 'scope_missing', sentence };
  }
  try {
    return { ...(await inTime(ask())), state: 'told' };
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return { state: 'untold', code: error.code, sentence: error.sentence };
  }
}

/** @throws {ProblemError} `tenant_unreachable` when it takes too long */
async function inTime<Answer>(answer: Promise<Answer>): Promise<Answer> {
  const cancel = new AbortController();
  const late = pause(patience, undefined, { signal: cancel.signal }).then(() => {
    throw new ProblemError('tenant_unreachable', {
      detail: 'The tenant takes too long to answer this part.',
    });
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    late.catch(() => undefined);
    answer.catch(() => undefined);
    cancel.abort();
  }
}
