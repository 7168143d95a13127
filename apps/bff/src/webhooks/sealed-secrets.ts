import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const ivBytes = 12;
const tagBytes = 16;

/** Secrets as they lie in the database: with a copy of it alone, nobody can read them. */
export class SealedSecrets {
  readonly #keys: readonly [Uint8Array, ...Uint8Array[]];

  /**
   * @param secrets the key ring: the first seals, all open
   * @param purpose what is sealed; nothing opens what was sealed for something else
   */
  constructor(
    [first, ...rest]: readonly [string, ...string[]],
    purpose: 'webhook secrets' | 'imports' = 'webhook secrets',
  ) {
    const key = (secret: string) => keyFrom(secret, purpose);
    this.#keys = [key(first), ...rest.map(key)];
  }

  /** Seals a secret for one thing, a webhook for example; it opens for no other. */
  seal(id: string, secret: string): string {
    const iv = randomBytes(ivBytes);
    const cipher = createCipheriv('aes-256-gcm', this.#keys[0], iv).setAAD(Buffer.from(id));
    const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
    return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url');
  }

  /** The secret; `undefined` when no key of the ring opens it. */
  open(id: string, sealed: string): string | undefined {
    const bytes = Buffer.from(sealed, 'base64url');
    if (bytes.length < ivBytes + tagBytes) return undefined;
    for (const key of this.#keys) {
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, ivBytes), {
        authTagLength: tagBytes,
      })
        .setAAD(Buffer.from(id))
        .setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes));
      try {
        const secret = [decipher.update(bytes.subarray(ivBytes + tagBytes)), decipher.final()];
        return Buffer.concat(secret).toString('utf8');
      } catch {
        // Sealed with another key of the ring.
      }
    }
    return undefined;
  }
}

function keyFrom(secret: string, purpose: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, '', purpose, 32));
}
