import { setTimeout as pause } from 'node:timers/promises';
import { bulkActKinds, nameOfAct } from '@rollcall/shared/bulk/acts.ts';
import type { OperationStore, TakenOperation } from '../../operations/operation-store.ts';
import { doItem, type DoDependencies, quarantineMs } from './do-item.ts';
import { BulkParams } from './params.ts';

/** What doing an operation needs. */
export interface RunDependencies extends DoDependencies {
  operations: OperationStore;
}

/** So many users at the same time: it hides how long the tenant takes, and is no more than a few at a kill. */
const atOnce = 8;
const noteEveryMs = 2000;
const idleMs = 250;

/**
 * Does what is left to do of an operation, some users at the same time. An item that was sent by a process
 * that has died is left alone until what was under way must have arrived.
 */
export async function runBulk(
  dependencies: RunDependencies,
  operation: TakenOperation,
  signal: AbortSignal,
): Promise<void> {
  const { items, operations } = dependencies;
  const params = BulkParams.parse(operation.params);
  const isRepeatable = params.act === undefined || bulkActKinds[nameOfAct(params.act)].isRepeatable;
  const pace = new Pace();
  const alone = quarantineMs(dependencies.patience);
  const recover = () =>
    items.recover(operation, new Date(Date.now() - alone), isRepeatable ? 'pending' : 'unknown');
  // A lane that fails ends the others, too; what they have sent they settle first.
  const failing = new AbortController();
  const lane = async () => {
    while (!signal.aborted && !failing.signal.aborted) {
      const [item] = await items.claim(operation, 1, new Date());
      if (item === undefined) {
        await recover();
        if (!(await items.left(operation.id))) return;
        await pause(idleMs, undefined, { signal }).catch(() => undefined);
        continue;
      }
      const settled = await doItem(dependencies, operation, params, item);
      await items.settle(operation, item.seq, settled);
      if (settled.state !== 'pending') pace.count();
    }
  };
  const giveUp = (error: unknown) => {
    failing.abort();
    throw error;
  };
  const noting = setInterval(() => {
    void operations.note(operation, { rate: pace.rate() }, new Date()).catch(() => undefined);
  }, noteEveryMs);
  try {
    await recover();
    const lanes = await Promise.allSettled(Array.from({ length: atOnce }, () => lane().catch(giveUp)));
    const failed = lanes.find((each) => each.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
    await operations.note(operation, { rate: null }, new Date());
  } finally {
    clearInterval(noting);
  }
}

/** How many are settled in a second, over the last ten. */
class Pace {
  #settled: number[] = [];

  count(): void {
    this.#settled.push(Date.now());
  }

  rate(): number {
    const since = Date.now() - 10_000;
    this.#settled = this.#settled.filter((at) => at > since);
    return this.#settled.length / 10;
  }
}
