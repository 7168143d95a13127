import { ProblemError } from '../http/problem.ts';

/**
 * Removes something. One that is gone already is removed too; when the answer is lost, `isGone` looks.
 *
 * @throws {ProblemError} what `remove` throws; `outcome_unknown` where looking did not tell that it is gone
 */
export async function settled(remove: () => Promise<unknown>, isGone: () => Promise<boolean>): Promise<void> {
  try {
    await remove();
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    if (error.code === 'not_found') return;
    if (error.code !== 'outcome_unknown' || !(await isGone().catch(() => false))) throw error;
  }
}

/** What is read, or `undefined` where it is not there. @throws what else the reading throws */
export async function whereThere<Thing>(reading: Promise<Thing>): Promise<Thing | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof ProblemError && error.code === 'not_found') return undefined;
    throw error;
  }
}

/** Whether reading something tells that it is not there. @throws what else the reading throws */
export async function isAbsent(reading: Promise<unknown>): Promise<boolean> {
  try {
    await reading;
    return false;
  } catch (error) {
    if (error instanceof ProblemError && error.code === 'not_found') return true;
    throw error;
  }
}
