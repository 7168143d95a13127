import { logError } from '../log.ts';
import { deleteOldJobs, endJob, findJob, type Job, listPendingJobs } from '../store/jobs.ts';
import type { JobType } from '../store/tables/jobs.ts';
import { runExport } from './export/run-export.ts';
import { failImport, runImport } from './import/run-import.ts';
import type { JobTools, JobWork } from './job-work.ts';
import { runVerificationEmail } from './verification-email/run-verification-email.ts';

const WORK: Record<JobType, JobWork> = {
  users_import: runImport,
  users_export: runExport,
  verification_email: runVerificationEmail,
};

const SWEEP_MS = 3_600_000;

/** Works on jobs in the background. What is pending is in the database, so that nothing is lost with the process. */
export interface JobRunner {
  /** Takes up what an earlier process left, and from now on deletes jobs that are a day old. */
  resume: () => Promise<void>;
  /** Takes up a job that was written down; answers at once. */
  begin: (id: string) => void;
  /** Lets each job end the step it is in, and takes up no more. */
  stop: () => Promise<void>;
}

/** A runner that does nothing yet. An error in a job ends that job, never the process. */
export function createJobRunner(tools: JobTools): JobRunner {
  const { db } = tools;
  const stopped = new AbortController();
  const underWay = new Map<string, Promise<void>>();
  let sweep: NodeJS.Timeout | undefined;

  const begin = (id: string) => {
    if (stopped.signal.aborted || underWay.has(id)) return;
    underWay.set(
      id,
      run(tools, id, stopped.signal)
        .catch(logError)
        .finally(() => underWay.delete(id)),
    );
  };
  return {
    resume: async () => {
      await deleteOldJobs(db);
      for (const id of await listPendingJobs(db)) begin(id);
      sweep = setInterval(() => void deleteOldJobs(db).catch(logError), SWEEP_MS);
      sweep.unref();
    },
    begin,
    stop: async () => {
      clearInterval(sweep);
      stopped.abort();
      await Promise.all(underWay.values());
    },
  };
}

async function run(tools: JobTools, id: string, signal: AbortSignal): Promise<void> {
  const job = await findJob(tools.db, id);
  if (job?.status !== 'pending') return;
  try {
    await WORK[job.type](tools, job, signal);
  } catch (error) {
    logError(error);
    await failJob(tools, job);
  }
}

async function failJob({ db }: JobTools, { id, type }: Job): Promise<void> {
  const status_details = 'An internal error occurred.';
  if (type === 'users_import') await failImport(db, id, status_details);
  else await endJob(db, id, { status: 'failed', status_details });
}
