import type { ConnectionRecord, Identity } from '../../store/schema.ts';
import { ManagementError } from '../management-error.ts';
import type { UpdateUserBody } from './bodies.ts';

/** Pairs that Auth0 takes only in calls of their own. */
const EXCLUSIONS = [
  ['password', 'email'],
  ['password', 'email_verified'],
  ['username', 'email'],
  ['username', 'email_verified'],
  ['username', 'password'],
] as const;

/** @throws {ManagementError} 400 when two attributes are sent that exclude each other. */
export function assertCombination(sent: UpdateUserBody): void {
  for (const [one, other] of EXCLUSIONS) {
    if (sent[one] !== undefined && sent[other] !== undefined) {
      throw refused(`Cannot update ${one} and ${other} simultaneously.`);
    }
  }
}

/**
 * Refuses what the identity's kind of connection cannot hold.
 * @param connection the identity's; undefined when it was deleted.
 * @throws {ManagementError} 400
 * @see https://auth0.com/docs/api/management/v2/users/patch-users-by-id
 */
export function assertSupported(
  connection: ConnectionRecord | undefined,
  identity: Identity,
  sent: UpdateUserBody,
): void {
  const strategy = connection?.strategy ?? identity.provider;
  const isDatabase = strategy === 'auth0';
  const isPasswordless = strategy === 'email' || strategy === 'sms';
  if (sent.email !== undefined && !isDatabase && strategy !== 'email') {
    throw refused('Cannot update email for non-database user.');
  }
  if (sent.email_verified !== undefined && strategy === 'sms') {
    throw refused('Email verification is not supported for SMS users.');
  }
  if (sent.email_verified !== undefined && !isDatabase && !isPasswordless && !identity.isSocial) {
    throw refused('Email verification is not supported for enterprise users.');
  }
  for (const attribute of ['username', 'password'] as const) {
    if (sent[attribute] !== undefined && !isDatabase)
      throw refused(`Cannot update ${attribute} for non-database user.`);
  }
  for (const attribute of ['phone_number', 'phone_verified'] as const) {
    if (sent[attribute] !== undefined && strategy !== 'sms') {
      throw refused(
        `Cannot update ${attribute} for this user: the connection has no phone_number attribute.`,
      );
    }
  }
  const disabled = connection !== undefined && connection.settings.enabled_clients.length === 0;
  if (disabled && (sent.email !== undefined || sent.password !== undefined)) {
    throw refused('Cannot change email or password for users in a disabled connection.');
  }
  const removed = (['email', 'username', 'phone_number', 'password'] as const).find(
    (attribute) => sent[attribute] === null,
  );
  if (removed !== undefined)
    throw refused(`Cannot remove ${removed} for this user: the connection requires it.`);
}

function refused(message: string): ManagementError {
  return new ManagementError(400, message, 'operation_not_supported');
}
