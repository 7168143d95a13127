import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { expectAccessible } from './rollcall-pages.ts';
import { management } from './tenant.ts';

const totals = (page: Page) => page.getByRole('main').getByRole('status');
const role = 'rol_Analyst000000000';

async function analysts(): Promise<string[]> {
  const { body } = await management('GET', `/roles/${role}/users?per_page=100`);
  return Array.from(Object(body), (one) => String(Object(one).user_id));
}

test('a list is joined with a role and with who has no second factor', async ({ page }) => {
  await page.goto('/users');
  await page.getByRole('button', { name: 'Role' }).press('Enter');
  await expect(page.getByRole('searchbox', { name: 'Role' })).toBeFocused();
  await page.keyboard.type('analyst');
  const options = page.getByRole('listbox', { name: 'Role' }).getByRole('option');
  await expect(options).toHaveCount(1);
  await expectAccessible(page);
  await options.click();
  await expect(page).toHaveURL(`/users?role=${role}`);
  const { length } = await analysts();
  await expect(totals(page)).toHaveText(`1–${length} of ${length}`);

  // The link alone leads to the same list, with the name of the role.
  await page.reload();
  await expect(page.getByRole('button', { name: 'Role: Analyst' })).toBeVisible();
  await expect(totals(page)).toHaveText(`1–${length} of ${length}`);
  await page.getByRole('button', { name: 'No MFA' }).click();
  await expect(page).toHaveURL(`/users?role=${role}&mfa=none`);
  await expect(totals(page)).not.toHaveText(`1–${length} of ${length}`);
  await expect(totals(page)).toHaveText(/^1–\d+ of \d+$/);
  await page.setViewportSize({ width: 390, height: 844 });
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Do not filter by role' }).click();
  await expect(page).toHaveURL('/users?mfa=none');
});

test('a list goes on past the first 1,000, and is walked through again when it was forgotten', async ({
  page,
  noise,
}) => {
  // Only that there are more than a search pages through is made up: so many would be in every other test's way.
  await page.route('**/api/users?*', async (route) => {
    const response = await route.fetch();
    const list = Object(await response.json());
    await route.fulfill({ response, json: { ...list, total: 2512 } });
  });
  await page.goto('/users?per_page=25');
  const offer = page.getByRole('button', { name: 'Show all 2,512' });
  await expect(offer).toHaveAccessibleDescription(/27 requests, about 5 s/);
  await expectAccessible(page);
  await offer.click();
  await expect(page).toHaveURL(/walk=[0-9a-f-]{36}/);
  // As many as there really are.
  await expect(totals(page)).toHaveText(/^1–25 of [45]\d\d$/);
  await page.getByRole('link', { name: 'Next page' }).click();
  await expect(totals(page)).toHaveText(/^26–50 of [45]\d\d$/);

  noise.allow(/status of 404 .*\/api\/walks\//);
  await page.goto('/users?walk=00000000-0000-4000-8000-000000000000');
  await expect(page.getByText('This list is an hour old and was forgotten')).toBeVisible();
  await page.getByRole('button', { name: 'Start again' }).click();
  await expect(totals(page)).toHaveText(/^1–50 of [45]\d\d$/);
});
