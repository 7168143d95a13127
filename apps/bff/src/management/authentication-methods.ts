import type { EnrollmentFactor } from '@rollcall/shared/contract/mfa.ts';
import { z } from 'zod';
import { ProblemError } from '../http/problem.ts';
import type { ManagementClient } from './client.ts';
import { readable, shownMoment } from './readable.ts';
import { isAbsent, settled } from './settled.ts';
import { shownFlag, shownText } from './user-schema.ts';

/**
 * An authentication method as the Management API gives it, without keys. Auth0 crosses out numbers and
 * addresses itself. Source: Management API GET /api/v2/users/{id}/authentication-methods
 */
const TenantAuthenticationMethod = z.object({
  id: z.string(),
  type: z.string(),
  name: shownText,
  phone_number: shownText,
  email: shownText,
  confirmed: shownFlag,
  preferred_authentication_method: shownText,
  created_at: shownMoment,
  enrolled_at: shownMoment,
  last_auth_at: shownMoment,
  credential_device_type: shownText,
  user_agent: shownText,
  relying_party_identifier: shownText,
});
export type TenantAuthenticationMethod = z.infer<typeof TenantAuthenticationMethod>;

/** What a ticket for an enrolment is to be like. */
interface EnrollmentWish {
  send_mail: boolean;
  factor?: EnrollmentFactor | undefined;
  allow_multiple_enrollments?: true | undefined;
}

/** What users prove themselves with beside the password, through the Management API. */
export class TenantAuthenticationMethods {
  readonly #client: ManagementClient;

  constructor(client: ManagementClient) {
    this.#client = client;
  }

  /**
   * The factors and passkeys of a user; Auth0 keeps at most 20 of each type. A password that it lists
   * among them is not one of them: there is another permission for it.
   */
  async list(userId: string): Promise<TenantAuthenticationMethod[]> {
    const methods = await this.#client.call({
      method: 'GET',
      path: '/api/v2/users/{id}/authentication-methods',
      params: { id: userId },
      query: { page: '0', per_page: '100' },
      response: readable(TenantAuthenticationMethod),
    });
    return methods.filter(({ type }) => type !== 'password');
  }

  /** Removes one method of the user. */
  delete(userId: string, methodId: string): Promise<void> {
    const one = {
      path: '/api/v2/users/{id}/authentication-methods/{authentication_method_id}',
      params: { id: userId, authentication_method_id: methodId },
      response: z.unknown(),
    } as const;
    return settled(
      () => this.#client.call({ ...one, method: 'DELETE' }),
      () => isAbsent(this.#client.call({ ...one, method: 'GET' })),
    );
  }

  /** Removes all methods of a user who has no passkey: with one, Auth0 refuses. */
  deleteAll(userId: string): Promise<void> {
    return settled(
      () =>
        this.#client.call({
          method: 'DELETE',
          path: '/api/v2/users/{id}/authentication-methods',
          params: { id: userId },
          response: z.unknown(),
        }),
      async () => (await this.list(userId)).length === 0,
    );
  }

  /**
   * A new recovery code in the place of the old one.
   * @throws {ProblemError} `refused_by_tenant` where the user has no factor that it would be for
   */
  async regenerateRecoveryCode(userId: string): Promise<string> {
    const { recovery_code: code } = await this.#client
      .call({
        method: 'POST',
        path: '/api/v2/users/{id}/recovery-code-regeneration',
        params: { id: userId },
        response: z.object({ recovery_code: z.string() }),
      })
      .catch((error: unknown) => {
        if (!(error instanceof ProblemError) || error.code !== 'not_found') throw error;
        throw new ProblemError('refused_by_tenant', {
          detail: 'A recovery code stands in for a factor, and this user has enrolled none.',
          cause: error.cause,
        });
      });
    return code;
  }

  /** Has every browser asked for a factor again that was not to be for some time. */
  async invalidateRememberedBrowsers(userId: string): Promise<void> {
    await this.#client.call({
      method: 'POST',
      path: '/api/v2/users/{id}/multifactor/actions/invalidate-remember-browser',
      params: { id: userId },
      response: z.unknown(),
    });
  }

  /**
   * A ticket by which a user enrols a factor. With `send_mail` it goes to the user's own address. Answers
   * its address, which is as good as a key.
   */
  async createEnrollmentTicket(userId: string, wish: EnrollmentWish): Promise<string> {
    const { ticket_url: url } = await this.#client.call({
      method: 'POST',
      path: '/api/v2/guardian/enrollments/ticket',
      body: { user_id: userId, ...wish },
      response: z.object({ ticket_url: z.url() }),
    });
    return url;
  }
}
