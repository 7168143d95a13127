import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { startTenant } from '../packages/tenant/src/start.ts';
import { m2mToken } from './m2m-token.ts';
import { measure, type Search, searches } from './tenant-searches.ts';

/**
 * What searches of the local tenant cost among 100,000 and among a million people: medians and
 * their ratio. Ends with 1 when a look-up grows more than promised, or anything takes Auth0's two
 * seconds. `BENCH_USERS` names other sizes; `BENCH_DATABASE_URLS` names an empty PostgreSQL database for each.
 */
const sizes = (process.env['BENCH_USERS'] ?? '100000,1000000').split(',').map(Number);
const databases = process.env['BENCH_DATABASE_URLS']?.split(',') ?? [];
const TIMEOUT_MS = 2_000;
const Users = z.array(z.object({ user_id: z.string(), email: z.string() })).min(1);

type Medians = ReadonlyMap<string, { search: Search; median: number }>;

async function measureTenant(users: number, databaseUrl: string | undefined): Promise<Medians> {
  const dataDir = mkdtempSync(join(tmpdir(), 'rollcall-bench-'));
  const before = performance.now();
  const tenant = await startTenant({
    port: 0,
    host: '127.0.0.1',
    dataDir,
    databaseUrl,
    seedUsers: users,
    callbackUrls: ['http://localhost:3000/auth/callback'],
    logoutUrls: ['http://localhost:3000'],
    controls: false,
    // A slow search is to be measured, not refused.
    searchTimeoutMs: 60_000,
  });
  try {
    console.log(
      `${count(users)} people are there after ${Math.round((performance.now() - before) / 1000)} s`,
    );
    const token = await m2mToken(tenant.url);
    const medians = new Map<string, { search: Search; median: number }>();
    for (const search of searches(await somebody(tenant.url, token))) {
      medians.set(search.title, { search, median: await measure(tenant.url, token, search) });
    }
    return medians;
  } finally {
    await tenant.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function somebody(url: string, token: string) {
  const q = encodeURIComponent('_exists_:email AND created_at:2025');
  const answer = await fetch(`${url}/api/v2/users?q=${q}&per_page=1`, {
    headers: { authorization: `Bearer ${token}` },
  });
  const [user] = Users.parse(await answer.json());
  if (user === undefined) throw new Error('Nobody has an e-mail address.');
  return user;
}

function report(small: Medians, large: Medians): boolean {
  let isWithin = true;
  console.log(
    `\n${'median, ms'.padEnd(46)}${sizes.map((size) => count(size).padStart(11)).join('')}   ratio\n`,
  );
  for (const [title, { search, median }] of large) {
    const base = small.get(title)?.median ?? Number.NaN;
    const ratio = median / base;
    const isOk = median < TIMEOUT_MS && (search.ratio === undefined || ratio <= search.ratio);
    isWithin &&= isOk;
    const promise = search.ratio === undefined ? '' : `at most ×${search.ratio}`;
    console.log(
      title.padEnd(46) +
        [base, median].map((value) => value.toFixed(1).padStart(11)).join('') +
        `   ×${ratio.toFixed(2).padEnd(6)} ${promise}${isOk ? '' : '  WORSE THAN PROMISED'}`,
    );
  }
  return isWithin;
}

function count(users: number): string {
  return users.toLocaleString('en');
}

const measured: Medians[] = [];
for (const [index, size] of sizes.entries()) measured.push(await measureTenant(size, databases[index]));
const [small, large] = measured;
if (small !== undefined) process.exitCode = report(small, large ?? small) ? 0 : 1;
