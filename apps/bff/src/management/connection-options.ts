import { isJsonObject, type JsonObject, sameJson } from '@rollcall/shared/user/merge-patch.ts';
import { z } from 'zod';
import { ProblemError } from '../http/problem.ts';
import type { ManagementClient } from './client.ts';
import { TenantConnection } from './connection-schema.ts';

/** A connection with all of its `options`, keys and secrets among them: it never leaves the BFF. */
export interface WholeConnection extends z.infer<typeof TenantConnection> {
  options: JsonObject;
}

/** The settings of single connections, read and written whole. */
export class ConnectionOptions {
  readonly #client: ManagementClient;

  constructor(client: ManagementClient) {
    this.#client = client;
  }

  /**
   * A connection as it is now, past any cache.
   *
   * @throws {ProblemError} `not_found`; `refused_by_tenant` where its options are not told, because what
   * is not known cannot be written back
   */
  async read(id: string): Promise<WholeConnection> {
    const { options, ...connection } = await this.#client.call({
      method: 'GET',
      path: '/api/v2/connections/{id}',
      params: { id },
      response: TenantConnection,
    });
    if (isJsonObject(options)) return { ...connection, options };
    throw new ProblemError('refused_by_tenant', {
      detail: `The tenant does not tell the options of ${connection.name}.`,
    });
  }

  /**
   * Puts `options` in the place of all that there were: Auth0 merges none of it. The display name goes
   * along, which Auth0 would otherwise reset to the name. When the answer is lost, the connection is read
   * again and tells.
   *
   * @throws {ProblemError} `outcome_unknown`, or the tenant's refusal
   * Source: Management API PATCH /api/v2/connections/{id}
   */
  async replace({ id, display_name }: WholeConnection, options: JsonObject): Promise<WholeConnection> {
    try {
      await this.#client.call({
        method: 'PATCH',
        path: '/api/v2/connections/{id}',
        params: { id },
        body: { options, ...(display_name === undefined ? {} : { display_name }) },
        response: z.unknown(),
      });
    } catch (error) {
      if (!(error instanceof ProblemError) || error.code !== 'outcome_unknown') throw error;
      const now = await this.read(id).catch(() => undefined);
      if (now !== undefined && sameJson(now.options, options)) return now;
      throw error;
    }
    return this.read(id);
  }
}
