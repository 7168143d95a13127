import type { ConnectionRecord, UserProfile } from '../../store/schema.ts';
import { ManagementError } from '../management-error.ts';
import type { UpdateUserBody } from './bodies.ts';
import { accountRules, type Identifier, IDENTIFIERS } from './database-account.ts';

/**
 * Refuses to take away what an account cannot be without: what its connection requires, and the last
 * thing to sign in with.
 * @param connection the account's; undefined when it was deleted.
 * @param account what the account has now.
 * @throws {ManagementError} 400
 */
export function assertRemovable(
  connection: ConnectionRecord | undefined,
  account: Pick<UserProfile, Identifier>,
  sent: UpdateUserBody,
): void {
  const removed = [...IDENTIFIERS, 'password' as const].filter((attribute) => sent[attribute] === null);
  const [first] = removed;
  if (first === undefined || connection === undefined) return;
  const rules = connection.strategy === 'auth0' ? accountRules(connection) : undefined;
  const required = removed.find(
    (attribute) =>
      rules === undefined || (attribute === 'password' ? rules.passwordRequired : rules[attribute].required),
  );
  if (required !== undefined) throw refused(required, 'the connection requires it');
  const after = { ...account, ...sent };
  const remains = IDENTIFIERS.some(
    (identifier) => rules?.[identifier].active === true && typeof after[identifier] === 'string',
  );
  if (!remains) throw refused(first, 'there is nothing else to sign in with');
}

function refused(attribute: string, reason: string): ManagementError {
  return new ManagementError(
    400,
    `Cannot remove ${attribute} for this user: ${reason}.`,
    'operation_not_supported',
  );
}
