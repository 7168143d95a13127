import type { OperationKind } from '@rollcall/shared/contract/operation-states.ts';
import type { Logger } from 'pino';
import { ProblemError } from '../http/problem.ts';
import type { OperationStore, TakenOperation } from './operation-store.ts';
import { passing } from './passing.ts';

/**
 * How a kind of operation is done. Both parts can be begun again at any moment, by another process, and go on
 * from what is stored. The signal tells that it is not theirs to go on with any more: then they come back as
 * soon as what is under way is settled.
 */
export interface Work {
  /** Finds out what it would come to; the operation is ready then. */
  prepare: (operation: TakenOperation, signal: AbortSignal) => Promise<void>;
  /** Does it; the operation is done then. */
  run: (operation: TakenOperation, signal: AbortSignal) => Promise<void>;
}

/** Tries in a row that come to nothing before an operation is given up; a busy tenant is waited for. */
const mostTries = 20;
const longestPauseMs = 60_000;
const lookEveryMs = 1000;
const holdEveryMs = 4000;
const pruneEveryMs = 10 * 60_000;
/** So many operations go on at the same time in one process. */
const mostAtOnce = 4;

interface Running {
  operation: TakenOperation;
  ending: AbortController;
  done: Promise<void>;
}

/** Goes on with operations, beside all requests. */
export class OperationWorker {
  readonly #operations: OperationStore;
  readonly #logger: Logger;
  readonly #works = new Map<OperationKind, Work>();
  readonly #running = new Map<string, Running>();
  #isStopped = false;
  #looking: Promise<void> | undefined;
  #timers: NodeJS.Timeout[] = [];

  constructor(operations: OperationStore, logger: Logger) {
    this.#operations = operations;
    this.#logger = logger;
  }

  /** Says how a kind is done. Until then none of it is. */
  doBy(kind: OperationKind, work: Work): void {
    this.#works.set(kind, work);
  }

  /** Begins to look for what there is to do, every second. */
  start(): void {
    const prune = () => void this.#operations.prune(new Date()).catch(this.#log);
    prune();
    this.#timers = [
      setInterval(() => this.wake(), lookEveryMs).unref(),
      setInterval(() => void this.#holdAll(), holdEveryMs).unref(),
      setInterval(prune, pruneEveryMs).unref(),
    ];
    this.wake();
  }

  /** Looks at once for something to do. */
  wake(): void {
    if (this.#isStopped) return;
    this.#looking ??= this.#look()
      .catch(this.#log)
      .finally(() => (this.#looking = undefined));
  }

  /** Has an operation looked at that somebody has just stopped, if it goes on here. */
  async stopped(id: string): Promise<void> {
    const running = this.#running.get(id);
    if (running === undefined) return;
    running.ending.abort();
    await running.done;
  }

  /** Stops when what is under way is settled, and leaves the rest to others. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    for (const timer of this.#timers) clearInterval(timer);
    await this.#looking;
    const running = [...this.#running.values()];
    for (const { ending } of running) ending.abort();
    await Promise.all(running.map(({ done }) => done));
  }

  async #look(): Promise<void> {
    while (!this.#isStopped && this.#running.size < mostAtOnce) {
      const operation = await this.#operations.takeDue(new Date(), [...this.#works.keys()]);
      if (operation === undefined) return;
      const ending = new AbortController();
      const done = this.#work(operation, ending.signal)
        .catch(this.#log)
        .finally(() => {
          if (this.#running.get(operation.id)?.operation === operation) this.#running.delete(operation.id);
          this.wake();
        });
      this.#running.set(operation.id, { operation, ending, done });
    }
  }

  async #work(operation: TakenOperation, signal: AbortSignal): Promise<void> {
    const work = this.#works.get(operation.kind);
    if (work === undefined) return;
    try {
      const isPreparing = operation.state === 'preparing';
      await (isPreparing ? work.prepare(operation, signal) : work.run(operation, signal));
      if (signal.aborted) await this.#operations.release(operation, new Date());
      else await this.#operations.end(operation, isPreparing ? 'ready' : 'done', new Date());
    } catch (error) {
      const problem = this.#asProblem(error);
      const failure = failureOf(problem);
      const isPassing = passing.has(problem.code) && operation.tries < mostTries;
      if (!isPassing && !signal.aborted) {
        await this.#operations.fail(operation, failure, new Date());
        return;
      }
      const seconds = problem.members.retryAfter ?? 2 ** Math.min(operation.tries, 6);
      const wait = signal.aborted ? 0 : Math.min(seconds * 1000, longestPauseMs);
      const isBusy = problem.code === 'tenant_busy' || signal.aborted;
      await this.#operations.release(operation, new Date(Date.now() + wait), isBusy ? undefined : failure);
    }
  }

  /** Whoever is at an operation says so while they are; an operation that was lost is left alone. */
  async #holdAll(): Promise<void> {
    for (const { operation, ending } of this.#running.values()) {
      const isHeld = await this.#operations.hold(operation, new Date()).catch(() => true);
      if (!isHeld) ending.abort();
    }
  }

  #asProblem(error: unknown): ProblemError {
    if (error instanceof ProblemError) return error;
    this.#log(error);
    return new ProblemError('internal_error', { cause: error });
  }

  readonly #log = (error: unknown) => {
    if (!this.#isStopped) this.#logger.error(error, 'Operations: going on failed');
  };
}

function failureOf({ code, sentence: detail }: ProblemError) {
  return { code, detail };
}
