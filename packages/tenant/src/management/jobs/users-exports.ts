import { z } from 'zod';
import { ExportField } from '../../jobs/export/fields.ts';
import { findConnectionById } from '../../store/connections.ts';
import { addJob } from '../../store/jobs.ts';
import type { Endpoint } from '../endpoint.ts';
import { ManagementError } from '../management-error.ts';
import { validate } from '../validate.ts';
import { newJobBody } from './job-body.ts';

const FIELDS = 'List of fields to be included in the CSV. Defaults to a predefined set of fields.';
const MAX_CSV_FIELDS = 30;

const ExportBody = z.strictObject({
  connection_id: z
    .string()
    .regex(/^con_[A-Za-z0-9]{16}$/u)
    .optional()
    .describe('connection_id of the connection from which users will be exported.'),
  format: z.enum(['json', 'csv']).default('csv').describe('Format of the file. Must be `json` or `csv`.'),
  limit: z.int().min(1).optional().describe('Limit the number of records.'),
  fields: z.array(ExportField).optional().describe(FIELDS),
});

/** `POST /jobs/users-exports`. @see https://auth0.com/docs/api/management/v2/jobs/post-users-exports */
export const exportUsers: Endpoint = {
  method: 'post',
  path: '/jobs/users-exports',
  summary: 'Create export users job',
  scopes: ['read:users'],
  handle: async ({ db, jobs }, { body }) => {
    const { connection_id, format, limit, fields } = validate('Payload', ExportBody, body ?? {});
    if (format === 'csv') assertFitsCsv(fields ?? []);
    const connection = connection_id === undefined ? undefined : await findConnectionById(db, connection_id);
    if (connection_id !== undefined && connection === undefined) {
      throw new ManagementError(400, 'The connection does not exist.', 'inexistent_connection');
    }
    const job = await addJob(db, {
      type: 'users_export',
      connection,
      parameters: {
        format,
        ...(limit === undefined ? {} : { limit }),
        ...(fields === undefined ? {} : { fields: fields.map(named) }),
      },
    });
    jobs.begin(job.id);
    return { status: 200, body: newJobBody(job) };
  },
};

function named({ name, export_as }: ExportField) {
  return export_as === undefined ? { name } : { name, export_as };
}

/**
 * A CSV has at most 30 columns, and a column is a value: of metadata the leaves are named.
 * @see https://auth0.com/docs/manage-users/user-migration/bulk-user-exports#limits
 */
function assertFitsCsv(fields: readonly ExportField[]): void {
  if (fields.length > MAX_CSV_FIELDS) {
    throw refused(`Array is too long (${fields.length}), maximum ${MAX_CSV_FIELDS}`);
  }
  const whole = fields.find(({ name }) => name === 'user_metadata' || name === 'app_metadata');
  if (whole !== undefined) throw refused(`${whole.name} cannot be exported to CSV as a single object`);
}

function refused(reason: string): ManagementError {
  return new ManagementError(
    400,
    `Payload validation error: '${reason}' on property fields (${FIELDS}).`,
    'invalid_body',
  );
}
