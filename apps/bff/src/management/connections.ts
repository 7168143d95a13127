import type { Connection } from '@rollcall/shared/user/connection.ts';
import { z } from 'zod';
import type { ManagementClient } from './client.ts';
import { connectionOf, TenantConnection } from './connection-schema.ts';

/** Milliseconds for which the list is taken as it is, and for which it is still shown while a new one is fetched. */
const freshMs = 10_000;
const usableMs = 30_000;

const perPage = 100;

interface Cached {
  connections: readonly Connection[];
  at: number;
}

/**
 * The connections of the tenant. `list` and `find` answer from memory, at most 30 seconds old;
 * `fresh` asks the tenant, for decisions. Without `read:connections` there are none to be seen.
 */
export class TenantConnections {
  readonly #client: ManagementClient;
  #cached: Cached | undefined;
  #pending: Promise<Cached> | undefined;

  constructor(client: ManagementClient) {
    this.#client = client;
  }

  /** All connections. */
  async list(): Promise<readonly Connection[]> {
    const age = this.#cached === undefined ? Number.POSITIVE_INFINITY : Date.now() - this.#cached.at;
    if (this.#cached === undefined || age > usableMs) return (await this.#refresh()).connections;
    // Shown now, replaced behind the scenes; a failure will be met by the next call that has to wait.
    if (age > freshMs) this.#refresh().catch(() => {});
    return this.#cached.connections;
  }

  /** The connection of this name; `null` where it is gone or cannot be read, whatever the reason. */
  async find(name: string): Promise<Connection | null> {
    if (!(await this.#isReadable())) return null;
    const connections = await this.list().catch(() => []);
    return connections.find((connection) => connection.name === name) ?? null;
  }

  /**
   * The connection of this name as it is now; `null` where it is gone or Rollcall may not read it.
   * @throws {ProblemError} when the tenant cannot be asked.
   */
  async fresh(name: string): Promise<Connection | null> {
    if (!(await this.#isReadable())) return null;
    const found = await this.#client.call({
      method: 'GET',
      path: '/api/v2/connections',
      query: { name },
      response: z.array(TenantConnection),
    });
    const exact = found.find((connection) => connection.name === name);
    return exact === undefined ? null : connectionOf(exact);
  }

  async #isReadable(): Promise<boolean> {
    return (await this.#client.tokens.scopes()).includes('read:connections');
  }

  #refresh(): Promise<Cached> {
    this.#pending ??= this.#fetchAll()
      .then((connections) => (this.#cached = { connections, at: Date.now() }))
      .finally(() => (this.#pending = undefined));
    return this.#pending;
  }

  async #fetchAll(): Promise<Connection[]> {
    const all: Connection[] = [];
    for (let page = 0; page < 10; page += 1) {
      const found = await this.#client.call({
        method: 'GET',
        path: '/api/v2/connections',
        query: { page: String(page), per_page: String(perPage) },
        response: z.array(TenantConnection),
      });
      all.push(...found.map(connectionOf));
      if (found.length < perPage) break;
    }
    return all;
  }
}
