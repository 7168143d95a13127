import type { M2mScope } from '@rollcall/shared/access/m2m-scopes.ts';
import { ProblemError } from '../../http/problem.ts';

/** What an answer leaves out because the token or the tenant's plan does not let it be read. */
export class Gaps {
  readonly #scopes: readonly string[];
  readonly #sentences = new Set<string>();

  /** @param scopes of the M2M token */
  constructor(scopes: readonly string[]) {
    this.#scopes = scopes;
  }

  /** Each gap once, as a whole sentence. */
  get sentences(): string[] {
    return [...this.#sentences];
  }

  /** Says that something is left out. */
  add(sentence: string): void {
    this.#sentences.add(sentence);
  }

  /**
   * Reads something if it can be read, and else notes why not.
   *
   * @param missing what is left out without it, as the beginning of a sentence
   * @returns `undefined` where it cannot be read
   * @throws {ProblemError} when the tenant cannot be asked at the moment
   */
  async look<Result>(
    scope: M2mScope,
    missing: string,
    read: () => Promise<Result>,
  ): Promise<Result | undefined> {
    if (!this.#scopes.includes(scope)) {
      this.add(`${missing}: Rollcall's token for the Management API lacks ${scope}.`);
      return undefined;
    }
    try {
      return await read();
    } catch (error) {
      const code = error instanceof ProblemError ? error.code : undefined;
      if (code === 'not_in_plan') this.add(`${missing}: this tenant's plan does not have it.`);
      else if (code === 'tenant_misconfigured') this.add(`${missing}: the tenant does not let it be read.`);
      // What was there a moment ago and is gone now gives nobody anything.
      else if (code !== 'not_found') throw error;
      return undefined;
    }
  }
}
