import { z } from 'zod';
import { findClient } from '../../store/clients.ts';
import { findConnection } from '../../store/connections.ts';
import { addJob } from '../../store/jobs.ts';
import type { Database } from '../../store/open.ts';
import { findOrganization } from '../../store/organizations.ts';
import type { Identity, UserProfile } from '../../store/schema.ts';
import { findUser } from '../../store/users.ts';
import { emailOfIdentity } from '../../tickets/send-verification-email.ts';
import type { Endpoint } from '../endpoint.ts';
import { ManagementError } from '../management-error.ts';
import { inexistentOrganization } from '../organizations/organization-id.ts';
import { PROVIDERS } from '../users/identities/providers.ts';
import { inexistentUser, isUserId } from '../users/user-id.ts';
import { validate } from '../validate.ts';
import { newJobBody } from './job-body.ts';

const VerificationEmailBody = z.strictObject({
  user_id: z
    .stringFormat('user-id', isUserId)
    .describe('user_id of the user to send the verification email to.'),
  client_id: z
    .stringFormat('client-id', /^[\w-]+$/u)
    .optional()
    .describe(
      'client_id of the client (application). If no value provided, the global Client ID will be used.',
    ),
  identity: z
    .strictObject({
      user_id: z.string(),
      provider: z.enum(PROVIDERS),
      connection_id: z
        .string()
        .regex(/^con_[A-Za-z0-9]{16}$/u)
        .optional(),
    })
    .optional()
    .describe(
      'This must be provided to verify primary social, enterprise and passwordless email identities. Also, is needed to verify secondary identities.',
    ),
  organization_id: z
    .stringFormat('organization-id', /^org_[A-Za-z0-9]{16}$/u)
    .optional()
    .describe('(Optional) Organization ID – the ID of the Organization.'),
});
type VerificationEmailBody = z.output<typeof VerificationEmailBody>;

/** `POST /jobs/verification-email`. @see https://auth0.com/docs/api/management/v2/jobs/post-verification-email */
export const requestVerificationEmail: Endpoint = {
  method: 'post',
  path: '/jobs/verification-email',
  summary: 'Send an email address verification email',
  scopes: ['update:users'],
  handle: async ({ db, jobs }, { body }) => {
    const sent = validate('Payload', VerificationEmailBody, body);
    const { user_id, client_id, organization_id } = sent;
    const user = await findUser(db, user_id);
    if (user === undefined) throw inexistentUser();
    const identity = await findIdentity(db, user, sent);
    if (emailOfIdentity(user, identity) === undefined) throw refused('User does not have an email address.');
    await assertKnown(db, sent);
    const job = await addJob(db, {
      type: 'verification_email',
      parameters: {
        user_id,
        identity: { provider: identity.provider, user_id: identity.user_id },
        ...(client_id === undefined ? {} : { client_id }),
        ...(organization_id === undefined ? {} : { organization_id }),
      },
    });
    jobs.begin(job.id);
    return { status: 201, body: newJobBody(job), userId: user_id };
  },
};

/** The identity whose address is meant; only a database account need not be named. */
async function findIdentity(
  db: Database,
  user: UserProfile,
  { identity: named }: VerificationEmailBody,
): Promise<Identity> {
  const [primary] = user.identities;
  if (named === undefined) {
    if (primary?.provider !== 'auth0') throw refused('Connection must be a database connection.');
    return primary;
  }
  const identity = user.identities.find(
    ({ provider, user_id }) => provider === named.provider && user_id === named.user_id,
  );
  if (identity === undefined) throw refused('The user does not have the specified identity.');
  if (named.connection_id !== undefined) {
    const connection = await findConnection(db, identity.connection);
    if (connection?.id !== named.connection_id) {
      throw refused('The user does not have the specified identity.');
    }
  }
  return identity;
}

async function assertKnown(
  db: Database,
  { client_id, organization_id }: VerificationEmailBody,
): Promise<void> {
  if (client_id !== undefined && (await findClient(db, client_id)) === undefined) {
    throw new ManagementError(404, 'The client does not exist', 'inexistent_client');
  }
  if (organization_id !== undefined && (await findOrganization(db, organization_id)) === undefined) {
    throw inexistentOrganization();
  }
}

function refused(message: string): ManagementError {
  return new ManagementError(400, message, 'operation_not_supported');
}
