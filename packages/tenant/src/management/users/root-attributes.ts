import type { ConnectionRecord } from '../../store/schema.ts';
import { ManagementError } from '../management-error.ts';
import type { UpdateUserBody } from './bodies.ts';

const ROOT_ATTRIBUTES = ['family_name', 'given_name', 'name', 'nickname', 'picture'] as const;

/**
 * Refuses changes of root attributes that belong to somebody else: an identity provider that
 * sends them at each sign-in, a custom database, or a secondary identity.
 *
 * @param connection that of the primary identity; undefined when it was deleted.
 * @param name the connection's name, for the message.
 * @throws {ManagementError} 400
 * @see https://auth0.com/docs/manage-users/user-accounts/user-profiles/configure-connection-sync-with-auth0
 * @see https://auth0.com/docs/api/management/v2/users/patch-users-by-id
 */
export function assertRootAttributes(
  connection: ConnectionRecord | undefined,
  name: string,
  secondary: boolean,
  sent: UpdateUserBody,
): void {
  const touched = ROOT_ATTRIBUTES.filter((attribute) => sent[attribute] !== undefined);
  if (touched.length === 0) return;
  const list = touched.join(', ');
  if (secondary) {
    throw refused(
      `The following user attributes cannot be updated: ${list}. The specified connection belongs to a secondary identity.`,
    );
  }
  if (connection === undefined || !mayUpdate(connection)) {
    throw refused(
      `The following user attributes cannot be updated: ${list}. The connection (${name}) must either be a database ` +
        `connection (using the Auth0 store), a passwordless connection (email or sms) or has disabled ` +
        `'Sync user profile attributes at each login'.`,
    );
  }
  const removed = touched.filter((attribute) => sent[attribute] === null);
  if (removed.length > 0 && !mayRemove(connection)) {
    throw refused(
      `The following user attributes cannot be removed: ${removed.join(', ')}. The connection (${name}) must either ` +
        'be a custom database connection with import mode disabled, a social or enterprise connection.',
    );
  }
}

function mayUpdate({ strategy, options }: ConnectionRecord): boolean {
  switch (strategy) {
    case 'auth0':
      return options['enabledDatabaseCustomization'] !== true || options['import_mode'] === true;
    case 'email':
    case 'sms':
      return true;
    default:
      return (
        options['set_user_root_attributes'] === 'on_first_login' ||
        options['set_user_root_attributes'] === 'never_on_login'
      );
  }
}

function mayRemove({ strategy }: ConnectionRecord): boolean {
  return strategy !== 'auth0' && strategy !== 'email' && strategy !== 'sms';
}

function refused(message: string): ManagementError {
  return new ManagementError(400, message, 'operation_not_supported');
}
