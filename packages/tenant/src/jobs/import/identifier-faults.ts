import { ManagementError } from '../../management/management-error.ts';
import { accountRules, readUsername } from '../../management/users/database-account.ts';
import type { ConnectionRecord } from '../../store/schema.ts';
import type { RowError } from './row-error.ts';
import type { ImportedUser } from './user-schema.ts';

/** What speaks against the username and the phone number of an entry in this connection. */
export function identifierFaults(connection: ConnectionRecord, user: ImportedUser): RowError[] {
  const rules = accountRules(connection);
  return (['username', 'phone_number'] as const).flatMap((path): RowError[] => {
    const { allowed, required } = rules[path];
    if (user[path] === undefined) {
      const message = `Missing required property: ${path}`;
      return required ? [{ code: 'OBJECT_REQUIRED', message, path }] : [];
    }
    if (allowed) return path === 'username' ? usernameFaults(connection, user[path]) : [];
    const message =
      path === 'username'
        ? 'Cannot set username for connection without requires_username.'
        : 'Cannot set phone_number for connection without the attribute phone_number.';
    return [{ code: 'NOT_PASSED', message, path }];
  });
}

function usernameFaults(connection: ConnectionRecord, username: string): RowError[] {
  try {
    readUsername(connection, username);
    return [];
  } catch (error) {
    if (!(error instanceof ManagementError)) throw error;
    const message = `Object didn't pass validation for format username: ${username}`;
    return [{ code: 'FORMAT', message, path: 'username' }];
  }
}
