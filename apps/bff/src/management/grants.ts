import { z } from 'zod';
import type { ManagementClient } from './client.ts';
import { findInPages, numberedPage, type NumberedList } from './numbered-pages.ts';
import { settled } from './settled.ts';
import { shown, shownText } from './user-schema.ts';

/** What a user lets an application do. Source: Management API GET /api/v2/grants */
const TenantGrant = z.object({
  id: z.string(),
  user_id: z.string(),
  clientID: shownText,
  audience: shownText,
  scope: shown(z.array(z.string())),
});
type TenantGrant = z.infer<typeof TenantGrant>;

function listOf(userId: string): NumberedList<TenantGrant> {
  return { path: '/api/v2/grants', query: { user_id: userId }, key: 'grants', entry: TenantGrant };
}

/** What users let applications do, through the Management API. */
export class TenantGrants {
  readonly #client: ManagementClient;

  constructor(client: ManagementClient) {
    this.#client = client;
  }

  /** A page of a user's grants, and whether there are more. */
  async list(userId: string, page: { page: number; per_page: number }) {
    const { entries, hasMore } = await numberedPage(this.#client, listOf(userId), page);
    return { grants: entries.filter((grant) => grant.user_id === userId), hasMore };
  }

  /** Whether a user has this one, as the tenant says now: there is no way to ask for one by its id. */
  async has(userId: string, id: string): Promise<boolean> {
    const isIt = (grant: TenantGrant) => grant.id === id && grant.user_id === userId;
    return (await findInPages(this.#client, listOf(userId), isIt)) !== undefined;
  }

  /** Withdraws one. */
  delete(userId: string, id: string): Promise<void> {
    return settled(
      () =>
        this.#client.call({
          method: 'DELETE',
          path: '/api/v2/grants/{id}',
          params: { id },
          response: z.unknown(),
        }),
      async () => !(await this.has(userId, id)),
    );
  }

  /** Withdraws all of a user's. */
  deleteAll(userId: string): Promise<void> {
    return settled(
      () =>
        this.#client.call({
          method: 'DELETE',
          path: '/api/v2/grants',
          query: { user_id: userId },
          response: z.unknown(),
        }),
      async () => (await this.list(userId, { page: 0, per_page: 1 })).grants.length === 0,
    );
  }
}
