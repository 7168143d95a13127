import { sql } from 'kysely';
import type { Database } from '../store/open.ts';

/** Thrown when a search takes longer than it may. */
export class SearchTimeout extends Error {
  override name = 'SearchTimeout';
}

/** How long a search still may take. */
export interface Deadline {
  /**
   * Runs one statement of the search. A server ends it in time; the embedded database cannot be
   * interrupted, so there a search that took too long is refused when it is done.
   * @throws {SearchTimeout}
   */
  within: <Answer>(statement: () => Promise<Answer>) => Promise<Answer>;
}

/** PostgreSQL's code for a statement that took too long. */
const QUERY_CANCELED = '57014';

/** @param timeoutMs from now on, for everything in this transaction together. */
export function startDeadline(transaction: Database, timeoutMs: number): Deadline {
  const end = performance.now() + timeoutMs;
  const left = () => {
    const milliseconds = end - performance.now();
    if (milliseconds <= 0) throw new SearchTimeout();
    return Math.ceil(milliseconds);
  };
  return {
    within: async (statement) => {
      await sql`select set_config('statement_timeout', ${String(left())}, true)`.execute(transaction);
      try {
        const answer = await statement();
        left();
        return answer;
      } catch (error) {
        throw error instanceof Error && 'code' in error && error.code === QUERY_CANCELED
          ? new SearchTimeout()
          : error;
      }
    },
  };
}
