import { setTimeout as pause } from 'node:timers/promises';
import type { Operation } from '@rollcall/shared/contract/operations.ts';
import { type Api, managementApi } from '@rollcall/tenant/testing/test-tenant.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Killable, killable } from '../../testing/killable.ts';
import { confirm, operationNow, startBulk, until } from '../../testing/operations.ts';
import { startWorld, type World } from '../../testing/world.ts';

/** How many users, and how often the process is killed. A bulk operation is to survive 50 times with 20,000. */
const ITEMS = Number(process.env['BULK_ITEMS'] ?? 60);
const KILLS = Number(process.env['BULK_KILLS'] ?? 2);
const TICKETS = Math.min(ITEMS, 40);
/** Users at the same time, as in `run.ts`: so many may be under way at a kill. */
const AT_ONCE = 8;
const LOST_TICKETS = 4;

let world: World;
let api: Api;
let rollcall: Killable;
beforeAll(async () => {
  world = await startWorld(ITEMS > 200 ? { seedUsers: ITEMS * 2 } : {});
  api = await managementApi(world.tenant);
  rollcall = await killable(world, world.ports.at(-1) ?? 0);
}, 600_000);
afterAll(async () => {
  await rollcall.remove();
  await world.close();
});

interface Person {
  user_id: string;
  email?: string;
  blocked?: boolean;
  created_at: string;
  user_metadata?: { killed?: string };
  identities: { connection: string }[];
}

/** Everybody in the tenant, a thousand at a time: no search tells of more. */
async function everybody(): Promise<Map<string, Person>> {
  const all = new Map<string, Person>();
  let since = '*';
  for (;;) {
    const before = all.size;
    for (let page = 0; page < 10; page += 1) {
      const q = encodeURIComponent(`created_at:[${since} TO *]`);
      const { body } = await api('GET', `/users?q=${q}&sort=created_at:1&per_page=100&page=${page}`);
      const people: Person[] = Object(body);
      for (const person of people) all.set(person.user_id, person);
      if (people.length < 100) return all;
      if (page === 9) since = people.at(-1)?.created_at ?? since;
    }
    if (all.size === before) throw new Error('Too many were created in one moment.');
  }
}

/** The successful writes that the tenant has done since, whoever waited for the answer: who, and what. */
async function writesSince(checkpoint: string): Promise<{ what: string; userId: string }[]> {
  const writes: { what: string; userId: string }[] = [];
  let from = checkpoint;
  for (;;) {
    const { body } = await api('GET', `/logs?from=${from}&take=100`);
    const events: { log_id: string; type: string; user_id?: string; details?: unknown }[] = Object(body);
    for (const { type, user_id: userId, details } of events) {
      const { path, body: sent } = Object(Object(details).request);
      if (type !== 'sapi') continue;
      const what = String(path).endsWith('password-change') ? 'ticket' : Object.keys(Object(sent)).join();
      writes.push({ what, userId: String(Object(sent).user_id ?? userId) });
    }
    if (events.length === 0) return writes;
    from = events.at(-1)?.log_id ?? from;
  }
}

/** How many have had exactly so many of these writes. */
function timesOf(writes: readonly { what: string; userId: string }[], what: string): Map<string, number> {
  const times = new Map<string, number>();
  for (const write of writes) {
    if (write.what === what) times.set(write.userId, (times.get(write.userId) ?? 0) + 1);
  }
  return times;
}

/** Some of what goes wrong with a tenant, in such shares of the writes of users. */
function spoil(): void {
  const { faults } = world.tenant;
  const patch = { method: 'PATCH', path: '/api/v2/users/*' };
  // Refused, but not for long: a tenant that is full the whole time is another matter.
  const headers = { 'x-ratelimit-limit': '1000', 'x-ratelimit-remaining': '900', 'x-ratelimit-reset': '0' };
  faults.add({ kind: 'status', status: 429, share: 0.02, headers, path: '/api/v2/users/*' });
  faults.add({ kind: 'status', status: 500, share: 0.02, ...patch });
  faults.add({ kind: 'cut', when: 'after', share: 0.02, ...patch });
  const ticket = { method: 'POST', path: '/api/v2/tickets/*', share: 0.1 };
  faults.add({ kind: 'cut', when: 'after', times: LOST_TICKETS / 2, ...ticket });
  faults.add({ kind: 'status', status: 500, times: LOST_TICKETS / 2, ...ticket });
  faults.setLatency(15);
}

const settledOf = ({ counts, total }: Operation) => total - counts.pending - counts.sending;

async function started(act: object, ids: readonly string[]): Promise<string> {
  const [first, ...rest] = Array.from({ length: Math.ceil(ids.length / 2000) }, (_, at) =>
    ids.slice(at * 2000, (at + 1) * 2000),
  );
  const { id } = await startBulk(rollcall.browser, { ...act, ids: first, more: rest.length > 0 });
  for (const [at, more] of rest.entries()) {
    const body = { ids: more, more: at < rest.length - 1 };
    await rollcall.browser.api('POST', `/api/operations/${id}/users`, { body });
  }
  return id;
}

it(`loses nothing, doubles nothing and says nothing false, killed ${KILLS} times among ${ITEMS} users`, async () => {
  const before = [...(await everybody()).values()].filter(
    ({ email, blocked }) => email?.endsWith('@rollcall.example') !== true && blocked !== true,
  );
  const ids = before.slice(0, ITEMS).map(({ user_id: userId }) => userId);
  const withPasswords = before.filter(
    ({ email, identities }) =>
      email !== undefined && identities[0]?.connection === 'Username-Password-Authentication',
  );
  const forTickets = withPasswords.slice(0, TICKETS).map(({ user_id: userId }) => userId);
  expect([ids.length, forTickets.length]).toEqual([ITEMS, TICKETS]);

  await rollcall.start();
  const { browser } = rollcall;
  await browser.signIn('admin@rollcall.example');
  const operations = [
    await started({ user_metadata: { killed: 'survived' } }, ids),
    await started({ block: true }, ids),
    await started({ create_password_tickets: { ttl_sec: 3600, mark_email_as_verified: false } }, forTickets),
  ];
  // The first time while it finds out what it would come to.
  await rollcall.kill();
  await rollcall.start();
  const { body: newest } = await api('GET', '/logs?per_page=1&sort=date:-1');
  for (const id of operations) {
    const ready = await until(browser, id, ['ready']);
    expect((await confirm(browser, ready)).status).toBe(200);
  }
  spoil();
  let hits = 0;
  for (let kill = 1; kill < KILLS; kill += 1) {
    const now = () => Promise.all(operations.map((id) => operationNow(browser, id)));
    const enough = ((ITEMS * 2 + TICKETS) * kill) / (KILLS + 1);
    let last = await now();
    while (last.reduce((sum, each) => sum + settledOf(each), 0) < enough) {
      await pause(20);
      last = await now();
    }
    await pause(Math.random() * 60);
    await rollcall.kill();
    if (last.some(({ counts }) => counts.sending > 0)) hits += 1;
    await rollcall.start();
  }
  const over: Operation[] = [];
  for (const id of operations) over.push(await until(browser, id, ['done', 'failed'], 600_000));
  world.tenant.faults.clear();

  const [metadata, blocks, tickets] = over;
  const writes = await writesSince(String(Object(newest)[0].log_id));
  const [patched, blocked, given] = ['user_metadata', 'blocked', 'ticket'].map((what) =>
    timesOf(writes, what),
  );
  const after = await everybody();
  const told = {
    hits,
    metadata: metadata?.counts,
    blocks: blocks?.counts,
    tickets: tickets?.counts,
    refusals: over.map(({ refusals }) => refusals),
  };
  if (process.env['BULK_ITEMS'] !== undefined) process.stdout.write(`${JSON.stringify(told)}\n`);

  // Lost, doubled, falsely told: nobody.
  const none = { pending: 0, sending: 0, failed: 0, unknown: 0, refused: 0, already: 0 };
  expect(told).toMatchObject({ metadata: { ...none, done: ITEMS }, blocks: { ...none, done: ITEMS } });
  expect(ids.filter((id) => after.get(id)?.user_metadata?.killed !== 'survived')).toEqual([]);
  expect(ids.filter((id) => after.get(id)?.blocked !== true)).toEqual([]);
  expect([...new Set(patched?.values())]).toEqual([1]);
  expect([...new Set(blocked?.values())]).toEqual([1]);
  expect([patched?.size, blocked?.size]).toEqual([ITEMS, ITEMS]);
  expect(hits).toBeGreaterThan(0);

  // Nobody has two tickets, everybody has one who is told to have it, and few are not known.
  const { done = 0, unknown = 0 } = tickets?.counts ?? {};
  expect(done + unknown).toBe(TICKETS);
  expect(unknown).toBeLessThanOrEqual(AT_ONCE * KILLS + LOST_TICKETS);
  expect([...new Set(given?.values())]).toEqual([1]);
  const { text } = await browser.request(`/api/operations/${tickets?.id}/report?state=done`, {
    headers: { 'x-csrf': '1' },
  });
  const listed = forTickets.filter((id) => text.includes(id));
  expect(listed).toHaveLength(done);
  expect(listed.filter((id) => !given?.has(id))).toEqual([]);

  // All of it is put back, also what nobody could tell of because they were killed, and also after a kill.
  const { body: undoing } = await browser.api('POST', `/api/operations/${blocks?.id}/undo`);
  const undo = await until(browser, Object(undoing).id, ['ready']);
  await confirm(browser, undo);
  while (settledOf(await operationNow(browser, undo.id)) < ITEMS / 4) await pause(20);
  await rollcall.kill();
  await rollcall.start();
  expect((await until(browser, undo.id, ['done', 'failed'], 600_000)).counts).toEqual({
    ...none,
    done: ITEMS,
  });
  const back = await everybody();
  expect(ids.filter((id) => back.get(id)?.blocked === true)).toEqual([]);
  const all = timesOf(await writesSince(String(Object(newest)[0].log_id)), 'blocked');
  expect([...new Set(all.values())]).toEqual([2]);
}, 3_600_000);
