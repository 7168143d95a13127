import { createHmac, hkdfSync } from 'node:crypto';
import { isJsonObject } from '@rollcall/shared/user/merge-patch.ts';
import { User } from '@rollcall/shared/user/user.ts';
import { ProblemError } from '../http/problem.ts';

const userFields = Object.keys(User.shape);

/** The strong entity tags of users, the same on all replicas that share the session secrets. */
export class UserVersions {
  readonly #keys: readonly Uint8Array[];

  /** @param secrets the first makes tags; those made with the others are still known */
  constructor(secrets: readonly [string, ...string[]]) {
    this.#keys = secrets.map((secret) => new Uint8Array(hkdfSync('sha256', secret, '', 'user version', 32)));
  }

  /**
   * The tag of a user as stored: it changes when anything changes that can leave the BFF, hidden fields
   * among it. Only with the key can a guess at those be checked against it. The connection and the
   * caller's permissions are not part of the user and not of the tag.
   * Source: RFC 9110 §8.8.3
   */
  of(user: object): string {
    return this.#allOf(user)[0] ?? '';
  }

  /**
   * Refuses a write that is based on another version of the user than the present one. `*` says
   * nothing about a version, so it counts as saying none (RFC 9110 §13.1.1).
   *
   * @throws {ProblemError} `precondition_required`, `conflict`
   */
  refuseStale(need: 'required' | 'accepted', ifMatch: string | undefined, user: object): void {
    if (ifMatch === undefined && need === 'accepted') return;
    if (ifMatch === undefined || ifMatch.trim() === '*') {
      throw new ProblemError('precondition_required', {
        detail: 'Send the ETag of the user as you read it in the header If-Match.',
      });
    }
    const versions = new Set(ifMatch.split(',').map((tag) => tag.trim()));
    if (!this.#allOf(user).some((tag) => versions.has(tag))) throw new ProblemError('conflict');
  }

  #allOf(user: object): string[] {
    const fields = new Map<string, unknown>(Object.entries(user));
    const content = JSON.stringify(
      userFields.map((field) => fields.get(field)),
      sortedKeys,
    );
    return this.#keys.map(
      (key) => `"${createHmac('sha256', key).update(content).digest('base64url').slice(0, 27)}"`,
    );
  }
}

function sortedKeys(_key: string, value: unknown): unknown {
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
