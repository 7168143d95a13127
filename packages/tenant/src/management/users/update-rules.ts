import type { ConnectionRecord, Identity } from '../../store/schema.ts';
import { strategyTypeOf } from '../../store/strategy-type.ts';
import { ManagementError } from '../management-error.ts';
import type { UpdateUserBody } from './bodies.ts';
import { accountRules, noUsernames } from './database-account.ts';

/** Pairs that Auth0 takes only in calls of their own. */
const EXCLUSIONS = [
  ['password', 'email'],
  ['password', 'email_verified'],
  ['username', 'email'],
  ['username', 'email_verified'],
  ['username', 'password'],
] as const;

/** What belongs to the account of an identity, with the script a custom database needs to change it. */
const ACCOUNT_ATTRIBUTES = {
  email: 'change_email',
  email_verified: 'verify',
  phone_number: 'change_phone_number',
  phone_verified: 'change_phone_number',
  username: 'change_username',
  password: 'change_password',
} as const;
type AccountAttribute = keyof typeof ACCOUNT_ATTRIBUTES;

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
  const touched = touchedAttributes(sent);
  if (touched.length === 0) return;
  if (connection === undefined) {
    throw new ManagementError(400, 'The connection does not exist.', 'inexistent_connection');
  }
  switch (strategyTypeOf(connection.strategy)) {
    case 'database':
      assertDatabase(connection, touched);
      break;
    case 'passwordless':
      assertPasswordless(connection.strategy, touched);
      break;
    case 'social':
    case 'enterprise':
      assertFederated(identity, touched);
  }
  const disabled = connection.settings.enabled_clients.length === 0;
  if (disabled && (touched.includes('email') || touched.includes('password'))) {
    throw refused('Cannot change email or password for users in a disabled connection.');
  }
}

function touchedAttributes(sent: UpdateUserBody): AccountAttribute[] {
  const all = ['email', 'email_verified', 'phone_number', 'phone_verified', 'username', 'password'] as const;
  return all.filter((attribute) => sent[attribute] !== undefined);
}

function assertDatabase(connection: ConnectionRecord, touched: readonly AccountAttribute[]): void {
  const rules = accountRules(connection);
  if (touched.includes('username') && !rules.username.allowed) throw noUsernames();
  if (touched.includes('email') && !rules.email.allowed) {
    throw refused('Cannot update email for this user: the connection has no email attribute.');
  }
  const phone = touched.find((attribute) => attribute === 'phone_number' || attribute === 'phone_verified');
  if (phone !== undefined && !rules.phone_number.allowed) {
    throw refused(`Cannot update ${phone} for this user: the connection has no phone_number attribute.`);
  }
  const { options } = connection;
  if (!isCustomDatabase(connection)) return;
  const scripts = Object.keys(Object(options['customScripts']));
  if (touched.some((attribute) => !scripts.includes(ACCOUNT_ATTRIBUTES[attribute]))) {
    throw refused('Connection is not supported for this operation.');
  }
}

/** Whether somebody else's database keeps the accounts: one with import mode is Auth0's own store in the end. */
export function isCustomDatabase({ strategy, options }: ConnectionRecord): boolean {
  return (
    strategy === 'auth0' &&
    options['enabledDatabaseCustomization'] === true &&
    options['import_mode'] !== true
  );
}

function assertPasswordless(strategy: string, touched: readonly AccountAttribute[]): void {
  if (strategy === 'sms' && touched.includes('email_verified')) {
    throw refused('Email verification is not supported for SMS users.');
  }
  const foreign = strategy === 'sms' ? ['email', 'username', 'password'] : ['username', 'password'];
  const wrong = touched.find((attribute) => foreign.includes(attribute));
  if (wrong !== undefined) throw refused(`Cannot update ${wrong} for non-database user.`);
  const phone = touched.find((attribute) => attribute === 'phone_number' || attribute === 'phone_verified');
  if (phone !== undefined && strategy !== 'sms') {
    throw refused(`Cannot update ${phone} for this user: the connection has no phone_number attribute.`);
  }
}

function assertFederated({ isSocial }: Identity, touched: readonly AccountAttribute[]): void {
  const wrong = touched.find((attribute) => attribute !== 'email_verified');
  if (wrong !== undefined) throw refused(`Cannot update ${wrong} for non-database user.`);
  if (!isSocial) throw refused('Email verification is not supported for enterprise users.');
}

function refused(message: string): ManagementError {
  return new ManagementError(400, message, 'operation_not_supported');
}
