import type { Job } from '../../store/jobs.ts';
import { writeLogEvent } from '../../store/log-events.ts';
import { sendMessage } from '../../store/messages.ts';
import type { Database } from '../../store/open.ts';
import { ImportParameters } from './import-parameters.ts';

/** To whom the mails about imports go; a tenant of this kind has no members of its own. */
const TENANT_OWNERS = 'owners@tenant.example';

/** Writes the end of an import down, and tells the tenant's owners unless that was not wanted. */
export async function reportImport(transaction: Database, job: Job): Promise<void> {
  const { id, status, status_details, inserted, updated, failed, total } = job;
  const isCompleted = status === 'completed';
  const { send_completion_email, external_id } = ImportParameters.parse(job.parameters);
  await writeLogEvent(transaction, {
    type: isCompleted ? 'sui' : 'fui',
    description: isCompleted ? 'Successful users import' : (status_details ?? 'Failed users import'),
    connection: job.connection ?? undefined,
    connection_id: job.connection_id ?? undefined,
    strategy: 'auth0',
    strategy_type: 'database',
    details: {
      job_id: id,
      ...(external_id === undefined ? {} : { external_id }),
      summary: { failed, updated, inserted, total },
    },
  });
  if (!send_completion_email) return;
  await sendMessage(transaction, {
    kind: 'job_report',
    recipient: TENANT_OWNERS,
    subject: isCompleted ? 'Your users import has finished' : 'Your users import has failed',
    body: isCompleted
      ? `Job ${id} imported users into ${job.connection}.\n${inserted} inserted, ${updated} updated, ${failed} failed, of ${total}.`
      : `Job ${id} could not import users into ${job.connection}.\n${status_details}`,
  });
}
