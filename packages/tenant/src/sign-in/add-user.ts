import type { TenantContext } from '../management/endpoint.ts';
import { makeUser } from '../management/users/create-user.ts';
import { translateDuplicate } from '../management/users/duplicates.ts';
import { writeLogEvent } from '../store/log-events.ts';
import type { ConnectionRecord } from '../store/schema.ts';
import { insertUsers } from '../store/users.ts';
import { sendVerificationEmail } from '../tickets/send-verification-email.ts';
import { eventOf, type Flow } from './flow.ts';
import { nameOf } from './name-of.ts';

/**
 * Adds somebody who signs up, sends the mail that verifies an address not yet verified, and answers the `user_id`.
 * @throws {ManagementError} 400 or 409 when the connection does not take it, or knows it already.
 */
export async function addUser(
  context: TenantContext,
  flow: Flow,
  connection: ConnectionRecord,
  attributes: Omit<Parameters<typeof makeUser>[1], 'connection'>,
): Promise<string> {
  const record = await makeUser(connection, { connection: connection.name, ...attributes });
  const { profile } = record;
  try {
    await context.db.transaction().execute(async (transaction) => {
      await insertUsers(transaction, [record]);
      await context.search.changed(transaction, undefined, profile);
      await writeLogEvent(transaction, {
        ...eventOf(flow, connection, nameOf(profile), profile.user_id),
        type: 'ss',
        description: 'Successful signup',
      });
      if (profile.email_verified === false) {
        await sendVerificationEmail(transaction, context, { user: profile, clientId: flow.about.client_id });
      }
    });
  } catch (error) {
    throw translateDuplicate(error, 'created');
  }
  return profile.user_id;
}
