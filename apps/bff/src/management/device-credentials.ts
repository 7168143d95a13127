import { z } from 'zod';
import type { ManagementClient } from './client.ts';
import { findInPages, numberedPage, type NumberedList } from './numbered-pages.ts';
import { settled } from './settled.ts';
import { shownText } from './user-schema.ts';

/** A list that is paged has refresh tokens only unless a type is named, so each is asked for. */
const types = ['public_key', 'refresh_token', 'rotating_refresh_token'] as const;

/** Source: Management API GET /api/v2/device-credentials */
const TenantDeviceCredential = z.object({
  id: z.string(),
  user_id: z.string(),
  device_name: shownText,
  type: z.string(),
  client_id: shownText,
});
type TenantDeviceCredential = z.infer<typeof TenantDeviceCredential>;

function listOf(userId: string, type: string): NumberedList<TenantDeviceCredential> {
  return {
    path: '/api/v2/device-credentials',
    query: { user_id: userId, type },
    key: 'device_credentials',
    entry: TenantDeviceCredential,
  };
}

/** What the devices of users hold, through the Management API: public keys and refresh tokens. */
export class TenantDeviceCredentials {
  readonly #client: ManagementClient;

  constructor(client: ManagementClient) {
    this.#client = client;
  }

  /** A page of each type, the public keys first, and whether any has more. */
  async list(userId: string, page: { page: number; per_page: number }) {
    const pages = await Promise.all(
      types.map((type) => numberedPage(this.#client, listOf(userId, type), page)),
    );
    return {
      credentials: pages.flatMap(({ entries }) => entries).filter((entry) => entry.user_id === userId),
      hasMore: pages.some(({ hasMore }) => hasMore),
    };
  }

  /** Whether a user has this one, as the tenant says now: there is no way to ask for one by its id. */
  async has(userId: string, id: string): Promise<boolean> {
    const isIt = (entry: TenantDeviceCredential) => entry.id === id && entry.user_id === userId;
    const found = await Promise.all(
      types.map((type) => findInPages(this.#client, listOf(userId, type), isIt)),
    );
    return found.some((entry) => entry !== undefined);
  }

  /** Removes one; a refresh token is revoked. */
  delete(userId: string, id: string): Promise<void> {
    return settled(
      () =>
        this.#client.call({
          method: 'DELETE',
          path: '/api/v2/device-credentials/{id}',
          params: { id },
          response: z.unknown(),
        }),
      async () => !(await this.has(userId, id)),
    );
  }
}
