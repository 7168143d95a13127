import { z } from 'zod';
import type { TenantConfig } from '../env.ts';
import { ProblemError } from '../http/problem.ts';
import { type Answer, exchange, TransportError } from './transport.ts';

/** The M2M token and what it may do. It stays in this folder. */
interface Token {
  value: string;
  scopes: readonly string[];
  /** When to fetch the next one, and when this one ends; milliseconds of `Date.now()`. */
  renewAt: number;
  endsAt: number;
}

const TokenAnswer = z.object({
  access_token: z.string().min(1),
  expires_in: z.number().positive(),
  scope: z.string().default(''),
});

/** The age in milliseconds at which a token is replaced, however long it lives. */
const oldestMs = 60 * 60 * 1000;

/** Milliseconds between renewals that fail: the first pause, which doubles, and the longest. */
const shortestPauseMs = 5_000;
const longestPauseMs = 30_000;

/**
 * The M2M token of the Management API (client credentials, RFC 6749 §4.4). However many calls need
 * a new one at once, one request fetches it. At 80 % of its life, and at the latest after an hour, so
 * that scopes granted meanwhile are seen, the next is fetched behind the scenes; until that succeeds
 * the old one serves as long as it lives.
 */
export class TokenSource {
  readonly #config: TenantConfig;
  #current: Token | undefined;
  #pending: Promise<Token> | undefined;
  /** When the next renewal behind the scenes may start, and how many have failed one after the other. */
  #notBefore = 0;
  #failures = 0;

  constructor(config: TenantConfig) {
    this.#config = config;
  }

  /**
   * A token that lives.
   * @throws {ProblemError} `tenant_misconfigured` when the tenant refuses the credentials;
   * `tenant_unreachable`, `tenant_busy`, `tenant_invalid`.
   */
  async token(): Promise<Token> {
    const now = Date.now();
    const current = this.#current;
    if (current === undefined || now >= current.endsAt) return this.#renew();
    if (now >= current.renewAt && now >= this.#notBefore) this.#renew().catch(() => {});
    return current;
  }

  /** The scopes of the token as it is now; they are the truth about what Rollcall may spend. */
  async scopes(): Promise<readonly string[]> {
    return (await this.token()).scopes;
  }

  /** Forgets a token that the tenant refused, unless another call has replaced it already. */
  discard(value: string): void {
    if (this.#current?.value === value) this.#current = undefined;
  }

  #renew(): Promise<Token> {
    this.#pending ??= this.#fetch()
      .then((token) => {
        this.#failures = 0;
        return (this.#current = token);
      })
      .catch((error: unknown) => {
        this.#notBefore = Date.now() + Math.min(longestPauseMs, shortestPauseMs * 2 ** this.#failures);
        this.#failures += 1;
        throw error;
      })
      .finally(() => (this.#pending = undefined));
    return this.#pending;
  }

  async #fetch(): Promise<Token> {
    const { origin, m2mClientId, m2mClientSecret, audience } = this.#config;
    const answer = await exchange(
      new URL('/oauth/token', origin),
      {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/json' },
        body: JSON.stringify({
          grant_type: 'client_credentials',
          client_id: m2mClientId,
          client_secret: m2mClientSecret,
          audience,
        }),
      },
      10_000,
    ).catch(tokenUnreachable);
    refuseFailure(answer);
    const read = TokenAnswer.safeParse(answer.body);
    if (!read.success) throw new ProblemError('tenant_invalid', { detail: 'The tenant issued no token.' });
    const { access_token, expires_in, scope } = read.data;
    const now = Date.now();
    return {
      value: access_token,
      scopes: scope.split(' ').filter((name) => name !== ''),
      renewAt: now + Math.min(expires_in * 800, oldestMs),
      endsAt: now + expires_in * 1000,
    };
  }
}

function tokenUnreachable(error: unknown): never {
  const isUnreadable = error instanceof TransportError && error.kind === 'unreadable';
  throw new ProblemError(isUnreadable ? 'tenant_invalid' : 'tenant_unreachable', { cause: error });
}

function refuseFailure({ status }: Answer): void {
  if (status < 300) return;
  if (status === 429) throw new ProblemError('tenant_busy', { retryAfter: 5 });
  if (status >= 500) throw new ProblemError('tenant_unreachable');
  throw new ProblemError('tenant_misconfigured', {
    detail: 'The tenant refuses the credentials of the machine-to-machine application.',
  });
}
