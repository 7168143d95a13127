import type { Answer, Api } from './test-tenant.ts';

/** The parts of a user that tests look at by name. */
export interface TestUser {
  user_id: string;
  email: string;
  name: string;
  [attribute: string]: unknown;
}

/** Reading and writing users by id, for tests that want to see the refusals too. */
export interface UserActs {
  /** A new user of a database connection, so that tests do not meet in one. */
  newUser: (attributes?: object) => Promise<TestUser>;
  /** The first user that a search finds. */
  seeded: (query: string) => Promise<TestUser>;
  read: (user: { user_id: string }) => Promise<TestUser>;
  patch: (user: { user_id: string }, body: object, as?: Api) => Promise<Answer>;
}

/** @throws when a user cannot be made or found. */
export function userActs(api: Api): UserActs {
  let count = 0;
  return {
    newUser: async (attributes = {}) => {
      count += 1;
      const { status, body } = await api('POST', '/users', {
        connection: 'Username-Password-Authentication',
        email: `update-${count}@example.com`,
        password: 'First-secret-1',
        ...attributes,
      });
      if (status !== 201) throw new Error(`No new user: ${JSON.stringify(body)}`);
      return Object(body);
    },
    seeded: async (query) => {
      const { body } = await api('GET', `/users?per_page=1&q=${encodeURIComponent(query)}`);
      const [user] = Object(body);
      if (user === undefined) throw new Error(`Nobody matches ${query}`);
      return user;
    },
    read: async ({ user_id }) => Object((await api('GET', `/users/${encodeURIComponent(user_id)}`)).body),
    patch: ({ user_id }, body, as = api) => as('PATCH', `/users/${encodeURIComponent(user_id)}`, body),
  };
}
