import { z } from 'zod';
import type { ManagementClient } from './client.ts';
import { confirmed } from './confirmed.ts';
import type { TenantUser } from './user-schema.ts';
import type { TenantUsers } from './users.ts';

/** One identity as it is addressed. */
interface IdentityName {
  provider: string;
  user_id: string;
}

/** Linking and unlinking, through the Management API. */
export class TenantIdentities {
  readonly #client: ManagementClient;
  readonly #users: TenantUsers;

  constructor(client: ManagementClient, users: TenantUsers) {
    this.#client = client;
    this.#users = users;
  }

  /**
   * Makes a user an identity of another one: what the user was is gone then.
   *
   * @param secondary the main identity of the user who is linked
   * @param connectionId tells apart who has the same id in several databases
   * Source: Management API POST /api/v2/users/{id}/identities
   */
  link(userId: string, secondary: IdentityName, connectionId: string | undefined): Promise<void> {
    return confirmed(
      () =>
        this.#client.call({
          method: 'POST',
          path: '/api/v2/users/{id}/identities',
          params: { id: userId },
          body: {
            provider: secondary.provider,
            user_id: secondary.user_id,
            ...(connectionId === undefined ? {} : { connection_id: connectionId }),
          },
          response: z.unknown(),
        }),
      async () => hasIdentity(await this.#users.get(userId), secondary),
    );
  }

  /**
   * Makes an identity a user of its own again.
   *
   * Source: Management API DELETE /api/v2/users/{id}/identities/{provider}/{user_id}
   */
  unlink(userId: string, identity: IdentityName): Promise<void> {
    return confirmed(
      () =>
        this.#client.call({
          method: 'DELETE',
          path: '/api/v2/users/{id}/identities/{provider}/{user_id}',
          params: { id: userId, provider: identity.provider, user_id: identity.user_id },
          response: z.unknown(),
        }),
      async () => !hasIdentity(await this.#users.get(userId), identity),
    );
  }
}

function hasIdentity({ identities }: TenantUser, { provider, user_id: id }: IdentityName): boolean {
  return identities.some((identity) => identity.provider === provider && identity.user_id === id);
}
