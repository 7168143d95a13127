import { z } from 'zod';
import type { ImportedUser } from '@rollcall/shared/import/imported-user.ts';
import type { ManagementClient, Multipart } from './client.ts';
import { whereThere } from './settled.ts';

/** A job, as far as it is told. Other states than these end in one of them. */
const ImportJob = z.object({
  id: z.string(),
  status: z.string(),
  summary: z.object({ inserted: z.int(), updated: z.int(), failed: z.int(), total: z.int() }).optional(),
});
export type ImportJob = z.infer<typeof ImportJob>;

/** Why one user was not imported. Of a user only what it is known by is read. */
const FailedUser = z.object({
  user: z.object({
    email: z.string().optional().catch(undefined),
    username: z.string().optional().catch(undefined),
    user_id: z.string().optional().catch(undefined),
  }),
  errors: z.array(z.object({ code: z.string(), path: z.string().optional() })),
});
export type FailedUser = z.infer<typeof FailedUser>;

/** A job that failed as a whole answers itself in place of a list. */
const Errors = z.union([z.array(FailedUser), z.object({ status: z.string() }), z.undefined()]);

/** The most that one job takes, in bytes of the users alone; the form around them has room up to 512,000. */
export const mostBytesOfJob = 500_000;

/** What an import job is asked for. */
export interface NewImportJob {
  connectionId: string;
  upsert: boolean;
  /** What Auth0 keeps with the job, so that it can be told whose it is. */
  externalId: string;
  sendCompletionEmail: boolean;
  users: readonly ImportedUser[];
}

/** Auth0's own imports: many users in one request, taken over in the background. */
export class TenantImportJobs {
  readonly #client: ManagementClient;

  constructor(client: ManagementClient) {
    this.#client = client;
  }

  /**
   * Has users imported. Never repeated: where the answer is lost, nobody can ask for the job.
   * @throws {ProblemError} `tenant_busy` while two imports are under way; `outcome_unknown`
   */
  async start(job: NewImportJob): Promise<ImportJob> {
    return this.#client.call({
      method: 'POST',
      path: '/api/v2/jobs/users-imports',
      multipart: await formOf(job),
      response: ImportJob,
    });
  }

  /** A job as it is now; `undefined` for one that is forgotten, which Auth0 does after a day. */
  find(id: string): Promise<ImportJob | undefined> {
    const path = '/api/v2/jobs/{id}';
    return whereThere(this.#client.call({ method: 'GET', path, params: { id }, response: ImportJob }));
  }

  /** Whom a job that is over has not imported; `undefined` where it failed as a whole, or is forgotten. */
  async failed(id: string): Promise<FailedUser[] | undefined> {
    const path = '/api/v2/jobs/{id}/errors';
    const read = this.#client.call({ method: 'GET', path, params: { id }, response: Errors });
    const errors = await whereThere(read.then((found) => ({ found })));
    if (errors === undefined) return undefined;
    if (errors.found === undefined) return [];
    return Array.isArray(errors.found) ? errors.found : undefined;
  }
}

async function formOf({
  users,
  connectionId,
  upsert,
  externalId,
  sendCompletionEmail,
}: NewImportJob): Promise<Multipart> {
  const form = new FormData();
  form.set('users', new Blob([JSON.stringify(users)], { type: 'application/json' }), 'users.json');
  form.set('connection_id', connectionId);
  form.set('upsert', String(upsert));
  form.set('external_id', externalId);
  form.set('send_completion_email', String(sendCompletionEmail));
  const written = new Response(form);
  return {
    contentType: written.headers.get('content-type') ?? 'multipart/form-data',
    bytes: new Uint8Array(await written.arrayBuffer()),
  };
}
