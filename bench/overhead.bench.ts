import { z } from 'zod';
import { Browser } from '../apps/bff/src/testing/browser.ts';
import { bffEnvironment, tenantEnvironment } from '../scripts/local-tenant.mjs';
import { Houses } from './houses.ts';
import { m2mToken } from './m2m-token.ts';
import { middle } from './middle.ts';
import { load, type Measurement, type Target } from './load.ts';

/**
 * What the BFF costs: the users list (50 rows) and a single user through it, against the same calls
 * made straight at the tenant, in the same run, turn by turn. Prints ratios; ends with 1 when one is
 * worse than promised.
 */
const rollcall = 'http://localhost:4701';
const tenant = 'http://localhost:4702';
const rounds = 5;
const seconds = 2;
const listedFields =
  'user_id,name,nickname,given_name,family_name,username,email,email_verified,phone_number,picture,blocked,created_at,last_login,logins_count,identities';

/** The worst ratios allowed: median time, and throughput. */
interface Limits {
  median: number;
  throughput: number;
}

async function bench(): Promise<void> {
  const houses = new Houses();
  try {
    await houses.start('packages/tenant/src/main.ts', {
      ...tenantEnvironment(rollcall),
      TENANT_PORT: new URL(tenant).port,
      TENANT_CONTROLS: '1',
    });
    await houses.start('apps/bff/src/main.ts', {
      ...bffEnvironment(new URL(tenant).port),
      PORT: new URL(rollcall).port,
    });
    const pairs = await targets();
    console.log('Rollcall against the same calls made straight at the tenant (through / straight)\n');
    const isFast = await compare('local tenant', pairs, [1, 16], { median: 1.5, throughput: 0.5 });
    await setLatency(30);
    const isFastFarAway = await compare('tenant that takes 30 ms', pairs, [1, 16], {
      median: 1.15,
      throughput: 0,
    });
    process.exitCode = isFast && isFastFarAway ? 0 : 1;
  } finally {
    await houses.stop();
  }
}

interface Pair {
  title: string;
  straight: Target;
  through: Target;
}

async function targets(): Promise<Pair[]> {
  const token = await m2mToken(tenant);
  const browser = new Browser(rollcall);
  await browser.signIn('admin@rollcall.example');
  const straight = { authorization: `Bearer ${token}` };
  const through = { cookie: `sid=${browser.cookie('sid') ?? ''}`, 'x-csrf': '1' };
  const list = `q=*%3A*&search_engine=v3&page=0&per_page=50&sort=created_at%3A-1&include_totals=true&fields=${encodeURIComponent(listedFields)}&include_fields=true`;
  const page = await fetch(`${tenant}/api/v2/users?${list}`, { headers: straight });
  const { users } = z.object({ users: z.array(z.object({ user_id: z.string() })) }).parse(await page.json());
  const id = encodeURIComponent(users[7]?.user_id ?? '');
  return [
    {
      title: 'users list, 50 rows',
      straight: { url: `${tenant}/api/v2/users?${list}`, headers: straight },
      through: { url: `${rollcall}/api/users?per_page=50`, headers: through },
    },
    {
      title: 'single user',
      straight: { url: `${tenant}/api/v2/users/${id}`, headers: straight },
      through: { url: `${rollcall}/api/users/${id}`, headers: through },
    },
  ];
}

async function compare(
  upstream: string,
  pairs: readonly Pair[],
  connections: readonly number[],
  limits: Limits,
) {
  let isWithin = true;
  for (const { title, straight, through } of pairs) {
    for (const count of connections) {
      const ratios: Measurement[] = [];
      await load(through, count, 1);
      await load(straight, count, 1);
      for (let round = 0; round < rounds; round += 1) {
        const base = await load(straight, count, seconds);
        const ours = await load(through, count, seconds);
        ratios.push({ median: ours.median / base.median, throughput: ours.throughput / base.throughput });
      }
      const median = middle(ratios.map((ratio) => ratio.median));
      const throughput = middle(ratios.map((ratio) => ratio.throughput));
      const isOk = median <= limits.median && throughput >= limits.throughput;
      isWithin &&= isOk;
      console.log(
        `${upstream.padEnd(24)} ${title.padEnd(20)} ${String(count).padStart(2)} connections   ` +
          `median ×${median.toFixed(2)}   throughput ×${throughput.toFixed(2)}   ${isOk ? 'as promised' : 'WORSE THAN PROMISED'}`,
      );
    }
  }
  return isWithin;
}

async function setLatency(ms: number): Promise<void> {
  await fetch(`${tenant}/__tenant/faults/latency`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ms }),
  });
}

await bench();
