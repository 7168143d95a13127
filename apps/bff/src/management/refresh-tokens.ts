import { z } from 'zod';
import type { ManagementClient } from './client.ts';
import { readable, shownMoment } from './readable.ts';
import { type CheckpointRequest, checkpointQuery, TenantDevice } from './sessions.ts';
import { isAbsent, settled } from './settled.ts';
import { shown, shownFlag, shownText } from './user-schema.ts';

const plans =
  "Auth0 offers the refresh tokens of users on its Enterprise plans only, and this tenant's is another. Those that it keeps by device are among the device credentials.";

/**
 * A refresh token as the Management API gives it, which is never the token itself. Whose it is decides who
 * may see and revoke it. Source: Management API GET /api/v2/refresh-tokens/{id}
 */
const TenantRefreshToken = z.object({
  id: z.string(),
  user_id: z.string(),
  client_id: shownText,
  session_id: shownText,
  created_at: shownMoment,
  last_exchanged_at: shownMoment,
  idle_expires_at: shownMoment,
  expires_at: shownMoment,
  rotating: shownFlag,
  device: TenantDevice.prefault({}),
  resource_servers: shown(readable(z.object({ audience: z.string(), scopes: z.string() }))),
});
export type TenantRefreshToken = z.infer<typeof TenantRefreshToken>;

/** The refresh tokens of users, through the Management API. */
export class TenantRefreshTokens {
  readonly #client: ManagementClient;

  constructor(client: ManagementClient) {
    this.#client = client;
  }

  /** The refresh tokens of a user, and where the list goes on. @throws {ProblemError} `not_in_plan` */
  async list(userId: string, request: CheckpointRequest) {
    const { tokens, next } = await this.#client.call({
      method: 'GET',
      path: '/api/v2/users/{user_id}/refresh-tokens',
      params: { user_id: userId },
      query: checkpointQuery(request),
      response: z.object({ tokens: readable(TenantRefreshToken), next: shownText }),
      plans,
    });
    return { tokens: tokens.filter((token) => token.user_id === userId), next };
  }

  /** One refresh token, whoever's it is. @throws {ProblemError} `not_found`, `not_in_plan` */
  get(tokenId: string): Promise<TenantRefreshToken> {
    return this.#client.call({
      method: 'GET',
      path: '/api/v2/refresh-tokens/{id}',
      params: { id: tokenId },
      response: TenantRefreshToken,
      plans,
    });
  }

  /** Revokes a refresh token. Auth0 does it a little later. */
  delete(tokenId: string): Promise<void> {
    return settled(
      () =>
        this.#client.call({
          method: 'DELETE',
          path: '/api/v2/refresh-tokens/{id}',
          params: { id: tokenId },
          response: z.unknown(),
          plans,
        }),
      () => isAbsent(this.get(tokenId)),
    );
  }

  /** Revokes all refresh tokens of a user; sessions stay. Auth0 does it a little later. */
  deleteAll(userId: string): Promise<void> {
    return settled(
      () =>
        this.#client.call({
          method: 'DELETE',
          path: '/api/v2/users/{user_id}/refresh-tokens',
          params: { user_id: userId },
          response: z.unknown(),
          plans,
        }),
      async () => (await this.list(userId, { take: 1 })).tokens.length === 0,
    );
  }
}
