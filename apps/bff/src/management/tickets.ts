import type { Ticket } from '@rollcall/shared/contract/credentials.ts';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import type { ManagementClient } from './client.ts';
import type { TenantUser } from './user-schema.ts';

const TicketAnswer = z.object({ ticket: z.url() });
const Job = z.object({ id: z.string(), status: z.string() });

/** When a job is looked at again, in milliseconds after the last look, before it is said to be under way. */
const looksAfterMs = [50, 150, 300, 500, 700, 700];

/**
 * Tickets and verification e-mails. None of these calls is repeated: a second one would be a second link.
 * Sources: Management API POST /api/v2/tickets/*, POST /api/v2/jobs/verification-email
 */
export class TenantTickets {
  readonly #client: ManagementClient;

  constructor(client: ManagementClient) {
    this.#client = client;
  }

  /** A link by which whoever holds it chooses the user's password. It is nowhere but in this answer. */
  async passwordChange(
    userId: string,
    { ttl_sec, mark_email_as_verified }: { ttl_sec: number; mark_email_as_verified: boolean },
  ): Promise<Ticket> {
    return this.#ticket('/api/v2/tickets/password-change', {
      user_id: userId,
      ttl_sec,
      mark_email_as_verified,
    });
  }

  /** A link by which whoever holds it proves the user's e-mail address. */
  async emailVerification(user: TenantUser, ttl_sec: number): Promise<Ticket> {
    return this.#ticket('/api/v2/tickets/email-verification', {
      user_id: user.user_id,
      ttl_sec,
      ...identityOf(user),
    });
  }

  /**
   * Has the tenant send a verification e-mail, and looks after it for some seconds.
   *
   * @throws {ProblemError} `refused_by_tenant`, `outcome_unknown`
   */
  async sendVerificationEmail(user: TenantUser): Promise<'pending' | 'completed' | 'failed'> {
    const job = await this.#client.call({
      method: 'POST',
      path: '/api/v2/jobs/verification-email',
      body: { user_id: user.user_id, ...identityOf(user) },
      response: Job,
    });
    let { status } = job;
    for (const waitMs of looksAfterMs) {
      if (status !== 'pending') break;
      await pause(waitMs);
      // It is asked for: that it cannot be looked after does not take it back.
      status = await this.#statusOf(job.id).catch(() => 'pending');
    }
    return status === 'completed' || status === 'failed' ? status : 'pending';
  }

  async #statusOf(jobId: string): Promise<string> {
    const { status } = await this.#client.call({
      method: 'GET',
      path: '/api/v2/jobs/{id}',
      params: { id: jobId },
      response: Job,
    });
    return status;
  }

  async #ticket(
    path: '/api/v2/tickets/password-change' | '/api/v2/tickets/email-verification',
    body: { ttl_sec: number; [field: string]: unknown },
  ): Promise<Ticket> {
    const expires = new Date(Date.now() + body.ttl_sec * 1000).toISOString();
    const { ticket } = await this.#client.call({ method: 'POST', path, body, response: TicketAnswer });
    return { ticket, expires_at: expires };
  }
}

/** Only the account of a database need not be named. Source: the same references, `identity` */
function identityOf({ identities: [primary] }: TenantUser) {
  if (primary === undefined || primary.provider === 'auth0') return {};
  return { identity: { user_id: primary.user_id, provider: primary.provider } };
}
