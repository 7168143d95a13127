import { type Connection, connectionKind } from './connection.ts';
import { lockedFields, type LockReason } from './lock.ts';

/** What a profile form edits of a user, in the order in which it is shown. */
export const profileAttributes = [
  'name',
  'nickname',
  'given_name',
  'family_name',
  'picture',
  'email',
  'email_verified',
  'phone_number',
  'phone_verified',
  'username',
] as const;
export type ProfileAttribute = (typeof profileAttributes)[number];

/** Whether a field can be edited; if not, why, and where there is one, the way out. */
export type Editability =
  | { editable: true }
  | { editable: false; cause: 'mask' | 'connection' | 'access'; reason: string; wayOut?: never }
  | { editable: false; cause: 'lock'; reason: string; wayOut: string; lock: LockReason['code'] };

/** Whether team member and token may do it; if not, why. */
type May = { allowed: true } | { allowed: false; sentence: string };

/**
 * Whether a field of the profile can be edited. Three things can stand against it, and the one that
 * lasts longest is told: the lock, what the connection of the primary identity has at all, and what
 * the team member and Rollcall's token may do.
 * Source: Management API PATCH /api/v2/users/{id}
 */
export function editability(
  field: ProfileAttribute,
  connection: Connection | null,
  decision: May,
): Editability {
  const locks: Partial<Record<ProfileAttribute, LockReason>> = lockedFields(connection);
  const lock = locks[field];
  if (lock !== undefined) {
    return { editable: false, cause: 'lock', reason: lock.reason, wayOut: lock.wayOut, lock: lock.code };
  }
  const unsupported = connection === null ? unreadable : notOfConnection(field, connection);
  if (unsupported !== undefined) return { editable: false, cause: 'connection', reason: unsupported };
  if (!decision.allowed) return { editable: false, cause: 'access', reason: decision.sentence };
  return { editable: true };
}

const unreadable = "The user's connection cannot be read, so it is not known whether this can be changed.";

/** Why a connection's users do not have this field to edit; nothing when they do. */
function notOfConnection(field: ProfileAttribute, connection: Connection): string | undefined {
  const { name, strategy } = connection;
  const kind = connectionKind(strategy);
  if (kind === 'database' && connection.custom_database) return ofCustomDatabase(field, connection);
  switch (field) {
    case 'email':
      if (kind === 'database' || strategy === 'email') return undefined;
      return kind === 'passwordless'
        ? `Users of ${name} do not sign in with an e-mail address.`
        : `Comes from ${name}; Auth0 changes the e-mail of database users only.`;
    case 'email_verified':
      return kind === 'enterprise' || strategy === 'sms'
        ? `Auth0 keeps no e-mail verification for users of ${name}.`
        : undefined;
    case 'phone_number':
    case 'phone_verified':
      return strategy === 'sms' || connection.identifiers.phone_number !== 'none'
        ? undefined
        : `Users of ${name} do not sign in with a phone number.`;
    case 'username':
      return connection.identifiers.username === 'none'
        ? `Users of ${name} do not sign in with a username.`
        : undefined;
    default:
      return undefined;
  }
}

function ofCustomDatabase(field: ProfileAttribute, connection: Connection): string {
  return `${connection.name} keeps this in its own database, outside Auth0. Change it there${
    field === 'email_verified' || field === 'phone_verified' ? ', where it is verified' : ''
  }.`;
}

/**
 * Why fields cannot be emptied. Auth0 takes root attributes away only from users of social and
 * enterprise connections, and no user can lose what the connection requires for signing in.
 * Source: Management API PATCH /api/v2/users/{id}, “The following user attributes cannot be removed”
 */
export function irremovableFields(connection: Connection | null): Partial<Record<ProfileAttribute, string>> {
  if (connection === null) return {};
  const { identifiers, name } = connection;
  const kind = connectionKind(connection.strategy);
  const stored = kind === 'database' || kind === 'passwordless';
  const kept = `Auth0 keeps this for users of ${name}: it can be changed, not removed.`;
  const required = `Users of ${name} cannot be without it.`;
  return {
    ...(stored ? { name: kept, nickname: kept, given_name: kept, family_name: kept, picture: kept } : {}),
    ...(identifiers.email === 'required' ? { email: required } : {}),
    ...(identifiers.phone_number === 'required' ? { phone_number: required } : {}),
    ...(identifiers.username === 'required' ? { username: required } : {}),
  };
}
