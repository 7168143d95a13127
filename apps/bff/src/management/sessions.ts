import { z } from 'zod';
import type { ManagementCall, ManagementClient } from './client.ts';
import { readable, shownMoment } from './readable.ts';
import { isAbsent, settled } from './settled.ts';
import { shown, shownText } from './user-schema.ts';

const plans =
  "Auth0 offers the sessions of users on its Enterprise plans only, and this tenant's is another.";

/** From what, and with what, somebody signed in. */
export const TenantDevice = z
  .object({
    initial_ip: shownText,
    initial_user_agent: shownText,
    last_ip: shownText,
    last_user_agent: shownText,
  })
  .catch({});

/**
 * A session as the Management API gives it. Whose it is decides who may see and end it.
 * Source: Management API GET /api/v2/sessions/{id}
 */
const TenantSession = z.object({
  id: z.string(),
  user_id: z.string(),
  created_at: shownMoment,
  authenticated_at: shownMoment,
  last_interacted_at: shownMoment,
  idle_expires_at: shownMoment,
  expires_at: shownMoment,
  device: TenantDevice.prefault({}),
  clients: shown(z.array(z.object({ client_id: z.string() }))),
  authentication: shown(z.object({ methods: readable(z.object({ name: z.string() })) })),
});
export type TenantSession = z.infer<typeof TenantSession>;

/** Where a list goes on, and how much of it is wanted. */
export interface CheckpointRequest {
  from?: string | undefined;
  take: number;
}

/** The query of a list that goes on from a checkpoint. */
export function checkpointQuery({ from, take }: CheckpointRequest): Record<string, string> {
  return { take: String(take), ...(from === undefined ? {} : { from }) };
}

/** The sessions of users in Auth0's session layer, through the Management API. */
export class TenantSessions {
  readonly #client: ManagementClient;

  constructor(client: ManagementClient) {
    this.#client = client;
  }

  /** The sessions of a user, and where the list goes on. @throws {ProblemError} `not_in_plan` */
  async list(userId: string, request: CheckpointRequest) {
    const { sessions, next } = await this.#client.call({
      method: 'GET',
      path: '/api/v2/users/{user_id}/sessions',
      params: { user_id: userId },
      query: checkpointQuery(request),
      response: z.object({ sessions: readable(TenantSession), next: shownText }),
      plans,
    });
    return { sessions: sessions.filter((session) => session.user_id === userId), next };
  }

  /** One session, whoever's it is. @throws {ProblemError} `not_found`, `not_in_plan` */
  get(sessionId: string): Promise<TenantSession> {
    return this.#client.call({
      method: 'GET',
      path: '/api/v2/sessions/{id}',
      params: { id: sessionId },
      response: TenantSession,
      plans,
    });
  }

  /** Ends a session; the refresh tokens that came of it stay. Auth0 does it a little later. */
  delete(sessionId: string): Promise<void> {
    return this.#end(sessionId, { method: 'DELETE', path: '/api/v2/sessions/{id}' });
  }

  /** Ends a session, and the refresh tokens that came of it. Auth0 does it a little later. */
  revoke(sessionId: string): Promise<void> {
    return this.#end(sessionId, { method: 'POST', path: '/api/v2/sessions/{id}/revoke' });
  }

  /** Ends all sessions of a user; refresh tokens stay. Auth0 does it a little later. */
  deleteAll(userId: string): Promise<void> {
    return settled(
      () =>
        this.#client.call({
          method: 'DELETE',
          path: '/api/v2/users/{user_id}/sessions',
          params: { user_id: userId },
          response: z.unknown(),
          plans,
        }),
      async () => (await this.list(userId, { take: 1 })).sessions.length === 0,
    );
  }

  /**
   * Ends all sessions of a user and all their refresh tokens, in one act. Auth0 does it a little later.
   * Source: Management API POST /api/v2/users/{id}/revoke-access
   */
  async revokeAccess(userId: string): Promise<void> {
    await this.#client.call({
      method: 'POST',
      path: '/api/v2/users/{id}/revoke-access',
      params: { id: userId },
      body: {},
      response: z.unknown(),
      plans,
    });
  }

  #end(sessionId: string, act: Pick<ManagementCall<unknown>, 'method' | 'path'>): Promise<void> {
    return settled(
      () => this.#client.call({ ...act, params: { id: sessionId }, response: z.unknown(), plans }),
      () => isAbsent(this.get(sessionId)),
    );
  }
}
