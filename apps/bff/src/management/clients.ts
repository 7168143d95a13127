import type { Client } from '@rollcall/shared/contract/clients.ts';
import { z } from 'zod';
import type { ManagementClient } from './client.ts';
import { readable } from './readable.ts';
import { shownText } from './user-schema.ts';

/** Milliseconds for which the names of applications are taken as they are. */
const freshMs = 60_000;
const perPage = 100;

const TenantClient = z.object({ client_id: z.string(), name: shownText });

/** The applications of the tenant by name, at most a minute old: nothing is decided by them. */
export class TenantClients {
  readonly #client: ManagementClient;
  #cached: { clients: Promise<Client[]>; until: number } | undefined;

  constructor(client: ManagementClient) {
    this.#client = client;
  }

  /** All applications, up to the first 1,000. @throws {ProblemError} when the tenant cannot be asked. */
  async list(): Promise<readonly Client[]> {
    if (this.#cached === undefined || this.#cached.until < Date.now()) {
      this.#cached = { clients: this.#fetchAll(), until: Date.now() + freshMs };
    }
    try {
      return await this.#cached.clients;
    } catch (error) {
      this.#cached = undefined;
      throw error;
    }
  }

  async #fetchAll(): Promise<Client[]> {
    const all: Client[] = [];
    for (let page = 0; page < 10; page += 1) {
      const found = await this.#client.call({
        method: 'GET',
        path: '/api/v2/clients',
        query: {
          fields: 'client_id,name',
          include_fields: 'true',
          page: String(page),
          per_page: String(perPage),
        },
        response: readable(TenantClient),
      });
      all.push(...found);
      if (found.length < perPage) break;
    }
    return all;
  }
}
