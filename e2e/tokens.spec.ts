import type { Page } from '@playwright/test';
import { violationsIn } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { houses } from './houses.ts';
import { nobodySignedIn, tokensOf } from './tenant-pages.ts';
import { changeUser, createUser } from './tenant.ts';

async function paste(page: Page, token: string): Promise<void> {
  await page.getByLabel('Token', { exact: true }).fill(token);
  await page.getByRole('button', { name: 'Inspect' }).click();
}

test('a token is shown decoded, beside what the tenant and the Management API say', async ({
  page,
  another,
  noise,
}) => {
  noise.allow(nobodySignedIn);
  const user = await createUser({ given_name: 'Robin', app_metadata: { region: 'eu' } });
  const { access, id } = await tokensOf(await another('nobody'), user.email);
  await page.goto('/users');
  await page.getByRole('link', { name: 'Tokens' }).click();
  await paste(page, id);
  await expect(page.getByText('The signature is good')).toBeVisible();
  await expect(page.getByText('/tokeninfo knows the token.')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Payload', exact: true })).toContainText(
    `"sub": "${user.user_id}"`,
  );
  await changeUser(user.user_id, { name: 'Renamed since' });
  await page.getByRole('button', { name: 'Inspect' }).click();
  const row = (claim: string) =>
    page.getByRole('row').filter({ has: page.getByText(claim, { exact: true }) });
  await expect(row('name')).toContainText('Differs');
  await expect(row('name')).toContainText('Renamed since');
  await expect(row('sub')).toContainText('Same');

  await page.getByRole('button', { name: 'Clear' }).click();
  await paste(page, access);
  await expect(page.getByText('/userinfo knows the token.')).toBeVisible();
  await expect(row('email')).toContainText('Not in scope');

  expect(await violationsIn(page)).toEqual([]);
  expect(page.url()).toBe(`${houses.whole}/tokens`);
  const kept = await page.evaluate(() => JSON.stringify([localStorage, sessionStorage]));
  expect(kept).not.toContain(access.slice(-30));
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});

test.describe('support', () => {
  test.use({ as: 'support' });
  test('learns nothing of a token of somebody out of their scope', async ({ page, another, noise }) => {
    noise.allow(nobodySignedIn);
    noise.allow(/status of 404 .*\/api\/tokens/);
    const user = await createUser({ app_metadata: { region: 'us' } });
    const { id } = await tokensOf(await another('nobody'), user.email);
    await page.goto('/tokens');
    await paste(page, id);
    await expect(page.getByText('There is nothing here')).toBeVisible();
    await expect(page.getByText('is about nobody whom you may see')).toBeVisible();
    await expect(page.getByRole('region', { name: 'Side by side' })).toBeHidden();
  });
});

test.describe('a viewer', () => {
  test.use({ as: 'viewer' });
  test('has no such page', async ({ page }) => {
    await page.goto('/tokens');
    await expect(page.getByRole('heading', { name: 'You cannot inspect tokens' })).toBeVisible();
    await expect(page.getByRole('link', { name: 'Tokens' })).toBeHidden();
  });
});
