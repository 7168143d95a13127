import { createHmac, hkdfSync } from 'node:crypto';
import { isJsonObject, type JsonObject } from '@rollcall/shared/user/merge-patch.ts';

/** The versions of a connection's options, the same on all replicas that share the session secrets. */
export class OptionsVersions {
  readonly #keys: readonly Uint8Array[];

  /** @param secrets the first makes versions; those made with the others are still known */
  constructor(secrets: readonly [string, ...string[]]) {
    this.#keys = secrets.map((secret) => new Uint8Array(hkdfSync('sha256', secret, '', 'connection', 32)));
  }

  /** The version of options; only with the key can a guess at the secrets in them be checked against it. */
  of(options: JsonObject): string {
    return this.#allOf(options)[0] ?? '';
  }

  /** Whether a version is that of these options. */
  isOf(options: JsonObject, version: string): boolean {
    return this.#allOf(options).includes(version);
  }

  #allOf(options: JsonObject): string[] {
    const content = JSON.stringify(options, sortedKeys);
    return this.#keys.map((key) => createHmac('sha256', key).update(content).digest('base64url'));
  }
}

function sortedKeys(_key: string, value: unknown): unknown {
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
