import type { Organization } from '@rollcall/shared/contract/organizations.ts';
import type { Role } from '@rollcall/shared/contract/roles.ts';
import { z } from 'zod';
import type { ManagementClient } from './client.ts';
import { confirmed } from './confirmed.ts';
import { type Entries, everyCheckpoint, everyPage, memberPage } from './pages.ts';
import { byName, EffectiveRole, TenantGroup, TenantRole } from './roles.ts';
import { shownText } from './user-schema.ts';

const plans = "This tenant's plan has no effective roles: what comes through groups cannot be told.";

/** An organization as the Management API gives it. Source: Management API GET /api/v2/organizations/{id} */
const TenantOrganization = z
  .object({ id: z.string(), name: z.string(), display_name: shownText })
  .transform(({ id, name, display_name: displayName }): Organization => {
    return { id, name, ...(displayName ? { display_name: displayName } : {}) };
  });

/** Milliseconds for which the list of organizations is taken as it is. */
const freshMs = 30_000;

/** The organizations of the tenant and who belongs to them, through the Management API. */
export class TenantOrganizations {
  readonly #client: ManagementClient;
  #all: { found: Promise<Entries<Organization>>; at: number } | undefined;

  constructor(client: ManagementClient) {
    this.#client = client;
  }

  /** The organizations of the tenant by name, up to the first thousand, at most half a minute old. */
  all(): Promise<Entries<Organization>> {
    if (this.#all === undefined || this.#all.at + freshMs < Date.now()) {
      const found = everyPage(
        this.#client,
        { path: '/api/v2/organizations', query: { sort: 'name:1' } },
        TenantOrganization,
      );
      const asked = { found, at: Date.now() };
      this.#all = asked;
      // A failure is not to be remembered.
      found.catch(() => {
        if (this.#all === asked) this.#all = undefined;
      });
    }
    return this.#all.found;
  }

  /** One organization. @throws {ProblemError} `not_found` */
  get(id: string): Promise<Organization> {
    return this.#client.call({
      method: 'GET',
      path: '/api/v2/organizations/{id}',
      params: { id },
      response: TenantOrganization,
    });
  }

  /** The ids of some of the members, and where the next ones begin. @throws {ProblemError} `not_found` */
  members(id: string, from: string | undefined) {
    const list = {
      path: '/api/v2/organizations/{id}/members',
      params: { id },
      query: { fields: 'user_id', include_fields: 'true' },
    } as const;
    return memberPage(this.#client, list, 'members', from);
  }

  /** A page of the organizations that a user is a member of, with how many there are. */
  async ofUser(userId: string, page: number, perPage: number) {
    const { organizations, total } = await this.#client.call({
      method: 'GET',
      path: '/api/v2/users/{id}/organizations',
      params: { id: userId },
      query: { page: String(page), per_page: String(perPage), include_totals: 'true' },
      response: z.object({ organizations: z.array(TenantOrganization), total: z.number().int() }),
    });
    return { organizations, total };
  }

  /** Whether a user is a member, looked for among the first thousand organizations of the user. */
  async hasMember(id: string, userId: string): Promise<boolean> {
    const { entries } = await everyPage(
      this.#client,
      { path: '/api/v2/users/{id}/organizations', params: { id: userId } },
      TenantOrganization,
    );
    return entries.some((organization) => organization.id === id);
  }

  /** Makes a user a member; one who is stays one. */
  add(id: string, userId: string): Promise<void> {
    return this.#member('POST', id, userId);
  }

  /** Takes the membership away, with the roles that came with it. */
  remove(id: string, userId: string): Promise<void> {
    return this.#member('DELETE', id, userId);
  }

  #member(method: 'POST' | 'DELETE', id: string, userId: string): Promise<void> {
    return confirmed(
      () =>
        this.#client.call({
          method,
          path: '/api/v2/organizations/{id}/members',
          params: { id },
          body: { members: [userId] },
          response: z.unknown(),
        }),
      async () => (await this.hasMember(id, userId)) === (method === 'POST'),
    );
  }

  /** The roles of a member there, by name: without those of groups. */
  async rolesOf(id: string, userId: string): Promise<Role[]> {
    const { entries } = await everyPage(
      this.#client,
      {
        path: '/api/v2/organizations/{id}/members/{user_id}/roles',
        params: { id, user_id: userId },
      },
      TenantRole,
    );
    return byName(entries);
  }

  /** Gives a member roles there. */
  assignRoles(id: string, userId: string, roles: readonly string[]): Promise<void> {
    return this.#roles('POST', id, userId, roles);
  }

  /** Takes roles there from a member. */
  removeRoles(id: string, userId: string, roles: readonly string[]): Promise<void> {
    return this.#roles('DELETE', id, userId, roles);
  }

  #roles(method: 'POST' | 'DELETE', id: string, userId: string, roles: readonly string[]): Promise<void> {
    return confirmed(
      () =>
        this.#client.call({
          method,
          path: '/api/v2/organizations/{id}/members/{user_id}/roles',
          params: { id, user_id: userId },
          body: { roles },
          response: z.unknown(),
        }),
      async () => {
        const now = new Set((await this.rolesOf(id, userId)).map((role) => role.id));
        return roles.every((role) => now.has(role) === (method === 'POST'));
      },
    );
  }

  /** All roles that count for a member there. @throws {ProblemError} `not_in_plan` */
  async effectiveRoles(id: string, userId: string): Promise<EffectiveRole[]> {
    const { entries } = await everyCheckpoint(
      this.#client,
      {
        path: '/api/v2/organizations/{id}/members/{user_id}/effective-roles',
        params: { id, user_id: userId },
        plans,
      },
      'roles',
      EffectiveRole,
    );
    return entries;
  }

  /** The groups through which a member has a role there. @throws {ProblemError} `not_in_plan` */
  async groupsBehind(id: string, userId: string, roleId: string): Promise<TenantGroup[]> {
    const { entries } = await everyCheckpoint(
      this.#client,
      {
        path: '/api/v2/organizations/{id}/members/{user_id}/effective-roles/sources/groups',
        params: { id, user_id: userId },
        query: { role_id: roleId },
        plans,
      },
      'groups',
      TenantGroup,
    );
    return entries;
  }
}
