import type { Job } from '../store/jobs.ts';
import type { Database } from '../store/open.ts';

/** What jobs work with. */
export interface JobTools {
  db: Database;
  /** The tenant's own address, without a trailing slash. */
  url: string;
}

/**
 * Works on a job until it has ended, or until the signal: what was done up to then stays done, and the
 * next call goes on from there. An error ends the job as failed.
 */
export type JobWork = (tools: JobTools, job: Job, signal: AbortSignal) => Promise<void>;
