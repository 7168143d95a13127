import { chromium, type Page } from '@playwright/test';
import { printQuery } from '../packages/shared/src/query/print.ts';
import { readSearchBox } from '../packages/shared/src/user/search-box.ts';
import { Browser } from '../apps/bff/src/testing/browser.ts';
import { chromiumPath } from '../scripts/chromium.mjs';
import { bffEnvironment, tenantEnvironment } from '../scripts/local-tenant.mjs';
import { Houses } from './houses.ts';
import { m2mToken } from './m2m-token.ts';
import { middle } from './middle.ts';

/**
 * What a person waits for among 100,000 users, in Chromium: from the key press to the rows on the screen,
 * against the same search made straight at the tenant, turn by turn in one run; and whether scrolling 1,000
 * loaded rows keeps every frame. Ends with 1 when one is worse than promised. `BENCH_USERS` names another size.
 */
const rollcall = 'http://localhost:4711';
const tenant = 'http://localhost:4712';
const users = process.env['BENCH_USERS'] ?? '100000';
const rounds = 3;
const words = ['anna', 'müller', 'garcia', 'tanaka', 'emily', 'example.net', 'nguyen', 'schäfer'];
/** The most that a search may take, as a multiple of the tenant's own answer. */
const mostTimes = 3;
/** The longest frame while scrolling, in milliseconds. */
const longestFrame = 32;
const listedFields =
  'user_id,name,nickname,given_name,family_name,username,email,email_verified,phone_number,picture,blocked,created_at,updated_at,last_login,logins_count,identities';

async function bench(): Promise<void> {
  const houses = new Houses();
  try {
    await houses.start('packages/tenant/src/main.ts', {
      ...tenantEnvironment(rollcall),
      TENANT_PORT: new URL(tenant).port,
      SEED_USERS: users,
    });
    await houses.start('apps/bff/src/main.ts', {
      ...bffEnvironment(new URL(tenant).port),
      PORT: new URL(rollcall).port,
    });
    const browser = await chromium.launch({ executablePath: await chromiumPath(), args: ['--disable-gpu'] });
    try {
      const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
      await context.addCookies([{ name: 'sid', value: await session(), url: rollcall }]);
      const page = await context.newPage();
      const isQuick = await searches(page);
      const isSmooth = await scrolling(page);
      process.exitCode = isQuick && isSmooth ? 0 : 1;
    } finally {
      await browser.close();
    }
  } finally {
    await houses.stop();
  }
}

async function searches(page: Page): Promise<boolean> {
  const token = await m2mToken(tenant);
  const [ours, straight]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    // Nothing is remembered of the round before.
    await page.goto(`${rollcall}/users`);
    await page.locator('[data-user-link]').first().waitFor();
    for (const word of words) {
      straight.push(await straightAt(word, token));
      ours.push(await keyToRows(page, word));
    }
  }
  const ratio = middle(ours) / middle(straight);
  console.log(
    `from Enter to rows on the screen, ${users} users: ×${ratio.toFixed(2)} of the tenant's own answer   ${promised(ratio <= mostTimes)}`,
  );
  return ratio <= mostTimes;
}

/** How long the tenant takes for what the BFF would ask, in milliseconds. */
async function straightAt(word: string, token: string): Promise<number> {
  const box = readSearchBox(word);
  if (box.kind !== 'words') throw new Error(`${word} is not taken for a word.`);
  const query = new URLSearchParams({
    q: printQuery({ kind: 'and', operands: [box.query, { kind: 'all' }] }),
    search_engine: 'v3',
    page: '0',
    per_page: '50',
    sort: 'created_at:-1',
    include_totals: 'true',
    fields: listedFields,
    include_fields: 'true',
  });
  const begun = performance.now();
  const answer = await fetch(`${tenant}/api/v2/users?${query}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  await answer.json();
  return performance.now() - begun;
}

/** From the press of Enter to the frame in which the rows stand, in milliseconds, as the page itself sees it. */
async function keyToRows(page: Page, word: string): Promise<number> {
  const box = page.getByRole('searchbox', { name: 'Search users' });
  await box.fill('');
  await box.press('Enter');
  await page.waitForURL(`${rollcall}/users`);
  await page.locator('table[aria-busy="false"]').waitFor();
  await page.waitForTimeout(400);
  const measured = page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        addEventListener(
          'keydown',
          () => {
            const begun = performance.now();
            let isAsked = false;
            const look = () => {
              const isBusy = document.querySelector('table')?.getAttribute('aria-busy') !== 'false';
              isAsked ||= isBusy;
              if (isAsked && !isBusy) resolve(performance.now() - begun);
              else requestAnimationFrame(look);
            };
            requestAnimationFrame(look);
          },
          { once: true, capture: true },
        );
      }),
  );
  await box.fill(word);
  await box.press('Enter');
  return measured;
}

async function scrolling(page: Page): Promise<boolean> {
  await page.goto(`${rollcall}/users?per_page=1000`);
  await page.locator('tr[aria-rowindex]').first().waitFor();
  await page.waitForTimeout(500);
  const frames = await page.evaluate(
    () =>
      new Promise<number[]>((resolve) => {
        const scroller = document.querySelector('table')?.parentElement;
        const found: number[] = [];
        let last = performance.now();
        const step = (now: number) => {
          found.push(now - last);
          last = now;
          scroller?.scrollBy(0, 100);
          if (found.length < 400) requestAnimationFrame(step);
          else resolve(found.slice(1));
        };
        requestAnimationFrame(step);
      }),
  );
  const worst = Math.max(...frames);
  const late = frames.filter((frame) => frame > longestFrame).length;
  console.log(
    `scrolling 1,000 rows: ${late} of ${frames.length} frames over ${longestFrame} ms, the longest ×${(worst / middle(frames)).toFixed(1)} of the middle one   ${promised(late === 0)}`,
  );
  return late === 0;
}

function promised(isOk: boolean): string {
  return isOk ? 'as promised' : 'WORSE THAN PROMISED';
}

async function session(): Promise<string> {
  const browser = new Browser(rollcall);
  await browser.signIn('admin@rollcall.example');
  return browser.cookie('sid') ?? '';
}

await bench();
