import { mkdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test as base, expect, type Page } from '@playwright/test';
import { houses } from './houses.ts';
import { forge, Noise, type Reply } from './noise.ts';
import { signInAtTenant } from './tenant-pages.ts';

export { expect };

/** The demonstration team. */
export type TeamMember = 'admin' | 'editor' | 'support' | 'viewer' | 'auditor';
type House = keyof typeof houses;

/** After that, acts that destroy something would ask for a fresh sign-in (five minutes). */
const recently = 3 * 60_000;

function isRecent(file: string): boolean {
  const kept = statSync(file, { throwIfNoEntry: false });
  return kept !== undefined && Date.now() - kept.mtimeMs < recently;
}

/** Said aloud, because Playwright gives every new context the cookies of the test. */
const noCookies = { cookies: [], origins: [] };

interface Fixtures {
  /** Who is signed in when the test begins. */
  as: TeamMember | 'nobody';
  /** Which Rollcall the test is about. */
  house: House;
  noise: Noise;
  /** Another browser, in which this team member is signed in. */
  another: (who: TeamMember | 'nobody') => Promise<Page>;
  /** A request from within the page that the page would not make by itself. */
  forged: (
    method: string,
    path: string,
    init?: { body?: unknown; headers?: Record<string, string> },
  ) => Promise<Reply>;
}

interface WorkerFixtures {
  /** Signs in through the real pages, once per worker, and answers where the cookies are kept. */
  cookiesOf: (who: TeamMember, house: House) => Promise<string>;
}

/**
 * The test of Playwright with a signed-in team member, and with ears: a test in which the browser
 * reports an error that the test does not expect fails.
 */
export const test = base.extend<Fixtures, WorkerFixtures>({
  as: ['admin', { option: true }],
  house: ['whole', { option: true }],
  baseURL: async ({ house }, provide) => provide(houses[house]),

  cookiesOf: [
    async ({ browser }, provide, { parallelIndex }) => {
      await provide(async (who, house) => {
        // By place, not by worker: one that takes over after a failure goes on with the same session.
        const file = join(
          String(process.env['E2E_DATA_DIR']),
          'cookies',
          `${house}-${who}-${parallelIndex}.json`,
        );
        if (isRecent(file)) return file;
        mkdirSync(dirname(file), { recursive: true });
        const context = await browser.newContext({ baseURL: houses[house], storageState: noCookies });
        const page = await context.newPage();
        await page.goto('/auth/login?returnTo=%2Fusers');
        await signInAtTenant(page, `${who}@rollcall.example`);
        await page.waitForURL('/users', { waitUntil: 'commit' });
        await context.storageState({ path: file });
        await context.close();
        return file;
      });
    },
    { scope: 'worker' },
  ],

  storageState: async ({ as, house, cookiesOf }, provide) =>
    provide(as === 'nobody' ? noCookies : await cookiesOf(as, house)),

  noise: [
    async ({ context, as }, provide) => {
      const noise = new Noise();
      // Whether anybody is signed in, a page learns by asking.
      if (as === 'nobody') noise.allow(/status of 401 .*\/api\//);
      await noise.listenTo(context);
      await provide(noise);
      expect(noise.unexpected()).toEqual([]);
    },
    { auto: true },
  ],

  another: async ({ browser, house, cookiesOf, noise }, provide) => {
    const opened: Page[] = [];
    await provide(async (who) => {
      const context = await browser.newContext({
        baseURL: houses[house],
        storageState: who === 'nobody' ? noCookies : await cookiesOf(who, house),
      });
      await noise.listenTo(context);
      const page = await context.newPage();
      opened.push(page);
      return page;
    });
    for (const page of opened) await page.context().close();
  },

  forged: async ({ page, noise }, provide) =>
    provide((method, path, init) => forge(page, noise, method, path, init)),
});
