import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const ivBytes = 12;
const tagBytes = 16;

/** What lies in the database so that a copy of it alone tells nothing: AES-256-GCM with keys that are not there. */
export class SealedBytes {
  readonly #keys: readonly [Uint8Array, ...Uint8Array[]];

  /**
   * @param secrets the key ring: the first seals, all open
   * @param purpose what the keys are for; they open nothing of another one
   */
  constructor([first, ...rest]: readonly [string, ...string[]], purpose: string) {
    const keyFrom = (secret: string) => new Uint8Array(hkdfSync('sha256', secret, '', purpose, 32));
    this.#keys = [keyFrom(first), ...rest.map(keyFrom)];
  }

  /** Seals bytes for what has this name; they open for no other. */
  seal(name: string, bytes: Uint8Array): Buffer {
    const iv = randomBytes(ivBytes);
    const cipher = createCipheriv('aes-256-gcm', this.#keys[0], iv).setAAD(Buffer.from(name));
    const sealed = Buffer.concat([cipher.update(bytes), cipher.final()]);
    return Buffer.concat([iv, cipher.getAuthTag(), sealed]);
  }

  /** The bytes; `undefined` when no key of the ring opens them. */
  open(name: string, bytes: Uint8Array): Buffer | undefined {
    if (bytes.length < ivBytes + tagBytes) return undefined;
    for (const key of this.#keys) {
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, ivBytes), {
        authTagLength: tagBytes,
      })
        .setAAD(Buffer.from(name))
        .setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes));
      try {
        return Buffer.concat([decipher.update(bytes.subarray(ivBytes + tagBytes)), decipher.final()]);
      } catch {
        // Sealed with another key of the ring.
      }
    }
    return undefined;
  }
}
