import type { TokenInspection, TokenKind } from '@rollcall/shared/contract/tokens.ts';
import { isJsonObject, type JsonObject } from '@rollcall/shared/user/merge-patch.ts';
import { z } from 'zod';
import { ProblemError } from '../../http/problem.ts';
import { exchangeText, TransportError } from '../../management/transport.ts';

const timeoutMs = 10_000;
type TenantAnswer = TokenInspection['answer'];

const Keys = z.object({ keys: z.array(z.record(z.string(), z.unknown())) });

/** The tenant's own endpoints that know tokens. They are asked at one origin, whatever a token says of its issuer. */
export class TokenEndpoints {
  readonly #origin: string;

  constructor(origin: string) {
    this.#origin = origin;
  }

  /** The keys that the tenant signs with; none where they cannot be read. Source: auth0.com/docs/secure/tokens/json-web-tokens/json-web-key-sets */
  async keys(): Promise<JsonObject[]> {
    const { text } = await this.#ask('/.well-known/jwks.json', { method: 'GET', headers: {} });
    return Keys.safeParse(objectIn(text)).data?.keys ?? [];
  }

  /**
   * What the tenant says of a token. `/tokeninfo` is of old and can be switched off.
   *
   * @throws {ProblemError} `tenant_unreachable`, `tenant_busy`
   * Sources: auth0.com/docs/api/authentication/user-profile/get-user-info,
   * auth0.com/docs/api/authentication/user-profile-legacy/get-token-info
   */
  async tell(kind: TokenKind, token: string): Promise<TenantAnswer> {
    const from = kind === 'access_token' ? '/userinfo' : '/tokeninfo';
    const accept = { accept: 'application/json' };
    const { status, text } = await this.#ask(
      from,
      kind === 'access_token'
        ? { method: 'GET', headers: { ...accept, authorization: `Bearer ${token}` } }
        : {
            method: 'POST',
            headers: { ...accept, 'content-type': 'application/json' },
            body: JSON.stringify({ id_token: token }),
          },
    );
    const claims = status === 200 ? objectIn(text) : undefined;
    if (claims !== undefined) return { from, state: 'told', detail: `${from} knows the token.`, claims };
    if (status === 429) throw new ProblemError('tenant_busy');
    if (status >= 500) throw new ProblemError('tenant_unreachable');
    const isOff = from === '/tokeninfo' && (status === 404 || status === 403 || status === 410);
    return isOff
      ? {
          from,
          state: 'off',
          detail: 'The tenant has /tokeninfo switched off, as newer tenants do.',
          claims: null,
        }
      : {
          from,
          state: 'refused',
          detail: `${from} does not take the token: it has expired, was revoked, or is not meant for it.`,
          claims: null,
        };
  }

  async #ask(path: string, init: Parameters<typeof exchangeText>[1]) {
    try {
      return await exchangeText(new URL(path, this.#origin), init, timeoutMs);
    } catch (error) {
      // Its cause could hold what was sent.
      if (error instanceof TransportError) throw new ProblemError('tenant_unreachable');
      throw error;
    }
  }
}

function objectIn(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
