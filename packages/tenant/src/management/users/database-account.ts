import { z } from 'zod';
import type { ConnectionRecord } from '../../store/schema.ts';
import { ManagementError } from '../management-error.ts';

const UsernameOptions = z.object({
  requires_username: z.boolean().optional(),
  validation: z
    .object({ username: z.object({ min: z.int().optional(), max: z.int().optional() }).nullish() })
    .nullish(),
});

/** Whether accounts of this database connection have usernames. */
export function requiresUsername(connection: ConnectionRecord): boolean {
  return UsernameOptions.parse(connection.options).requires_username === true;
}

/**
 * The username as it is kept, in lower case.
 * @throws {ManagementError} 400 when the connection has none, or does not take this one.
 * @see https://auth0.com/docs/authenticate/database-connections/require-username
 */
export function readUsername(connection: ConnectionRecord, sent: string): string {
  if (!requiresUsername(connection)) {
    throw new ManagementError(
      400,
      'Cannot set username for connection without requires_username.',
      'invalid_body',
    );
  }
  const { min = 1, max = 15 } = UsernameOptions.parse(connection.options).validation?.username ?? {};
  const username = sent.toLowerCase();
  if (username.length < min || username.length > max || !/^[a-z0-9@^$.!`\-#+'~_]+$/u.test(username)) {
    throw invalidUsername(sent);
  }
  if (z.email().safeParse(username).success) throw invalidUsername(sent);
  return username;
}

function invalidUsername(sent: string): ManagementError {
  return new ManagementError(
    400,
    `Payload validation error: 'Object didn't pass validation for format username: ${sent}' on property username (The user's username. Only valid if the connection requires a username.).`,
    'invalid_body',
  );
}
