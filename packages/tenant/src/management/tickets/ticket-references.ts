import { findClient } from '../../store/clients.ts';
import { findConnectionById } from '../../store/connections.ts';
import type { Database } from '../../store/open.ts';
import { isMember } from '../../store/organization-members.ts';
import { findOrganization } from '../../store/organizations.ts';
import type { Identity, UserProfile } from '../../store/schema.ts';
import { ManagementError } from '../management-error.ts';

/** What the body of a ticket points at beside the user. */
interface References {
  client_id?: string | undefined;
  organization_id?: string | undefined;
}

/** An identity as a body names it. */
interface NamedIdentity {
  user_id: string;
  provider: string;
  connection_id?: string | undefined;
}

/**
 * Refuses tickets for applications and organizations that are not there, or that the user is not in.
 * @throws {ManagementError} 400
 */
export async function assertReferences(
  db: Database,
  userId: string,
  { client_id, organization_id }: References,
): Promise<void> {
  if (client_id !== undefined && (await findClient(db, client_id)) === undefined) {
    throw new ManagementError(400, 'The client does not exist', 'inexistent_client');
  }
  if (organization_id === undefined) return;
  if ((await findOrganization(db, organization_id)) === undefined) {
    throw new ManagementError(400, 'The organization does not exist', 'inexistent_organization');
  }
  if (!(await isMember(db, organization_id, userId))) {
    throw new ManagementError(
      400,
      `The user with id ${userId} is not a member of organization with id ${organization_id}.`,
    );
  }
}

/**
 * The identity that a body names.
 * @throws {ManagementError} 400
 */
export async function findNamedIdentity(
  db: Database,
  user: UserProfile,
  { user_id, provider, connection_id }: NamedIdentity,
): Promise<Identity> {
  const connection = connection_id === undefined ? undefined : await findConnectionById(db, connection_id);
  if (connection_id !== undefined && connection === undefined) {
    throw new ManagementError(400, 'Identity connection does not exist.', 'inexistent_connection');
  }
  const identity = user.identities.find(
    (candidate) =>
      candidate.user_id === user_id &&
      candidate.provider === provider &&
      (connection === undefined || candidate.connection === connection.name),
  );
  if (identity !== undefined) return identity;
  throw new ManagementError(400, 'The user exists, but does not contain the given identity.');
}

/** The refusal of a user whose account is of the wrong kind. */
export function unsupportedConnection(): ManagementError {
  return new ManagementError(
    400,
    "The user's main connection does not support this operation.",
    'operation_not_supported',
  );
}

/** The refusal of a user whom no mail reaches. */
export function withoutEmail(): ManagementError {
  return new ManagementError(400, 'The user does not have an email address.');
}
