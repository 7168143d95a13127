import { listJobErrors } from '../../store/job-results.ts';
import { findJob, type Job } from '../../store/jobs.ts';
import type { Database } from '../../store/open.ts';
import type { Endpoint } from '../endpoint.ts';
import { ManagementError } from '../management-error.ts';
import { jobBody } from './job-body.ts';

/** `GET /jobs/{id}`. @see https://auth0.com/docs/api/management/v2/jobs/get-jobs-by-id */
export const getJob: Endpoint = {
  method: 'get',
  path: '/jobs/:id',
  summary: 'Get a job',
  scopes: ['create:users', 'read:users'],
  handle: async (context, { params }) => {
    const job = await readJob(context.db, params['id'], 'Job not found.');
    return { status: 200, body: await jobBody(context, job) };
  },
};

/**
 * `GET /jobs/{id}/errors`: of each entry that failed, or of the whole job when that did.
 * @see https://auth0.com/docs/api/management/v2/jobs/get-errors
 */
export const getJobErrors: Endpoint = {
  method: 'get',
  path: '/jobs/:id/errors',
  summary: 'Get job error details',
  scopes: ['create:users', 'read:users'],
  handle: async (context, { params }) => {
    const job = await readJob(context.db, params['id'], 'The job does not exist');
    const errors = await listJobErrors(context.db, job.id);
    if (errors.length > 0) return { status: 200, body: errors.map((entry): unknown => JSON.parse(entry)) };
    return job.status === 'failed' ? { status: 200, body: await jobBody(context, job) } : { status: 204 };
  },
};

async function readJob(db: Database, id: string | undefined, message: string): Promise<Job> {
  const job = id === undefined ? undefined : await findJob(db, id);
  if (job === undefined) throw new ManagementError(404, message, 'inexistent_job');
  return job;
}
