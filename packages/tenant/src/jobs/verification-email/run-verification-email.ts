import { z } from 'zod';
import { endJob, lockPendingJob } from '../../store/jobs.ts';
import { writeLogEvent } from '../../store/log-events.ts';
import { findUser } from '../../store/users.ts';
import { sendVerificationEmail } from '../../tickets/send-verification-email.ts';
import type { JobWork } from '../job-work.ts';

/** Whom to send the mail to, and what it is to look like. */
const VerificationEmailParameters = z.object({
  user_id: z.string(),
  /** Whose address is to be verified. */
  identity: z.object({ provider: z.string(), user_id: z.string() }),
  client_id: z.string().optional(),
  organization_id: z.string().optional(),
});

/** Sends the mail and ends the job in one transaction: it is sent once or not at all. */
export const runVerificationEmail: JobWork = async ({ db, url }, { id, parameters }) => {
  const { user_id, client_id, organization_id, ...asked } = VerificationEmailParameters.parse(parameters);
  await db.transaction().execute(async (transaction) => {
    if ((await lockPendingJob(transaction, id)) === undefined) return;
    const user = await findUser(transaction, user_id);
    const identity = user?.identities.find(
      (own) => own.provider === asked.identity.provider && own.user_id === asked.identity.user_id,
    );
    const isSent =
      user !== undefined &&
      identity !== undefined &&
      (await sendVerificationEmail(
        transaction,
        { url },
        { user, identity, clientId: client_id, organizationId: organization_id },
      ));
    if (isSent) {
      await endJob(transaction, id, { status: 'completed' });
      return;
    }
    const status_details =
      user === undefined ? 'The user does not exist.' : 'User does not have this email address any more.';
    await endJob(transaction, id, { status: 'failed', status_details });
    await writeLogEvent(transaction, { type: 'fvr', description: status_details, client_id, user_id });
  });
};
