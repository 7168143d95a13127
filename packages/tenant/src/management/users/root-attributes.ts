import { z } from 'zod';
import type { ConnectionRecord } from '../../store/schema.ts';
import { ManagementError } from '../management-error.ts';
import type { UpdateUserBody } from './bodies.ts';
import { isCustomDatabase } from './update-rules.ts';

const ROOT_ATTRIBUTES = ['family_name', 'given_name', 'name', 'nickname', 'picture'] as const;

const Options = z.object({ non_persistent_attrs: z.array(z.string()).catch([]).default([]) });

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
  if (secondary) {
    throw notUpdated(touched, 'The specified connection belongs to a secondary identity.');
  }
  const removed = touched.filter((attribute) => sent[attribute] === null);
  if (connection !== undefined && removed.length === touched.length && isSynced(connection)) {
    assertNotPersisted(connection, removed);
    return;
  }
  if (connection === undefined || isSynced(connection)) {
    throw notUpdated(
      touched,
      `The connection (${name}) must either be a database connection (using the Auth0 store), a passwordless ` +
        "connection (email or sms) or has disabled 'Sync user profile attributes at each login'.",
    );
  }
  if (removed.length > 0 && isAuth0Store(connection)) {
    throw notRemoved(
      removed,
      `The connection (${name}) must either be a custom database connection with import mode disabled, ` +
        'a social or enterprise connection.',
    );
  }
}

/** Whether the accounts are kept by the tenant alone, so that nobody would bring the attributes back. */
function isAuth0Store(connection: ConnectionRecord): boolean {
  return ['auth0', 'email', 'sms'].includes(connection.strategy) && !isCustomDatabase(connection);
}

/** Whether each sign-in overwrites the attributes. */
function isSynced(connection: ConnectionRecord): boolean {
  const sync = connection.options['set_user_root_attributes'];
  return !isAuth0Store(connection) && sync !== 'on_first_login' && sync !== 'never_on_login';
}

/** What is not taken over from the provider does not come back, and can be removed once and for all. */
function assertNotPersisted({ name, options }: ConnectionRecord, removed: readonly string[]): void {
  const { non_persistent_attrs } = Options.parse(options);
  if (removed.every((attribute) => non_persistent_attrs.includes(attribute))) return;
  throw notRemoved(
    removed,
    `The connection (${name}) should have disabled 'Sync user profile attributes at each login' or defined ` +
      "these attributes in 'options.non_persistent_attrs' array.",
  );
}

function notUpdated(attributes: readonly string[], reason: string): ManagementError {
  return refused(`The following user attributes cannot be updated: ${attributes.join(', ')}. ${reason}`);
}

function notRemoved(attributes: readonly string[], reason: string): ManagementError {
  return refused(`The following user attributes cannot be removed: ${attributes.join(', ')}. ${reason}`);
}

function refused(message: string): ManagementError {
  return new ManagementError(400, message, 'operation_not_supported');
}
