import type { Logger } from 'pino';
import type { Store } from '../store/schema.ts';
import { type DueDelivery, pruneDeliveries, settle, takeDue } from './delivery-queue.ts';
import { makeDeliveries } from './make-deliveries.ts';
import type { Reach } from './reach.ts';
import type { SealedSecrets } from './sealed-secrets.ts';
import { send, type Sent } from './send.ts';
import { signatureOf } from './signature.ts';

/** What delivering needs, and what tests put in its place. */
interface DelivererDependencies {
  store: Store;
  secrets: SealedSecrets;
  reach: Reach;
  logger: Logger;
  now?: () => Date;
}

const lookEveryMs = 5_000;
const pruneEveryMs = 60 * 60_000;
const mostAtOnce = 4;

/**
 * Delivers reports of acts to webhooks, beside all requests. What is to be done is in the database, so
 * any number of processes can do it together, and one that starts goes on with what another has left.
 */
export class Deliverer {
  readonly #dependencies: DelivererDependencies;
  readonly #now: () => Date;
  readonly #workers = new Set<Promise<void>>();
  readonly #closing = new AbortController();
  #timers: NodeJS.Timeout[] = [];

  constructor(dependencies: DelivererDependencies) {
    this.#dependencies = dependencies;
    this.#now = dependencies.now ?? (() => new Date());
  }

  /** Begins to look for what is due, every five seconds. */
  start(): void {
    const prune = () => void pruneDeliveries(this.#dependencies.store, this.#now()).catch(this.#log);
    this.wake();
    prune();
    this.#timers = [
      setInterval(() => this.wake(), lookEveryMs).unref(),
      setInterval(prune, pruneEveryMs).unref(),
    ];
  }

  /** Looks for what is due at once, because there is something. Nobody waits for it. */
  wake(): void {
    if (this.#closing.signal.aborted || this.#workers.size >= mostAtOnce) return;
    const worker = this.#work()
      .catch(this.#log)
      .finally(() => this.#workers.delete(worker));
    this.#workers.add(worker);
  }

  /** Waits until nothing is due any more. */
  async idle(): Promise<void> {
    while (this.#workers.size > 0) await Promise.all(this.#workers);
  }

  /** Stops, and breaks off what is under way: it is tried again at the next start. */
  async stop(): Promise<void> {
    for (const timer of this.#timers) clearInterval(timer);
    this.#closing.abort();
    await this.idle();
  }

  async #work(): Promise<void> {
    const { store } = this.#dependencies;
    await makeDeliveries(store, this.#now());
    while (!this.#closing.signal.aborted) {
      const due = await takeDue(store, this.#now());
      if (due === undefined) return;
      // Where there is one there may be more: another worker looks while this one waits.
      this.wake();
      const sent = await this.#deliver(due);
      await settle(store, due, sent, this.#now());
    }
  }

  async #deliver(due: DueDelivery): Promise<Sent> {
    const { secrets, reach } = this.#dependencies;
    const secret = secrets.open(due.webhookId, due.sealedSecret);
    if (secret === undefined) {
      return {
        ok: false,
        error: 'Its secret cannot be read: SESSION_SECRET has changed. Remove the webhook and add it again.',
      };
    }
    const headers = {
      'content-type': 'application/json',
      'user-agent': 'Rollcall',
      'rollcall-delivery': due.id,
      'rollcall-event': due.action,
      'rollcall-signature': signatureOf(secret, Math.floor(this.#now().getTime() / 1000), due.body),
    };
    return send(new URL(due.url), headers, due.body, { reach, closing: this.#closing.signal });
  }

  readonly #log = (error: unknown) => {
    if (!this.#closing.signal.aborted) this.#dependencies.logger.error(error, 'Webhooks: delivering failed');
  };
}
