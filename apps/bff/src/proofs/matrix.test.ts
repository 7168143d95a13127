import { TeamMemberDetail } from '@rollcall/shared/contract/team.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import type { Caller } from './callers.ts';
import { type Answer, type Asked, type CanaryWorld, leaksIn, startCanaryWorld } from './canary-world.ts';
import { type Cell, cellsFor, expectedStatus } from './cells.ts';

let canary: CanaryWorld;
beforeAll(async () => {
  canary = await startCanaryWorld();
});
afterAll(() => canary.close());

const WithId = z.object({ id: z.string() });

/** Makes something of Rollcall's own for an Admin to change, and answers its id. */
async function makeTarget(name: string, unique: string): Promise<string> {
  const admin = canary.callerOf('admin');
  const post = async (path: string, body: unknown) => {
    const made = await canary.ask(admin, { method: 'POST', path, body: JSON.stringify(body) });
    if (made.status !== 201) throw new Error(made.text);
    return z.record(z.string(), z.unknown()).parse(JSON.parse(made.text));
  };
  if (name.endsWith('Role')) {
    return WithId.parse(await post('/api/team/roles', { title: unique, permissions: ['users:read'] })).id;
  }
  if (name.endsWith('Webhook')) {
    const { webhook } = await post('/api/webhooks', {
      url: `https://hooks.example/${unique}`,
      enabled: false,
    });
    return WithId.parse(webhook).id;
  }
  const grants = [{ role: 'viewer-users', scope: { all: true }, mask: [] }];
  const { member } = await post('/api/team', { email: `${unique}@target.example`, grants });
  return TeamMemberDetail.parse(member).id;
}

async function idFor({ name, target }: Cell, expected: number, unique: string): Promise<string> {
  if (target.kind === 'none') return '';
  if (target.kind === 'own') {
    return expected < 300 ? makeTarget(name, unique) : makeUp(name);
  }
  if (target.kind !== 'user') return target.id;
  const isThrowaway = name === 'deleteUser' && expected === 204;
  const user = isThrowaway
    ? await canary.door.user(target.region, unique)
    : canary.users[target.region][target.index];
  return encodeURIComponent(user?.userId ?? '');
}

function makeUp(name: string): string {
  return name.endsWith('Role') ? 'role_0123456789abcdef' : '00000000-0000-4000-8000-000000000000';
}

/** The request of a cell. A change is based on the user as its caller reads them, where they can. */
async function requestOf(cell: Cell, caller: Caller, expected: number, unique: string): Promise<Asked> {
  const { row, body, spoiled } = cell;
  const id = await idFor(cell, expected, unique);
  const path = row.path
    .replace(/:\w+/, id)
    .replace(':authenticationMethodId', 'totp%7Cdev_0000000000000000')
    .replace(/:\w+/, '00000000-0000-4000-8000-000000000000');
  const headers: Record<string, string> = { 'audit-reason': 'proof' };
  if (row.ifMatch === 'required') {
    const read = expected === 200 ? await canary.ask(caller, { method: 'GET', path }) : undefined;
    headers['if-match'] = String(read?.headers.etag ?? '"x"');
  }
  const value = spoiled === 'body' ? { ...body.value, unknown: 1 } : spoiled === 'array' ? [1] : body.value;
  return {
    method: row.method,
    path: spoiled === 'query' ? `${path}?unknown=1` : path,
    headers,
    body: value === undefined ? undefined : JSON.stringify(value),
  };
}

/** An answer without what is different in any two of them. */
function comparable({ status, headers, text }: Answer): string {
  const id = String(headers['x-request-id']);
  const told = { ...headers, date: '', 'x-request-id': '' };
  return JSON.stringify([status, told, text.replaceAll(id, '')]).replaceAll(/nonce-[\w+/=]+/g, 'nonce');
}

/** Questions that one caller asks, what went wrong, and how what is not there looked. */
async function askAll(caller: Caller) {
  const wrong: string[] = [];
  const absences = new Map<string, Set<string>>();
  const cells = cellsFor(caller.kind);
  for (const [number, cell] of cells.entries()) {
    const expected = expectedStatus(cell, caller);
    const asked = await requestOf(cell, caller, expected, `${caller.kind}-${number}`);
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

const scoped = new Set(['scoped', 'two']);

it('every row answers every kind of caller as it should, and tells them nothing of anybody else', async () => {
  const began = Date.now();
  const wrong: string[] = [];
  let count = 0;
  let absent = 0;
  for (const caller of canary.callers) {
    const before = canary.world.tenant.ledger.length;
    const result = await askAll(caller);
    count += result.count;
    wrong.push(...result.wrong);
    for (const [key, answers] of result.absences) {
      absent += 1;
      if (answers.size > 1) wrong.push(`${key}: ${[...answers].join('\n')}`);
    }
    const written = canary.world.tenant.ledger.slice(before).filter(({ method }) => method !== 'GET');
    const outside = [...canary.users.us, ...(caller.kind === 'scoped' ? canary.users.uk : [])];
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
