import { ProblemError } from '../http/problem.ts';

/**
 * Makes a write whose effect can be read. When its answer is lost, `isDone` looks whether it has happened.
 *
 * @throws {ProblemError} what `write` throws; `outcome_unknown` where looking does not tell that it is done
 */
export async function confirmed(
  write: () => Promise<unknown>,
  isDone: () => Promise<boolean>,
): Promise<void> {
  try {
    await write();
  } catch (error) {
    const isUnknown = error instanceof ProblemError && error.code === 'outcome_unknown';
    if (!isUnknown || !(await isDone().catch(() => false))) throw error;
  }
}
