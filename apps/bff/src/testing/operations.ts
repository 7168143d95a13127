import { setTimeout as pause } from 'node:timers/promises';
import { Operation } from '@rollcall/shared/contract/operations.ts';
import type { OperationState } from '@rollcall/shared/contract/operation-states.ts';
import type { Browser } from './browser.ts';

/** Starts a bulk operation; fails unless it is taken. */
export async function startBulk(browser: Browser, body: object): Promise<Operation> {
  const { status, body: started } = await browser.api('POST', '/api/bulk', { body });
  if (status !== 201) throw new Error(JSON.stringify(started));
  return Operation.parse(started);
}

/** How an operation stands. */
export async function operationNow(browser: Browser, id: string): Promise<Operation> {
  return Operation.parse((await browser.api('GET', `/api/operations/${id}`)).body);
}

/** Waits until an operation is in one of these states. */
export async function until(
  browser: Browser,
  id: string,
  states: readonly OperationState[],
  withinMs = 60_000,
): Promise<Operation> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const operation = await operationNow(browser, id);
    if (states.includes(operation.state)) return operation;
    if (Date.now() > deadline) throw new Error(`It is still ${JSON.stringify(operation)}.`);
    await pause(50);
  }
}

/** Confirms an operation that is ready, for as many users as it says. */
export async function confirm(browser: Browser, { id, counts }: Operation, more: object = {}) {
  return browser.api('POST', `/api/operations/${id}/confirm`, { body: { count: counts.pending, ...more } });
}

/** Does a bulk act to its end. */
export async function bulk(browser: Browser, body: object): Promise<Operation> {
  const { id } = await startBulk(browser, body);
  const ready = await until(browser, id, ['ready', 'failed']);
  const { status, body: confirmed } = await confirm(browser, ready);
  if (status !== 200) throw new Error(JSON.stringify(confirmed));
  return until(browser, id, ['done', 'failed']);
}
