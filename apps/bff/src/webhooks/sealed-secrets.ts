import { SealedBytes } from '../store/sealed-bytes.ts';

/** Secrets as they lie in the database: with a copy of it alone, nobody can read them. */
export class SealedSecrets {
  readonly #sealed: SealedBytes;

  /**
   * @param secrets the key ring: the first seals, all open
   * @param purpose what is sealed; nothing opens what was sealed for something else
   */
  constructor(
    secrets: readonly [string, ...string[]],
    purpose: 'webhook secrets' | 'imports' = 'webhook secrets',
  ) {
    this.#sealed = new SealedBytes(secrets, purpose);
  }

  /** Seals a secret for one thing, a webhook for example; it opens for no other. */
  seal(id: string, secret: string): string {
    return this.#sealed.seal(id, Buffer.from(secret)).toString('base64url');
  }

  /** The secret; `undefined` when no key of the ring opens it. */
  open(id: string, sealed: string): string | undefined {
    return this.#sealed.open(id, Buffer.from(sealed, 'base64url'))?.toString('utf8');
  }
}
