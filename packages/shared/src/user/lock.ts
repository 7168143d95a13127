import { type Connection, connectionKind } from './connection.ts';

/** The root attributes that an identity provider can own. */
export const rootAttributes = ['name', 'nickname', 'given_name', 'family_name', 'picture'] as const;
export type RootAttribute = (typeof rootAttributes)[number];

/** Why a root attribute cannot be edited here, and what would change that. Both are whole sentences. */
export interface LockReason {
  code: 'synced_each_login' | 'custom_database' | 'options_unreadable' | 'connection_unreadable';
  reason: string;
  wayOut: string;
}

/**
 * The lock rule: which root attributes of a user of this connection cannot be edited, and why.
 * `connection` is that of the primary identity, which alone decides; `null` where it cannot be read
 * or is gone, which locks.
 *
 * Databases of Auth0 and passwordless connections are open. Social and enterprise ones are open
 * only where they sync on creation only: everything but `on_each_login`, which is also the default.
 * Sources: Management API PATCH /api/v2/users/{id};
 * auth0.com/docs/manage-users/user-accounts/user-profiles/configure-connection-sync-with-auth0
 */
export function lockedFields(connection: Connection | null): Partial<Record<RootAttribute, LockReason>> {
  const reason = lockReason(connection);
  return reason === undefined ? {} : Object.fromEntries(rootAttributes.map((field) => [field, reason]));
}

function lockReason(connection: Connection | null): LockReason | undefined {
  if (connection === null) {
    return {
      code: 'connection_unreadable',
      reason: "The user's connection cannot be read, so it is not known whether it sets this field.",
      wayOut:
        'Grant read:connections to the machine-to-machine application, and see that the connection still exists.',
    };
  }
  const kind = connectionKind(connection.strategy);
  if (kind === 'passwordless') return undefined;
  if (!connection.options_readable) {
    return {
      code: 'options_unreadable',
      reason: `The settings of ${connection.name} cannot be read, so it is not known whether it sets this field.`,
      wayOut: 'Grant read:connections_options to the machine-to-machine application.',
    };
  }
  if (kind === 'database') return connection.custom_database ? customDatabase(connection) : undefined;
  const sync = connection.set_user_root_attributes ?? 'on_each_login';
  return sync === 'on_each_login' ? syncedEachLogin(connection) : undefined;
}

function customDatabase(connection: Connection): LockReason {
  return {
    code: 'custom_database',
    reason: `Set by the database behind ${connection.name} at each sign-in.`,
    wayOut: 'Change it in that database, or switch on “Import users to Auth0” for the connection.',
  };
}

function syncedEachLogin(connection: Connection): LockReason {
  return {
    code: 'synced_each_login',
    reason: `Set by ${connection.name} at each sign-in.`,
    wayOut: `Change it at ${connection.name}, or switch off “Sync user profile attributes at each login” for the connection in Auth0.`,
  };
}
