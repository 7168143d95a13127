import { setTimeout as pause } from 'node:timers/promises';
import { startTenant } from '@rollcall/tenant/start.ts';
import { Browser } from '../apps/bff/src/testing/browser.ts';
import { confirm, startBulk, until } from '../apps/bff/src/testing/operations.ts';
import { search } from '../apps/bff/src/testing/users.ts';
import { bffEnvironment } from '../scripts/local-tenant.mjs';
import { Houses } from './houses.ts';

/**
 * What an act on many makes of the tenant's rate limit (16 requests a second, 50 at once), and what is left to
 * a person meanwhile. Ends with 1 when something is worse than promised.
 */
const rollcall = 'http://localhost:4711';
const port = 4712;
const perSecond = 16;
const seconds = 40;
/** Of what the tenant adds, so much is used at least; of what is sent, so much is refused at most. */
const [leastUsed, mostRefused] = [0.95, 0.01];
/** The most that a person waits, as a multiple of what they wait with nothing going on. */
const mostTimes = 2;

async function bench(): Promise<void> {
  const houses = new Houses();
  const tenant = await startTenant({
    port,
    host: '127.0.0.1',
    seedUsers: 2000,
    callbackUrls: [`${rollcall}/auth/callback`],
    logoutUrls: [`${rollcall}/sign-in`],
    controls: false,
    plan: 'enterprise',
  });
  try {
    await houses.start('apps/bff/src/main.ts', { ...bffEnvironment(port), PORT: new URL(rollcall).port });
    const browser = new Browser(rollcall);
    await browser.signIn('admin@rollcall.example');
    const pages = await Promise.all(
      [0, 1, 2, 3, 4, 5, 6, 7].map((page) =>
        search(browser, 'NOT blocked:true', `&per_page=100&sort=user_id:1&page=${page}`),
      ),
    );
    const ids = pages.flatMap(({ users }) => users.map(({ user_id: id }) => id));
    const one = `/api/users/${encodeURIComponent(ids.at(-1) ?? '')}`;
    await pause(5000);
    const alone = await waits(browser, one, 20_000);

    const begun = await startBulk(browser, { user_metadata: { bench: Date.now() }, ids });
    await confirm(browser, await until(browser, begun.id, ['ready']));
    // The bucket is full at first; what counts is what goes on when people's share is all that is left of it.
    await pause(8000);
    const from = tenant.ledger.length;
    await pause(seconds * 1000);
    const during = tenant.ledger.slice(from);
    const refused = during.filter(({ status }) => status === 429).length / during.length;
    const used = during.filter(({ status }) => status !== 429).length / (perSecond * seconds);
    const busy = await waits(browser, one, 10_000);
    await browser.api('POST', `/api/operations/${begun.id}/cancel`);

    const times = busy / alone;
    const isKept = [used >= leastUsed, refused <= mostRefused, times <= mostTimes];
    console.log(`of what the tenant adds, an act on many uses ${percent(used)}   ${promised(isKept[0])}`);
    console.log(`of what it sends, the tenant refuses ${percent(refused)}   ${promised(isKept[1])}`);
    console.log(`a person waits ×${times.toFixed(2)} (p95) of what they wait alone   ${promised(isKept[2])}`);
    process.exitCode = isKept.every(Boolean) ? 0 : 1;
  } finally {
    await houses.stop();
    await tenant.close();
  }
}

/** How long a person who opens one user a second waits, at the 95th percentile, in milliseconds. */
async function waits(browser: Browser, path: string, forMs: number): Promise<number> {
  const taken: number[] = [];
  for (const end = Date.now() + forMs; Date.now() < end;) {
    const begun = performance.now();
    await browser.api('GET', path);
    taken.push(performance.now() - begun);
    await pause(500);
  }
  return taken.toSorted((one, other) => one - other)[Math.floor(taken.length * 0.95)] ?? Number.NaN;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

function promised(isKept: boolean | undefined): string {
  return isKept === true ? 'as promised' : 'NOT as promised';
}

await bench();
