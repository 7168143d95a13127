import { SealedBytes } from '../store/sealed-bytes.ts';

/** The secrets of webhooks as they lie in the database: with a copy of it alone, nobody can sign. */
export class SealedSecrets {
  readonly #sealed: SealedBytes;

  /** @param secrets the key ring: the first seals, all open */
  constructor(secrets: readonly [string, ...string[]]) {
    this.#sealed = new SealedBytes(secrets, 'webhook secrets');
  }

  /** Seals a secret for one webhook; it opens for no other. */
  seal(webhookId: string, secret: string): string {
    return this.#sealed.seal(webhookId, Buffer.from(secret)).toString('base64url');
  }

  /** The secret; `undefined` when no key of the ring opens it. */
  open(webhookId: string, sealed: string): string | undefined {
    return this.#sealed.open(webhookId, Buffer.from(sealed, 'base64url'))?.toString('utf8');
  }
}
