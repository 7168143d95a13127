import { z } from 'zod';
import type { ManagementClient } from './client.ts';
import { settled } from './settled.ts';

/** Source: Management API GET /api/v2/user-blocks/{id} */
const BlockedFor = z.object({
  blocked_for: z.array(
    z.object({
      identifier: z.string().optional(),
      ip: z.string().optional(),
      connection: z.string().optional(),
    }),
  ),
});
type BlockedFor = z.infer<typeof BlockedFor>;

const path = '/api/v2/user-blocks/{id}';

/** Where brute-force protection keeps users from signing in, through the Management API. */
export class TenantUserBlocks {
  readonly #client: ManagementClient;

  constructor(client: ManagementClient) {
    this.#client = client;
  }

  /** The blocks of a user. @throws {ProblemError} `not_found` */
  of(userId: string): Promise<BlockedFor> {
    return this.#client.call({ method: 'GET', path, params: { id: userId }, response: BlockedFor });
  }

  /** Lifts all blocks of a user. When the answer is lost, it is looked whether any is left. */
  clear(userId: string): Promise<void> {
    return settled(
      () => this.#client.call({ method: 'DELETE', path, params: { id: userId }, response: z.unknown() }),
      async () => (await this.of(userId)).blocked_for.length === 0,
    );
  }
}
