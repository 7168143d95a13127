import type { Provider } from 'oidc-provider';

/**
 * Lets ID tokens tell of a second factor (`amr` is `mfa`), and of no other proof, as Auth0's do.
 * @see https://auth0.com/docs/secure/multi-factor-authentication/step-up-authentication/configure-step-up-authentication-for-web-apps
 */
export function tellSecondFactor(provider: Provider): void {
  // The library finds the lifetime of a token by the name of its class.
  class IdToken extends provider.IdToken {
    override async payload() {
      const { amr, ...claims } = await super.payload();
      return Array.isArray(amr) && amr.some(isSecondFactor) ? { ...claims, amr: ['mfa'] } : claims;
    }
  }
  Object.defineProperty(provider, 'IdToken', { value: IdToken });
}

function isSecondFactor(proof: unknown): boolean {
  return typeof proof === 'string' && proof.startsWith('mfa');
}
