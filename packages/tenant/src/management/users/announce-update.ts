import { writeLogEvent } from '../../store/log-events.ts';
import { sendMessage } from '../../store/messages.ts';
import type { Database } from '../../store/open.ts';
import type { Credentials } from '../../store/users.ts';
import { sendVerificationEmail } from '../../tickets/send-verification-email.ts';
import type { EndpointRequest, TenantContext } from '../endpoint.ts';
import type { Account } from './apply-update.ts';
import type { UpdateUserBody } from './bodies.ts';
import { warnOfSize } from './profile-size.ts';
import type { UpdateTarget } from './update-user.ts';
import { userEvent } from './user-event.ts';

/** Auth0's code of each change of an account. */
const CODES = [
  ['email', 'sce', 'The e-mail address was changed'],
  ['username', 'scu', 'The username was changed'],
  ['phone_number', 'scpn', 'The phone number was changed'],
  ['password_hash', 'scp', 'The password was changed'],
] as const;

/**
 * Has the log tell what an update changed, and sends the messages that were asked for.
 * @param before how the identity signed in until now.
 * @see https://auth0.com/docs/deploy-monitor/logs/log-event-type-codes
 */
export async function announceUpdate(
  { url }: TenantContext,
  transaction: Database,
  request: EndpointRequest,
  { identity, connection }: UpdateTarget,
  sent: UpdateUserBody,
  before: Credentials,
  { profile, credentials }: Account,
): Promise<void> {
  const about = userEvent(request, profile, connection);
  for (const [attribute, type, description] of CODES) {
    if (credentials[attribute] === before[attribute]) continue;
    await writeLogEvent(transaction, { ...about, type, description });
  }
  await warnOfSize(transaction, profile, about);
  if (sent.verify_email === true) {
    const target = profile.identities.find(
      ({ provider, user_id }) => provider === identity.provider && user_id === identity.user_id,
    );
    await sendVerificationEmail(
      transaction,
      { url },
      { user: profile, identity: target, clientId: sent.client_id },
    );
  }
  const { phone_number } = credentials;
  const isNew = phone_number !== null && phone_number !== before.phone_number;
  if (sent.verify_phone_number === true && isNew) {
    await sendMessage(transaction, {
      kind: 'code_sms',
      recipient: phone_number,
      subject: 'New phone number',
      body: 'This is the new phone number of your account. Sign in with it to verify it.',
      user_id: profile.user_id,
    });
  }
}
