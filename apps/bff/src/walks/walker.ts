import { setTimeout as pause } from 'node:timers/promises';
import type { ProblemCode } from '@rollcall/shared/problems.ts';
import type { Logger } from 'pino';
import { ProblemError } from '../http/problem.ts';
import type { Step, TakenWalk, WalkStore } from './walk-store.ts';

/** Does the next step of a walk; most are one request to the tenant. */
export type WalkStep = (walk: TakenWalk, signal: AbortSignal) => Promise<Step>;

/** What passes by itself, so that the same step is tried again. */
const passing: ReadonlySet<ProblemCode> = new Set([
  'tenant_busy',
  'tenant_unreachable',
  'tenant_invalid',
  'store_unavailable',
  'internal_error',
]);
/** How often one step is tried before the walk is given up; a tenant that is only busy is waited for. */
const mostTries = 6;
const longestPauseMs = 20_000;
const pruneEveryMs = 10 * 60_000;

/**
 * Goes on with walks, beside all requests. Whoever begins one or asks how far it is wakes the walker; where
 * another process is at it, there is nothing to do.
 */
export class Walker {
  readonly #walks: WalkStore;
  readonly #logger: Logger;
  readonly #ending = new AbortController();
  readonly #running = new Map<string, Promise<void>>();
  #step: WalkStep | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(walks: WalkStore, logger: Logger) {
    this.#walks = walks;
    this.#logger = logger;
  }

  /** Says how steps are done. Until then none is. */
  stepBy(step: WalkStep): void {
    this.#step = step;
  }

  /** Begins to forget old walks, every ten minutes. */
  start(): void {
    this.#timer = setInterval(
      () => void this.#walks.prune(new Date()).catch(this.#log),
      pruneEveryMs,
    ).unref();
  }

  /** Goes on with a walk, unless somebody is at it. */
  wake(id: string): void {
    if (this.#ending.signal.aborted || this.#running.has(id)) return;
    const walking = this.#walk(id)
      .catch(this.#log)
      .finally(() => this.#running.delete(id));
    this.#running.set(id, walking);
  }

  /** Stops after the steps that are under way, and leaves the walks to others. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    this.#ending.abort();
    await Promise.all(this.#running.values());
  }

  async #walk(id: string): Promise<void> {
    const { signal } = this.#ending;
    const step = this.#step;
    if (step === undefined) return;
    let walk = await this.#walks.take(id, new Date());
    let tries = 0;
    while (walk !== undefined && !signal.aborted) {
      const done = await step(walk, signal).catch((error: unknown) => this.#asProblem(error));
      if (done instanceof ProblemError) {
        tries += done.code === 'tenant_busy' ? 0 : 1;
        if (!passing.has(done.code) || tries >= mostTries) {
          await this.#walks.fail(walk, failureOf(done), new Date());
          return;
        }
        if (!(await this.#walks.hold(walk, new Date()))) return;
        const seconds = done.members.retryAfter ?? 2 ** tries;
        await pause(Math.min(seconds * 1000, longestPauseMs), undefined, { signal }).catch(() => undefined);
        continue;
      }
      tries = 0;
      if (!(await this.#walks.advance(walk, done, new Date())) || done.position === undefined) return;
      walk = { ...walk, position: done.position, calls: walk.calls + done.calls };
    }
    if (walk !== undefined) await this.#walks.release(walk);
  }

  #asProblem(error: unknown): ProblemError {
    if (error instanceof ProblemError) return error;
    this.#log(error);
    return new ProblemError('internal_error', { cause: error });
  }

  readonly #log = (error: unknown) => {
    if (!this.#ending.signal.aborted) this.#logger.error(error, 'Walks: going on failed');
  };
}

function failureOf({ code, sentence: detail }: ProblemError) {
  return { code, detail };
}
