import { sizeOf } from '@rollcall/shared/testing/size.ts';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { type CanaryWorld, leaksIn, startCanaryWorld } from './canary-world.ts';
import { Dice, seedFrom } from './dice.ts';
import { type HostileRequest, hostileRequest } from './hostile.ts';

const seed = seedFrom(process.env.HOSTILE_SEED);
/** The embedded database has met most of them; a server meets some again. */
const inEachRun = inject('postgresql') === undefined ? sizeOf({ short: 8_000, whole: 25_000 }) : 2_500;
const count = Number(process.env.HOSTILE_COUNT ?? inEachRun);
const inFlight = 16;

/**
 * The addresses of the Management API that Rollcall has been written to ask: `{user}` is the id of a user,
 * `{id}` any other.
 */
const templates = [
  'GET|POST /users',
  'GET /(users-by-email|connections|clients|roles|resource-servers|organizations)',
  'GET|PATCH|DELETE /users/{user}',
  'GET|DELETE /users/{user}/(sessions|refresh-tokens|authentication-methods)',
  'GET|DELETE /users/{user}/authentication-methods/[a-z-]{1,40}%7C{id}',
  'POST /users/{user}/(revoke-access|recovery-code-regeneration|identities)',
  'POST /users/{user}/multifactor/actions/invalidate-remember-browser',
  'DELETE /users/{user}/identities/{id}/[^/?#]+',
  'GET /users/{user}/(logs|organizations|effective-roles|effective-roles/sources/groups)',
  'GET|POST|DELETE /users/{user}/(roles|permissions)',
  'GET|DELETE /user-blocks/{user}',
  'GET|DELETE /(sessions|refresh-tokens)/{id}',
  'POST /sessions/{id}/revoke',
  'GET /(device-credentials|grants)',
  'DELETE /(device-credentials/{id}|grants(/{id})?)',
  'POST /(guardian/enrollments/ticket|tickets/password-change|tickets/email-verification)',
  'POST /jobs/verification-email',
  'GET /(jobs/{id}|roles/{id}|roles/{id}/permissions|organizations/{id})',
  'GET|PATCH /connections/{id}',
  'POST|DELETE /organizations/{id}/members',
  'GET|POST|DELETE /organizations/{id}/members/{user}/roles',
  'GET /organizations/{id}/members/{user}/effective-roles(/sources/groups)?',
  'GET|POST /organizations/{id}/invitations',
  'GET|DELETE /organizations/{id}/invitations/{id}',
].map((template) => {
  const [methods, address = ''] = template.split(' ');
  const path = address
    .replaceAll('{user}', String.raw`[\w-]{1,64}%7C[^/?#]+`)
    .replaceAll('{id}', String.raw`[\w-]+`);
  return new RegExp(`^(${methods}) /api/v2${path}$`);
});

let canary: CanaryWorld;
beforeAll(async () => {
  canary = await startCanaryWorld();
});
afterAll(() => canary.close());

/** Reads the tenant's ledger from where it was left; it remembers the last 10,000 requests only. */
function ledgerReader(outside: readonly string[]) {
  const { ledger } = canary.world.tenant;
  let last = ledger.at(-1);
  const result = { asked: 0, wrong: new Array<string>() };
  return () => {
    const fresh = ledger.slice(last === undefined ? 0 : ledger.lastIndexOf(last) + 1);
    last = ledger.at(-1);
    result.asked += fresh.length;
    for (const { method, path } of fresh) {
      const [address = ''] = path.split('?');
      const isKnown = templates.some((template) => template.test(`${method} ${address}`));
      const isMutation = method !== 'GET' && outside.some((id) => address.includes(id));
      if (!isKnown || isMutation) result.wrong.push(`${method} ${path}`);
    }
    return result;
  };
}

it(`keeps its secrets and its feet under ${count} hostile requests (HOSTILE_SEED=${seed})`, async () => {
  process.stdout.write(`hostile: HOSTILE_SEED=${seed} HOSTILE_COUNT=${count}\n`);
  const addressesOf = (region: 'eu' | 'uk' | 'us') =>
    canary.users[region].map(({ userId }) => encodeURIComponent(userId));
  const users = { covered: addressesOf('eu'), outside: addressesOf('us') };
  const readLedger = ledgerReader(users.outside);
  const dice = new Dice(seed);
  const statuses = new Map<number, number>();
  const wrong: string[] = [];
  const began = Date.now();

  const ask = async (request: HostileRequest) => {
    const caller = canary.callerOf(request.kind);
    const answer = await canary.ask(caller, request);
    statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
    const isSlowSearch = answer.status === 503 && answer.text.includes('"search_too_slow"');
    const leaks = leaksIn(caller, answer);
    if (leaks.length > 0 || (answer.status >= 500 && !isSlowSearch)) {
      wrong.push(`${JSON.stringify(request)} ${answer.status} ${leaks.join()} ${answer.text.slice(0, 200)}`);
    }
  };
  for (let asked = 0; asked < count; asked += inFlight) {
    await Promise.all(Array.from({ length: inFlight }, () => ask(hostileRequest(dice, users))));
    readLedger();
  }

  const seconds = Math.round((Date.now() - began) / 1000);
  const ledger = readLedger();
  const told = [...statuses].toSorted(([a], [b]) => a - b).map(([status, times]) => `${status}: ${times}`);
  process.stdout.write(
    `hostile: ${seconds} s; the tenant was asked ${ledger.asked} times; ${told.join(', ')}\n`,
  );
  expect(ledger.wrong.slice(0, 20)).toEqual([]);
  expect(wrong.slice(0, 20)).toEqual([]);
  expect(canary.rollcall.log()).not.toContain('SECRET-');
}, 3_600_000);
