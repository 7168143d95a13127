import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Caller } from './callers.ts';
import { type Answer, type CanaryWorld, leaksIn, startCanaryWorld } from './canary-world.ts';
import { cellsFor, expectedStatus } from './cells.ts';
import { requestOf } from './requests.ts';

let canary: CanaryWorld;
beforeAll(async () => {
  canary = await startCanaryWorld();
});
afterAll(() => canary.close());

/** An answer without what is different in any two of them. */
function comparable({ status, headers, text }: Answer): string {
  const id = String(headers['x-request-id']);
  const told = { ...headers, date: '', 'x-request-id': '' };
  return JSON.stringify([status, told, text.replaceAll(id, '')]).replaceAll(/nonce-[\w+/=]+/g, 'nonce');
}

/** Questions that one caller asks, what went wrong, and how what is not there looked. */
async function askAll(caller: Caller, nth: number) {
  const wrong: string[] = [];
  const absences = new Map<string, Set<string>>();
  const cells = cellsFor(caller.kind, nth);
  for (const [number, cell] of cells.entries()) {
    const expected = expectedStatus(cell, caller);
    const asked = await requestOf(canary, { cell, caller, expected, unique: `${caller.kind}-${number}` });
    const answer = await canary.ask(caller, asked);
    const told = `${caller.kind}: ${cell.name} ${asked.method} ${asked.path} ${JSON.stringify(cell.target)}`;
    if (answer.status !== expected) wrong.push(`${told} ${answer.status} ≠ ${expected} ${answer.text}`);
    for (const leak of leaksIn(caller, answer)) wrong.push(`${told} leaks ${leak}`);
    if (expected === 404) {
      const key = `${caller.kind} ${cell.name} ${cell.body.needs.join()}`;
      absences.set(key, (absences.get(key) ?? new Set()).add(comparable(answer)));
    }
  }
  return { wrong, absences, count: cells.length };
}

const scoped = new Set(['scoped', 'two', 'regional']);

it('every row answers every kind of caller as it should, and tells them nothing of anybody else', async () => {
  const began = Date.now();
  const wrong: string[] = [];
  let count = 0;
  let absent = 0;
  for (const [nth, caller] of canary.callers.entries()) {
    const before = canary.world.tenant.ledger.length;
    const result = await askAll(await canary.signedInAgain(caller), nth);
    count += result.count;
    wrong.push(...result.wrong);
    for (const [key, answers] of result.absences) {
      absent += 1;
      if (answers.size > 1) wrong.push(`${key}: ${[...answers].join('\n')}`);
    }
    const written = canary.world.tenant.ledger.slice(before).filter(({ method }) => method !== 'GET');
    const outside = [...canary.users.us, ...(caller.kind === 'two' ? [] : canary.users.uk)];
    for (const { method, path } of scoped.has(caller.kind) ? written : []) {
      if (outside.some(({ userId }) => path.includes(encodeURIComponent(userId)))) {
        wrong.push(`${caller.kind} has reached ${method} ${path}`);
      }
    }
  }
  const seconds = Math.round((Date.now() - began) / 1000);
  process.stdout.write(`matrix: ${count} cells, ${absent} absences compared, ${seconds} s\n`);
  expect(wrong.slice(0, 20)).toEqual([]);
  expect(count).toBeGreaterThanOrEqual(3000);
}, 900_000);
