import { z } from 'zod';
import type { ManagementClient } from './client.ts';
import { readable } from './readable.ts';

/** How many names are asked for where only some are shown. */
const some = { page: '0', per_page: '5', include_totals: 'true' };
/** Auth0 counts no sessions; so many are looked at. */
const mostSessions = 50;

const Factors = readable(z.object({ type: z.string(), confirmed: z.boolean().optional() }));
const Sessions = z.object({ sessions: z.array(z.unknown()), next: z.string().nullish() });
const Organizations = z.object({
  organizations: readable(z.object({ name: z.string(), display_name: z.string().optional() })),
  total: z.number(),
});
const Roles = z.object({ roles: readable(z.object({ name: z.string() })), total: z.number() });

/** Methods that are no second factor. Source: Management API GET /api/v2/users/{id}/authentication-methods */
const firstFactors: ReadonlySet<string> = new Set(['password', 'recovery-code', 'email-verification']);

/** As little as an overview needs of what hangs on a user: one call each, through the Management API. */
export class TenantUserGlance {
  readonly #client: ManagementClient;

  constructor(client: ManagementClient) {
    this.#client = client;
  }

  /** The kinds of second factors that are enrolled. */
  async factors(userId: string): Promise<{ types: string[] }> {
    const methods = await this.#client.call({
      method: 'GET',
      path: '/api/v2/users/{id}/authentication-methods',
      params: { id: userId },
      query: { per_page: '100' },
      response: Factors,
    });
    const enrolled = methods.filter(({ type, confirmed }) => confirmed !== false && !firstFactors.has(type));
    return { types: [...new Set(enrolled.map(({ type }) => type))] };
  }

  /** How many sessions there are, as far as they are counted. @throws {ProblemError} `not_in_plan` */
  async sessions(userId: string): Promise<{ count: number; more: boolean }> {
    const { sessions, next } = await this.#client.call({
      method: 'GET',
      path: '/api/v2/users/{id}/sessions',
      params: { id: userId },
      query: { take: String(mostSessions) },
      response: Sessions,
      plans: 'Sessions of users can be read on Enterprise plans of Auth0 only.',
    });
    return { count: sessions.length, more: typeof next === 'string' };
  }

  /** The organizations that the user is a member of. */
  async organizations(userId: string): Promise<{ names: string[]; total: number }> {
    const { organizations, total } = await this.#client.call({
      method: 'GET',
      path: '/api/v2/users/{id}/organizations',
      params: { id: userId },
      query: some,
      response: Organizations,
    });
    return { names: organizations.map(({ name, display_name: title }) => title ?? name), total };
  }

  /** The roles that the user was given directly. */
  async roles(userId: string): Promise<{ names: string[]; total: number }> {
    const { roles, total } = await this.#client.call({
      method: 'GET',
      path: '/api/v2/users/{id}/roles',
      params: { id: userId },
      query: some,
      response: Roles,
    });
    return { names: roles.map(({ name }) => name), total };
  }
}
