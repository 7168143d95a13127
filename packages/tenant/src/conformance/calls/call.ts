import type { ManagementClient } from 'auth0';
import type { Tenant } from '../../start.ts';

/**
 * One operation, driven through Auth0's own SDK as an application would. It makes what it needs
 * (with the same SDK), so that calls do not depend on each other, and asserts nothing: that the
 * operation answered as the reference says is checked around it.
 */
export type SdkCall = (sdk: ManagementClient, tenant: Tenant) => Promise<unknown>;

/** By the operation's name in the reference, such as `GET /users/{id}`. */
export type SdkCalls = Readonly<Record<string, SdkCall>>;

/** A new user of the plain database connection. */
export async function newUser(sdk: ManagementClient): Promise<{ user_id: string; email: string }> {
  const email = `sdk-${crypto.randomUUID()}@example.com`;
  const { user_id = '' } = await sdk.users.create({
    connection: 'Username-Password-Authentication',
    email,
    password: 'First-secret-1',
  });
  return { user_id, email };
}
