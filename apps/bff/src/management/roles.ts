import type { Role } from '@rollcall/shared/contract/roles.ts';
import { z } from 'zod';
import { ProblemError } from '../http/problem.ts';
import type { ManagementClient } from './client.ts';
import { confirmed } from './confirmed.ts';
import { everyCheckpoint, everyPage, memberPage } from './pages.ts';
import { shownText } from './user-schema.ts';

const plans = "This tenant's plan has no effective roles: what comes through groups cannot be told.";

/** A role as the Management API gives it. Source: Management API GET /api/v2/roles/{id} */
export const TenantRole = z
  .object({ id: z.string(), name: z.string(), description: shownText })
  .transform(({ id, name, description }): Role => ({ id, name, ...(description ? { description } : {}) }));

/** A role that counts for a user, and whether it was given to the user or to a group that the user is in. */
export const EffectiveRole = z.object({
  id: z.string(),
  name: z.string(),
  sources: z.array(z.string()).catch([]),
});
export type EffectiveRole = z.infer<typeof EffectiveRole>;

/** A group as far as it explains something. */
export const TenantGroup = z.object({ id: z.string(), name: z.string() });
export type TenantGroup = z.infer<typeof TenantGroup>;

/** The roles of the tenant and of its users, through the Management API. */
export class TenantRoles {
  readonly #client: ManagementClient;

  constructor(client: ManagementClient) {
    this.#client = client;
  }

  /** The roles whose names have this in them, by name; up to the first thousand. */
  async find(words: string): Promise<{ roles: Role[]; complete: boolean }> {
    const { entries, complete } = await everyPage(
      this.#client,
      { path: '/api/v2/roles', query: words === '' ? {} : { name_filter: words } },
      TenantRole,
    );
    return { roles: byName(entries), complete };
  }

  /**
   * These roles, in their order.
   * @throws {ProblemError} `refused_by_tenant` when one is not there
   */
  async named(ids: readonly string[]): Promise<Role[]> {
    return Promise.all(
      ids.map((id) =>
        this.#client
          .call({ method: 'GET', path: '/api/v2/roles/{id}', params: { id }, response: TenantRole })
          .catch(roleIsGone),
      ),
    );
  }

  /** The ids of some of those who were given a role, and where the next ones begin. @throws {ProblemError} `not_found` */
  members(id: string, from: string | undefined) {
    return memberPage(this.#client, { path: '/api/v2/roles/{id}/users', params: { id } }, 'users', from);
  }

  /** The roles that were given to a user, by name: without those of groups and of organizations. */
  async ofUser(userId: string): Promise<Role[]> {
    const { entries } = await everyPage(
      this.#client,
      { path: '/api/v2/users/{id}/roles', params: { id: userId } },
      TenantRole,
    );
    return byName(entries);
  }

  /** Gives roles to a user; those that the user has stay. */
  assign(userId: string, ids: readonly string[]): Promise<void> {
    return this.#change('POST', userId, ids, (held) => ids.every((id) => held.has(id)));
  }

  /** Takes roles from a user; those that the user has not are passed over. */
  remove(userId: string, ids: readonly string[]): Promise<void> {
    return this.#change('DELETE', userId, ids, (held) => !ids.some((id) => held.has(id)));
  }

  #change(
    method: 'POST' | 'DELETE',
    userId: string,
    ids: readonly string[],
    isDone: (held: ReadonlySet<string>) => boolean,
  ): Promise<void> {
    return confirmed(
      () =>
        this.#client.call({
          method,
          path: '/api/v2/users/{id}/roles',
          params: { id: userId },
          body: { roles: ids },
          response: z.unknown(),
        }),
      async () => isDone(new Set((await this.ofUser(userId)).map(({ id }) => id))),
    );
  }

  /** All roles that count for a user outside of organizations. @throws {ProblemError} `not_in_plan` */
  async effective(userId: string): Promise<EffectiveRole[]> {
    const { entries } = await everyCheckpoint(
      this.#client,
      { path: '/api/v2/users/{id}/effective-roles', params: { id: userId }, plans },
      'roles',
      EffectiveRole,
    );
    return entries;
  }

  /** The groups through which a user has a role. @throws {ProblemError} `not_in_plan` */
  async groupsBehind(userId: string, roleId: string): Promise<TenantGroup[]> {
    const { entries } = await everyCheckpoint(
      this.#client,
      {
        path: '/api/v2/users/{id}/effective-roles/sources/groups',
        params: { id: userId },
        query: { role_id: roleId },
        plans,
      },
      'groups',
      TenantGroup,
    );
    return entries;
  }
}

/** Roles in the order of their names. */
export function byName(roles: readonly Role[]): Role[] {
  return roles.toSorted((one, other) => one.name.localeCompare(other.name, 'en'));
}

function roleIsGone(error: unknown): never {
  if (!(error instanceof ProblemError) || error.code !== 'not_found') throw error;
  throw new ProblemError('refused_by_tenant', { detail: 'There is no such role (any more).', cause: error });
}
