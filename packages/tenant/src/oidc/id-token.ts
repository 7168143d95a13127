import type { Provider } from 'oidc-provider';
import type { Database } from '../store/open.ts';
import { findUser } from '../store/users.ts';
import { claimsByRule } from './rule-claims.ts';

/**
 * Lets ID tokens tell of a second factor (`amr` is `mfa`), and of no other proof, as Auth0's do; and adds
 * what the rule after a sign-in adds to them.
 * @see https://auth0.com/docs/secure/multi-factor-authentication/step-up-authentication/configure-step-up-authentication-for-web-apps
 */
export function fillIdTokens(provider: Provider, db: Database): void {
  // The library finds the lifetime of a token by the name of its class.
  class IdToken extends provider.IdToken {
    override async payload() {
      const { amr, ...claims } = await super.payload();
      const { sub } = this.available;
      const user = typeof sub === 'string' ? await findUser(db, sub) : undefined;
      return {
        ...(user === undefined ? {} : await claimsByRule(db, 'id_token_claims', user)),
        ...claims,
        ...(Array.isArray(amr) && amr.some(isSecondFactor) ? { amr: ['mfa'] } : {}),
      };
    }
  }
  Object.defineProperty(provider, 'IdToken', { value: IdToken });
}

function isSecondFactor(proof: unknown): boolean {
  return typeof proof === 'string' && proof.startsWith('mfa');
}
