import { downloadLink } from '../../jobs/export/download-link.ts';
import { ExportParameters } from '../../jobs/export/fields.ts';
import { ImportParameters } from '../../jobs/import/import-parameters.ts';
import type { Job } from '../../store/jobs.ts';
import type { TenantContext } from '../endpoint.ts';

/** A job as it was just made, in the order of properties that Auth0 was recorded with. */
export function newJobBody(job: Job): Record<string, unknown> {
  return { type: job.type, status: job.status, ...whatWasAsked(job), ...endOf(job) };
}

/** A job as it stands; an export that has ended comes with a new link to its file. */
export async function jobBody({ db, url }: TenantContext, job: Job): Promise<Record<string, unknown>> {
  const { type, status, status_details } = job;
  return {
    type,
    status,
    ...whatWasAsked(job),
    ...(status_details === null ? {} : { status_details }),
    ...(type === 'users_import' && status === 'completed' ? { summary: summaryOf(job) } : {}),
    ...(type === 'users_export' && status !== 'failed' ? progressOf(job) : {}),
    ...(type === 'users_export' && status === 'completed'
      ? { location: await downloadLink(db, url, job.id, ExportParameters.parse(job.parameters).format) }
      : {}),
    ...endOf(job),
  };
}

function whatWasAsked({ type, connection_id, parameters }: Job): Record<string, unknown> {
  const source = connection_id === null ? {} : { connection_id };
  switch (type) {
    case 'users_import': {
      const { external_id } = ImportParameters.parse(parameters);
      return { ...source, ...(external_id === undefined ? {} : { external_id }) };
    }
    case 'users_export':
      return { ...source, ...ExportParameters.parse(parameters) };
    case 'verification_email':
      return {};
  }
}

function endOf({ type, connection, created_at, id }: Job): Record<string, unknown> {
  // The reference wants a connection of every export, one of all connections included.
  const source = connection ?? (type === 'users_export' ? '' : undefined);
  return {
    ...(source === undefined ? {} : { connection: source }),
    created_at: created_at.toISOString(),
    id,
  };
}

function summaryOf({ failed, updated, inserted, total }: Job): Record<string, number> {
  return { failed, updated, inserted, total };
}

function progressOf({ status, done, total, started_at }: Job): Record<string, number> {
  if (status === 'completed') return { percentage_done: 100, time_left_seconds: 0 };
  if (started_at === null || done === 0) return { percentage_done: 0 };
  const elapsed = Date.now() - started_at.getTime();
  return {
    percentage_done: Math.floor((100 * done) / total),
    time_left_seconds: Math.ceil((elapsed * (total - done)) / done / 1_000),
  };
}
