import { type LogEvent, writeLogEvent } from '../../store/log-events.ts';
import type { Database } from '../../store/open.ts';
import type { UserProfile } from '../../store/schema.ts';

/** In bytes. */
const LIMIT = 10_240;

/**
 * Has the log warn of a profile that is larger than Auth0 wants it to be; it is kept all the same.
 * @see https://auth0.com/docs/troubleshoot/customer-support/operational-policies/entity-limit-policy
 */
export async function warnOfSize(
  transaction: Database,
  profile: UserProfile,
  about: Omit<LogEvent, 'type'>,
): Promise<void> {
  const size = Buffer.byteLength(JSON.stringify(profile));
  if (size <= LIMIT) return;
  await writeLogEvent(transaction, {
    ...about,
    type: 'wum',
    description: `The user profile has ${size} bytes; the limit is ${LIMIT}`,
    details: { size, limit: LIMIT },
  });
}
