import type { Endpoint } from '../endpoint.ts';
import { getJob, getJobErrors } from './read-job.ts';
import { exportUsers } from './users-exports.ts';
import { importUsers } from './users-imports.ts';
import { requestVerificationEmail } from './verification-email.ts';

/** The operations on jobs. */
export const JOB_ENDPOINTS: readonly Endpoint[] = [
  importUsers,
  exportUsers,
  requestVerificationEmail,
  getJob,
  getJobErrors,
];
