import type { ConnectionRecord } from '../../store/schema.ts';
import { ManagementError } from '../management-error.ts';
import type { CreateUserBody } from './bodies.ts';
import { type AccountRules, accountRules, IDENTIFIERS, noUsernames } from './database-account.ts';

/**
 * Refuses a new user that the connection cannot take in.
 * @throws {ManagementError} 400
 * @see https://auth0.com/docs/api/management/v2/users/post-users
 */
export function assertNewAccount(connection: ConnectionRecord, sent: CreateUserBody): void {
  const { strategy, settings } = connection;
  if (strategy !== 'auth0' && strategy !== 'email' && strategy !== 'sms') {
    throw new ManagementError(
      400,
      'Connection does not support user creation through the API. It must either be a database or passwordless connection.',
      'operation_not_supported',
    );
  }
  if (settings.enabled_clients.length === 0) {
    throw new ManagementError(400, 'Connection is disabled.', 'operation_not_supported');
  }
  if (strategy === 'auth0') {
    assertDatabaseAccount(accountRules(connection), sent);
    return;
  }
  if (strategy === 'sms' && sent.phone_number === undefined) throw missing('phone_number');
  if (strategy === 'email' && sent.email === undefined) throw missing('email');
  if (sent.password !== undefined) throw unsupported('password', 'passwordless connection');
  if (sent.username !== undefined) throw noUsernames();
}

function assertDatabaseAccount(rules: AccountRules, sent: CreateUserBody): void {
  for (const identifier of IDENTIFIERS) {
    const { allowed, required } = rules[identifier];
    if (required && sent[identifier] === undefined) throw missing(identifier);
    if (allowed || sent[identifier] === undefined) continue;
    throw identifier === 'username'
      ? noUsernames()
      : unsupported(identifier, `connection without the attribute ${identifier}`);
  }
  const active = IDENTIFIERS.filter((identifier) => rules[identifier].active);
  if (active.every((identifier) => sent[identifier] === undefined)) throw missing(active.join(' or '));
  if (rules.passwordRequired && sent.password === undefined) throw missing('password');
}

function missing(property: string): ManagementError {
  return new ManagementError(
    400,
    `Payload validation error: 'Missing required property: ${property}'.`,
    'invalid_body',
  );
}

function unsupported(property: string, where: string): ManagementError {
  return new ManagementError(400, `Cannot set ${property} for ${where}.`, 'invalid_body');
}
