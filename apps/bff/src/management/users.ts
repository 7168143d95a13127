import { type Accounts, accountIdsOf } from './account-ids.ts';
import type { ProblemCode } from '@rollcall/shared/problems.ts';
import { z } from 'zod';
import { ProblemError } from '../http/problem.ts';
import type { ManagementClient } from './client.ts';
import { whereThere } from './settled.ts';
import { TenantUser, TenantUserPage } from './user-schema.ts';

/** One page of a search. */
export interface SearchRequest {
  /** Lucene; empty for everybody. */
  q: string;
  page: number;
  perPage: number;
  sort: string;
  fields: readonly string[];
}

function isCode(error: unknown, code: ProblemCode): boolean {
  return error instanceof ProblemError && error.code === code;
}

/** The users of the tenant, through the Management API. Ids have passed the grammar of `UserId`. */
export class TenantUsers {
  readonly #client: ManagementClient;
  #afterDeletion: (ids: readonly string[]) => Promise<void> = async () => {};

  constructor(client: ManagementClient) {
    this.#client = client;
  }

  /**
   * Has something done after each deletion of a user that succeeded, whatever asked for it. It is told the
   * ids of every account that is gone.
   */
  onDeleted(afterDeletion: (ids: readonly string[]) => Promise<void>): void {
    this.#afterDeletion = afterDeletion;
  }

  /**
   * One user, immediately consistent.
   * @throws {ProblemError} `not_found`
   */
  get(userId: string): Promise<TenantUser> {
    return this.#client.call({
      method: 'GET',
      path: '/api/v2/users/{id}',
      params: { id: userId },
      response: TenantUser,
    });
  }

  /** The users with exactly this address, immediately consistent; Auth0 minds capitals here. */
  byEmail(email: string): Promise<TenantUser[]> {
    return this.#client.call({
      method: 'GET',
      path: '/api/v2/users-by-email',
      query: { email },
      response: z.array(TenantUser),
    });
  }

  /** One user, immediately consistent; `undefined` for one who is not there. */
  find(userId: string): Promise<TenantUser | undefined> {
    return whereThere(this.get(userId));
  }

  /**
   * The users with this address, whatever its capitals, immediately consistent. Databases keep addresses in
   * lower case, other sources as they were given: both are asked for.
   */
  async withEmail(email: string): Promise<TenantUser[]> {
    const spellings = [...new Set([email, email.toLowerCase()])];
    const found = await Promise.all(spellings.map((spelling) => this.byEmail(spelling)));
    return [...new Map(found.flat().map((user) => [user.user_id, user])).values()];
  }

  /** A page of a search; the search index may lag behind. */
  search({ q, page, perPage, sort, fields }: SearchRequest): Promise<z.infer<typeof TenantUserPage>> {
    return this.#client.call({
      method: 'GET',
      path: '/api/v2/users',
      query: {
        ...(q === '' ? {} : { q }),
        search_engine: 'v3',
        page: String(page),
        per_page: String(perPage),
        sort,
        include_totals: 'true',
        fields: fields.join(','),
        include_fields: 'true',
      },
      response: TenantUserPage,
    });
  }

  /** The first users of a search, without counting the others; the search index may lag behind. */
  firstPage({ q, perPage, sort, fields }: Omit<SearchRequest, 'page'>): Promise<TenantUser[]> {
    return this.#client.call({
      method: 'GET',
      path: '/api/v2/users',
      query: {
        q,
        search_engine: 'v3',
        page: '0',
        per_page: String(perPage),
        sort,
        fields: fields.join(','),
        include_fields: 'true',
      },
      response: z.array(TenantUser),
    });
  }

  /** Creates a user. Never repeated: two of them would be two users. */
  create(body: Readonly<Record<string, unknown>>): Promise<TenantUser> {
    return this.#client.call({ method: 'POST', path: '/api/v2/users', body, response: TenantUser });
  }

  /**
   * Changes a user and answers the whole of it. When the answer is lost, the user is read again, and
   * `isDone` judges whether the change is there; without it nothing that can be read would tell.
   */
  async update(
    userId: string,
    body: Readonly<Record<string, unknown>>,
    isDone?: (user: TenantUser) => boolean,
  ): Promise<TenantUser> {
    try {
      return await this.#client.call({
        method: 'PATCH',
        path: '/api/v2/users/{id}',
        params: { id: userId },
        body,
        response: TenantUser,
      });
    } catch (error) {
      if (!isCode(error, 'outcome_unknown') || isDone === undefined) throw error;
      const now = await this.get(userId).catch(() => undefined);
      if (now !== undefined && isDone(now)) return now;
      throw error;
    }
  }

  /**
   * Deletes a user; one that is gone already is deleted too. When the answer is lost, the user is
   * looked for, and nobody there is the answer.
   */
  async delete(user: Accounts): Promise<void> {
    const { user_id: userId } = user;
    try {
      await this.#client.call({
        method: 'DELETE',
        path: '/api/v2/users/{id}',
        params: { id: userId },
        response: z.unknown(),
      });
    } catch (error) {
      const isGone =
        isCode(error, 'not_found') || (isCode(error, 'outcome_unknown') && (await this.#isGone(userId)));
      if (!isGone) throw error;
    }
    // What is done is not to fail any more.
    await this.#afterDeletion(accountIdsOf(user)).catch(() => undefined);
  }

  async #isGone(userId: string): Promise<boolean> {
    return this.get(userId).then(
      () => false,
      (error: unknown) => isCode(error, 'not_found'),
    );
  }
}
