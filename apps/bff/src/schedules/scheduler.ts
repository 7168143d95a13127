import type { Logger } from 'pino';
import type { RunAct } from './run-act.ts';
import type { ScheduleStore } from './schedule-store.ts';

/** What the scheduler needs, and what tests put in its place. */
interface SchedulerDependencies {
  schedules: ScheduleStore;
  logger: Logger;
  now?: (() => Date) | undefined;
}

const lookEveryMs = 5_000;
const pruneEveryMs = 60 * 60_000;

/**
 * Does what was planned when it is due, beside all requests, one act after the other. What is to be done
 * is in the database, so any number of processes can do it together, and one that starts goes on with what
 * another has left.
 */
export class Scheduler {
  readonly #dependencies: SchedulerDependencies;
  readonly #now: () => Date;
  #working: Promise<void> | undefined;
  #runAct: RunAct | undefined;
  #isStopped = false;
  #timers: NodeJS.Timeout[] = [];

  constructor(dependencies: SchedulerDependencies) {
    this.#dependencies = dependencies;
    this.#now = dependencies.now ?? (() => new Date());
  }

  /** Says how acts are done. Until then nothing is. */
  doBy(runAct: RunAct): void {
    this.#runAct = runAct;
  }

  /** Begins to look for what is due, every five seconds. */
  start(): void {
    const prune = () => void this.#dependencies.schedules.prune(this.#now()).catch(this.#log);
    void this.run();
    prune();
    this.#timers = [
      setInterval(() => void this.run(), lookEveryMs).unref(),
      setInterval(prune, pruneEveryMs).unref(),
    ];
  }

  /** Does everything that is due now. */
  run(): Promise<void> {
    this.#working ??= this.#work()
      .catch(this.#log)
      .finally(() => (this.#working = undefined));
    return this.#working;
  }

  /** Stops after the act that is under way. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    for (const timer of this.#timers) clearInterval(timer);
    await this.#working;
  }

  async #work(): Promise<void> {
    const { schedules } = this.#dependencies;
    const runAct = this.#runAct;
    if (runAct === undefined) return;
    while (!this.#isStopped) {
      const act = await schedules.takeDue(this.#now());
      if (act === undefined) return;
      await schedules.settle(act, await runAct(act, this.#now()), this.#now());
    }
  }

  readonly #log = (error: unknown) => {
    if (!this.#isStopped) this.#dependencies.logger.error(error, 'Schedules: doing what is due failed');
  };
}
