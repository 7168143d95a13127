import type { Tenant } from '../start.ts';
import { type Answer, type Api, managementApi, requestToken } from './test-tenant.ts';

/** The seeded connection that imports of the tests go to. */
export const DATABASE = 'con_UsernamePassword';

/** What an import is sent with; a part that is undefined is left out. */
interface ImportParts {
  users?: unknown;
  connection_id?: string | undefined;
  upsert?: string;
  external_id?: string;
  send_completion_email?: string;
}

/** Starting jobs and waiting for them, for tests that want to see the refusals too. */
export interface JobActs {
  api: Api;
  /** Sends a file of users; an array or object as JSON, anything else as it is. */
  send: (parts: ImportParts) => Promise<Answer>;
  /** Sends a file that is accepted, and answers the job when it has ended. */
  imported: (users: unknown, parts?: ImportParts) => Promise<Record<string, unknown>>;
  /** The job when it has ended. */
  ended: (answer: Answer) => Promise<Record<string, unknown>>;
  /** What went wrong in a job. */
  errors: (job: Record<string, unknown>) => Promise<Answer>;
}

/** @param client the seeded application whose token is used. */
export async function jobActs(tenant: Pick<Tenant, 'url'>, client = 'rollcall_local_m2m'): Promise<JobActs> {
  const api = await managementApi(tenant, client);
  const { body } = await requestToken(tenant, { client_id: client, client_secret: `${client}_secret` });
  const authorization = `Bearer ${Object(body).access_token}`;
  const send = async (parts: ImportParts): Promise<Answer> => {
    const response = await fetch(`${tenant.url}/api/v2/jobs/users-imports`, {
      method: 'POST',
      headers: { authorization },
      body: formOf(parts),
    });
    return { status: response.status, headers: response.headers, body: await response.json() };
  };
  const ended = async ({ body: job }: Answer): Promise<Record<string, unknown>> => {
    for (;;) {
      const now = Object((await api('GET', `/jobs/${Object(job).id}`)).body);
      if (now.status !== 'pending') return now;
      await new Promise((resolve) => {
        setTimeout(resolve, 20);
      });
    }
  };
  return {
    api,
    send,
    ended,
    imported: async (users, parts = {}) => {
      const answer = await send({ connection_id: DATABASE, users, ...parts });
      if (answer.status !== 202) throw new Error(`No import: ${JSON.stringify(answer.body)}`);
      return ended(answer);
    },
    errors: (job) => api('GET', `/jobs/${String(job['id'])}/errors`),
  };
}

function formOf({ users, ...texts }: ImportParts): FormData {
  const form = new FormData();
  if (users !== undefined) {
    const file = users instanceof Uint8Array || typeof users === 'string' ? users : JSON.stringify(users);
    form.append(
      'users',
      new Blob([new Uint8Array(Buffer.from(file))], { type: 'application/json' }),
      'users.json',
    );
  }
  for (const [name, text] of Object.entries(texts)) {
    if (text !== undefined) form.append(name, text);
  }
  return form;
}
