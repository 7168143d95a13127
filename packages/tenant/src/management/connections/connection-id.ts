import { z } from 'zod';
import { findConnectionById } from '../../store/connections.ts';
import type { Database } from '../../store/open.ts';
import type { ConnectionRecord } from '../../store/schema.ts';
import { ManagementError } from '../management-error.ts';
import { validate } from '../validate.ts';

const Params = z.object({
  id: z
    .string()
    .regex(/^con_[A-Za-z0-9]{16}$/u)
    .describe('The id of the connection'),
});

/**
 * The connection that a path names.
 * @throws {ManagementError} 400 `invalid_uri`, 404 `inexistent_connection`
 */
export async function readConnection(
  db: Database,
  params: Readonly<Record<string, string>>,
): Promise<ConnectionRecord> {
  const { id } = validate('Path', Params, params);
  const connection = await findConnectionById(db, id);
  if (connection === undefined) {
    throw new ManagementError(404, 'The connection does not exist', 'inexistent_connection');
  }
  return connection;
}
