import { type Api, managementApi } from '@rollcall/tenant/testing/test-tenant.ts';
import type { World } from './world.ts';

/** The tenant's own door, and people whom no other test knows. */
export interface People {
  api: Api;
  /** Makes a user; answers the user_id. */
  make: (attributes?: Record<string, unknown>) => Promise<string>;
  /** What the tenant answers to a read below a user: `/roles`. */
  of: (userId: string, rest: string) => Promise<unknown>;
}

/** Opens it. */
export async function peopleIn(world: World): Promise<People> {
  const api = await managementApi(world.tenant);
  let made = 0;
  return {
    api,
    make: async (attributes = {}) => {
      made += 1;
      const answer = await api('POST', '/users', {
        connection: 'Username-Password-Authentication',
        email: `person.${made}@people.example`,
        email_verified: true,
        password: 'SECRET-Person-1',
        app_metadata: { region: 'eu' },
        ...attributes,
      });
      if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
      return String(Object(answer.body).user_id);
    },
    of: async (userId, rest) => (await api('GET', `/users/${encodeURIComponent(userId)}${rest}`)).body,
  };
}
