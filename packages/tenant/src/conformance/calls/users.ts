import { newUser, type SdkCalls } from './call.ts';

/** Users themselves. */
export const USER_CALLS: SdkCalls = {
  'GET /users': (sdk) => sdk.users.list({ q: 'email:*example*', per_page: 5, sort: 'created_at:-1' }),
  'POST /users': (sdk) => newUser(sdk),
  'GET /users/{id}': async (sdk) => sdk.users.get((await newUser(sdk)).user_id),
  'PATCH /users/{id}': async (sdk) => sdk.users.update((await newUser(sdk)).user_id, { name: 'Somebody' }),
  'DELETE /users/{id}': async (sdk) => sdk.users.delete((await newUser(sdk)).user_id),
  'GET /users-by-email': async (sdk) => sdk.users.listUsersByEmail({ email: (await newUser(sdk)).email }),
};
