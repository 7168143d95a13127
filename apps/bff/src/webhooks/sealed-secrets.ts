import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const ivBytes = 12;
const tagBytes = 16;

/** The secrets of webhooks as they lie in the database: with a copy of it alone, nobody can sign. */
export class SealedSecrets {
  readonly #keys: readonly [Uint8Array, ...Uint8Array[]];

  /** @param secrets the key ring: the first seals, all open */
  constructor([first, ...rest]: readonly [string, ...string[]]) {
    this.#keys = [keyFrom(first), ...rest.map(keyFrom)];
  }

  /** Seals a secret for one webhook; it opens for no other. */
  seal(webhookId: string, secret: string): string {
    const iv = randomBytes(ivBytes);
    const cipher = createCipheriv('aes-256-gcm', this.#keys[0], iv).setAAD(Buffer.from(webhookId));
    const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
    return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url');
  }

  /** The secret; `undefined` when no key of the ring opens it. */
  open(webhookId: string, sealed: string): string | undefined {
    const bytes = Buffer.from(sealed, 'base64url');
    if (bytes.length < ivBytes + tagBytes) return undefined;
    for (const key of this.#keys) {
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, ivBytes), {
        authTagLength: tagBytes,
      })
        .setAAD(Buffer.from(webhookId))
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

function keyFrom(secret: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, '', 'webhook secrets', 32));
}
