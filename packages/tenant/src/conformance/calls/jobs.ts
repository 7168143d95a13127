import type { ManagementClient } from 'auth0';
import { newUser, type SdkCalls } from './call.ts';

async function newImport(sdk: ManagementClient, users: readonly object[]) {
  return sdk.jobs.usersImports.create({
    connection_id: 'con_UsernamePassword',
    users: new File([JSON.stringify(users)], 'users.json', { type: 'application/json' }),
    external_id: 'conformance',
    send_completion_email: false,
  });
}

/** Waits until a job has ended, as applications do. */
async function ended(sdk: ManagementClient, id: string) {
  for (;;) {
    const job = await sdk.jobs.get(id);
    if (job.status !== 'pending') return job;
  }
}

/** Jobs. */
export const JOB_CALLS: SdkCalls = {
  'POST /jobs/users-imports': async (sdk) => {
    const { id } = await newImport(sdk, [{ email: `sdk-${crypto.randomUUID()}@example.com` }]);
    await ended(sdk, id);
  },
  'POST /jobs/users-exports': async (sdk) => {
    const { id } = await sdk.jobs.usersExports.create({
      format: 'json',
      limit: 5,
      fields: [{ name: 'email' }],
    });
    await ended(sdk, id);
  },
  'POST /jobs/verification-email': async (sdk) =>
    sdk.jobs.verificationEmail.create({ user_id: (await newUser(sdk)).user_id }),
  'GET /jobs/{id}': async (sdk) => ended(sdk, (await newImport(sdk, [])).id),
  'GET /jobs/{id}/errors': async (sdk) => {
    const { id } = await newImport(sdk, [{ email: 'nobody' }]);
    await ended(sdk, id);
    await sdk.jobs.errors.get(id);
  },
};
