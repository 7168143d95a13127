import { z } from 'zod';
import { findConnectionById } from '../../store/connections.ts';
import { addJobWithin } from '../../store/jobs.ts';
import type { Database } from '../../store/open.ts';
import type { ConnectionRecord } from '../../store/schema.ts';
import type { Endpoint } from '../endpoint.ts';
import { ManagementError } from '../management-error.ts';
import { assertStorable } from '../storable.ts';
import { booleanParameter, validate } from '../validate.ts';
import { newJobBody } from './job-body.ts';

const MAX_BYTES = 512_000;
const MAX_ACTIVE = 2;

const Fields = z.object({
  connection_id: z
    .string()
    .regex(/^con_[A-Za-z0-9]{16}$/u)
    .describe('connection_id of the connection to which users will be imported.'),
  upsert: booleanParameter('Whether to update users if they already exist (true) or to ignore them (false).'),
  external_id: z.string().optional().describe('Customer-defined ID.'),
  send_completion_email: booleanParameter(
    'Whether to send a completion email to all tenant owners when the job is finished (true) or not (false).',
  ),
});

/** `POST /jobs/users-imports`. @see https://auth0.com/docs/api/management/v2/jobs/post-users-imports */
export const importUsers: Endpoint = {
  method: 'post',
  path: '/jobs/users-imports',
  summary: 'Create import users job',
  scopes: ['create:users'],
  multipart: { maxBytes: MAX_BYTES },
  handle: async ({ db, jobs }, { body }) => {
    const { users, ...fields } = readParts(body);
    const { connection_id, upsert = false, external_id, send_completion_email = true } = fields;
    const connection = await readConnection(db, connection_id);
    const job = await addJobWithin(db, MAX_ACTIVE, {
      type: 'users_import',
      connection,
      parameters: {
        upsert,
        send_completion_email,
        ...(external_id === undefined || external_id === '' ? {} : { external_id }),
      },
      payload: new Uint8Array(await users.arrayBuffer()),
    });
    if (job === undefined) {
      throw new ManagementError(
        429,
        `There are ${MAX_ACTIVE} active import users jobs, please wait until some of them are finished and try again`,
        'too_many_requests',
      );
    }
    jobs.begin(job.id);
    return { status: 202, body: newJobBody(job) };
  },
};

function readParts(body: unknown): z.output<typeof Fields> & { users: File } {
  if (!(body instanceof FormData)) {
    throw refused("Payload validation error: 'Invalid multipart payload format'.");
  }
  const users = body.get('users');
  if (!(users instanceof File)) throw refused("Must provide 'users' file as multipart part.");
  if (users.size === 0) throw refused('Users file must not be empty.');
  if (!body.has('connection_id')) throw refused("Must provide 'connection_id' as multipart part.");
  const texts = [...body].filter(([, value]) => typeof value === 'string');
  const fields = validate('Payload', Fields, Object.fromEntries(texts));
  assertStorable(fields);
  return { ...fields, users };
}

/** Only Auth0's own store takes users in, or one that it migrates into. */
async function readConnection(db: Database, id: string): Promise<ConnectionRecord> {
  const connection = await findConnectionById(db, id);
  if (connection === undefined) throw refused('The connection does not exist.', 'inexistent_connection');
  const { strategy, settings, options } = connection;
  if (strategy !== 'auth0') throw refused('Connection must be a database connection.');
  if (settings.enabled_clients.length === 0) throw refused('Connection must be enabled.');
  if (options['enabledDatabaseCustomization'] === true && options['import_mode'] !== true) {
    throw refused('Custom Database Connections without import mode are not allowed.');
  }
  return connection;
}

function refused(message: string, code = 'invalid_body'): ManagementError {
  return new ManagementError(400, message, code);
}
