import type { Locator, Page } from '@playwright/test';
import { violationsIn, wcag } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { unique } from './tenant.ts';

const open = (page: Page, name: string | RegExp) => page.getByRole('link', { name }).click();

async function bottomOf(locator: Locator): Promise<number> {
  const box = await locator.boundingBox();
  return (box?.y ?? 0) + (box?.height ?? 0);
}

const inNavigation = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name, exact: true });

test('the team shows who may do what, over whom', async ({ page }) => {
  await page.goto('/team');
  const support = page.getByRole('row', { name: /support@rollcall\.example/ });
  await expect(support).toContainText('Support');
  await expect(support).toContainText('users whose app_metadata.region is eu');
  expect(await violationsIn(page, wcag)).toEqual([]);
});

test.describe('as somebody who does not manage the team', () => {
  test.use({ as: 'viewer' });

  test('the team is not shown, and the page says who can change that', async ({ page }) => {
    await page.goto('/team');
    await expect(page.getByRole('heading', { name: 'The team cannot be shown' })).toBeVisible();
    await expect(inNavigation(page, 'Team')).toHaveCount(0);
    await expect(page.getByRole('main')).toContainText(/team:manage.*Ask /);
  });
});

test('somebody is invited over certain users, is found in the team, and is removed', async ({ page }) => {
  const email = `${unique()}@team.example`;
  await page.goto('/team');
  await open(page, 'Invite');
  await page.getByRole('textbox', { name: 'E-mail' }).fill(email);
  await page.getByRole('button', { name: /Team role/ }).click();
  await page.getByRole('option', { name: /^Support/ }).click();
  await page.getByText('Certain users').click();
  await page.getByRole('textbox', { name: 'Path' }).fill('region');
  await page.getByRole('textbox', { name: 'Value' }).fill('eu');
  await expect(page.getByText(/users? at the moment/)).toBeVisible();
  await page.getByRole('button', { name: 'Invite' }).click();
  await expect(page.getByRole('textbox', { name: 'Link to sign in' })).toHaveValue(/\/sign-in/);

  await open(page, 'Back to the team');
  const row = page.getByRole('row', { name: new RegExp(email) });
  await expect(row).toContainText('users whose app_metadata.region is eu');
  await row.getByRole('link').click();
  await page.getByRole('button', { name: 'Remove', exact: true }).click();
  await page.getByRole('textbox', { name: /to confirm/ }).fill(email);
  await page.getByRole('button', { name: 'Remove from the team' }).click();
  await expect(page).toHaveURL('/team');
  await expect(row).toHaveCount(0);
});

test('a scope is written as JSON and built step by step, both ways', async ({ page }) => {
  await page.goto('/team/invite');
  await page.getByText('Certain users').click();
  await page.getByRole('textbox', { name: 'Path' }).fill('region');
  await page.getByRole('textbox', { name: 'Value' }).fill('eu');
  await page.getByRole('button', { name: 'Write it as JSON' }).click();
  const json = page.getByRole('textbox', { name: 'The scope as JSON' });
  await expect(json).toContainText('app_metadata.region');
  await json.fill('{"not":{"exists":{"field":"user_metadata.a"}}}');
  await expect(page.getByText('A scope looks at identities.connection')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Build it step by step' })).toBeDisabled();
  await json.fill('{"not":{"exists":{"field":"app_metadata.a"}}}');
  await page.getByRole('button', { name: 'Build it step by step' }).click();
  await expect(page.getByText(/users whose app_metadata\.a is not set/i)).toBeVisible();
});

test('a role is made out of a built-in one, and deleted', async ({ page }) => {
  const title = `Desk ${unique()}`;
  await page.goto('/team');
  await open(page, 'Roles');
  await open(page, /^Support/);
  await open(page, 'Duplicate as new role');
  await page.getByRole('textbox', { name: 'Name' }).fill(title);
  await page.getByRole('button', { name: 'Make the role' }).click();
  await open(page, title);
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await page.getByRole('button', { name: 'Delete the role' }).click();
  await expect(page).toHaveURL('/team/roles');
  await expect(page.getByRole('link', { name: title })).toHaveCount(0);
});

test('Rollcall is seen as Support does, nothing can be changed, and it stops', async ({ page, another }) => {
  // Who has never signed in has not taken the place yet.
  await another('support');
  await page.goto('/team');
  await page
    .getByRole('row', { name: /support@rollcall\.example/ })
    .getByRole('link')
    .click();
  await page.getByRole('button', { name: 'View as' }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^View as/ })
    .click();
  const banner = page.getByRole('region', { name: 'You see Rollcall as someone else' });
  await expect(banner).toBeVisible();
  await expect(inNavigation(page, 'Team')).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Create user' })).toBeDisabled();
  // Neither covers the other, however far one scrolls.
  for (const width of [1440, 800]) {
    await page.setViewportSize({ width, height: 500 });
    await page.mouse.wheel(0, 5_000);
    const head = page.getByRole('columnheader', { name: 'Connection' });
    await expect.poll(async () => (await head.boundingBox())?.y).toBe(await bottomOf(banner));
    await expect(banner).toBeInViewport({ ratio: 1 });
  }
  await banner.getByRole('button', { name: 'Stop' }).click();
  await expect(banner).toHaveCount(0);
  await expect(inNavigation(page, 'Team')).toBeVisible();
});
