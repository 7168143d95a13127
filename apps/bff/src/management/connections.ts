import type { Connection } from '@rollcall/shared/user/connection.ts';
import { z } from 'zod';
import type { ManagementClient } from './client.ts';
import { connectionOf, TenantConnection } from './connection-schema.ts';

/** Milliseconds for which the list is taken as it is, and for which it is still shown while a new one is fetched. */
const freshMs = 10_000;
const usableMs = 30_000;

const perPage = 100;

/** Read one by one, so that one of an unknown shape does not take the others down. */
const Listed = z.array(z.unknown());

function connectionsOf(listed: unknown): Connection[] {
  const read = TenantConnection.safeParse(listed);
  return read.success ? [connectionOf(read.data)] : [];
}

interface Cached {
  connections: readonly Connection[];
  at: number;
}

/**
 * The connections of the tenant. `list` and `find` answer from memory, at most 30 seconds old;
 * `fresh` asks the tenant, for decisions, and the memory takes it over. Without `read:connections`
 * there are none to be seen.
 */
export class TenantConnections {
  readonly #client: ManagementClient;
  #cached: Cached | undefined;
  #pending: Promise<Cached> | undefined;

  constructor(client: ManagementClient) {
    this.#client = client;
  }

  /** All connections, up to the first 1,000. @throws {ProblemError} when the tenant cannot be asked. */
  async list(): Promise<readonly Connection[]> {
    const age = this.#cached === undefined ? Number.POSITIVE_INFINITY : Date.now() - this.#cached.at;
    if (this.#cached === undefined || age > usableMs) return (await this.#refresh()).connections;
    // Shown now, replaced behind the scenes; a failure will be met by the next call that has to wait.
    if (age > freshMs) this.#refresh().catch(() => {});
    return this.#cached.connections;
  }

  /**
   * The connection of this name; `null` where it is gone or Rollcall may not read it. One that the
   * list does not have (it is new, or beyond what is listed) is asked for.
   * @throws {ProblemError} when the tenant cannot be asked.
   */
  async find(name: string): Promise<Connection | null> {
    if (!(await this.#isReadable())) return null;
    const connections = await this.list();
    return connections.find((connection) => connection.name === name) ?? this.fresh(name);
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
      response: Listed,
    });
    const connection = found.flatMap(connectionsOf).find((candidate) => candidate.name === name) ?? null;
    this.#learn(name, connection);
    return connection;
  }

  /** What was found to decide by is also what is shown from now on. */
  #learn(name: string, now: Connection | null): void {
    if (this.#cached === undefined) return;
    const others = this.#cached.connections.filter((known) => known.name !== name);
    this.#cached = { ...this.#cached, connections: now === null ? others : [...others, now] };
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
        response: Listed,
      });
      all.push(...found.flatMap(connectionsOf));
      if (found.length < perPage) break;
    }
    return all;
  }
}
