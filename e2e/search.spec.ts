import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { expectAccessible, rowOf } from './rollcall-pages.ts';
import { createUser, unique } from './tenant.ts';

const box = (page: Page) => page.getByRole('searchbox', { name: 'Search users' });
const filters = (page: Page) => page.getByRole('region', { name: 'Filters' });
const advice = (page: Page) => page.getByRole('list', { name: 'About this search' });

test('a search is built from rows, by keyboard, and both say the same', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const mark = unique();
  const { name } = await createUser({ app_metadata: { desk: { place: mark } } });
  await page.goto('/users');
  await page.getByRole('button', { name: 'Filters' }).press('Enter');
  await page.getByRole('button', { name: 'Add condition' }).press('Enter');

  // A path that was seen is suggested; the new row has the focus.
  await page.keyboard.type('desk.pl');
  await expect(page.getByRole('option', { name: 'app_metadata.desk.place' })).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(filters(page).getByText('Not complete yet')).toBeVisible();
  await expect(box(page)).toHaveValue('');
  await filters(page).getByLabel('Value').fill(mark);
  await expect(box(page)).toHaveValue(new RegExp(`^app_metadata\\.desk\\.place:"?${mark}"?$`));
  await expect(page.getByText(`Users whose app_metadata.desk.place is “${mark}”.`)).toBeVisible();

  await page.getByRole('button', { name: 'Add group' }).press('Enter');
  await page.keyboard.type('last_login');
  await page.keyboard.press('Tab');
  await filters(page).getByLabel('Operator').last().selectOption('is in the last');
  await filters(page).getByLabel('How many').fill('30');
  await expect(box(page)).toHaveValue(/ AND last_login:\[now-30d TO \*\]$/);
  await filters(page)
    .getByRole('group', { name: 'Any of these hold' })
    .getByLabel('How the')
    .selectOption('None');
  await expect(box(page)).toHaveValue(/ AND NOT last_login:\[now-30d TO \*\]$/);
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Apply' }).press('Enter');
  await expect(page).toHaveURL(/q=app_metadata/);
  await expect(rowOf(page, name)).toBeVisible();

  // Auth0 gets, and is taken along, fixed dates.
  await page.getByRole('button', { name: 'Copy as Auth0 Lucene' }).click();
  await expect
    .poll(() => page.evaluate(() => navigator.clipboard.readText()))
    .toMatch(/last_login:\[20\d\d-\d\d-\d\dT[\d:.]+Z TO \*\]$/);

  // The text rewrites the rows; what cannot be read leaves them alone.
  await box(page).fill('name:(ann* OR bob) AND NOT blocked:true');
  await expect(filters(page).getByLabel('Operator').last()).toHaveValue('not yes');
  await box(page).fill('name:(ann*');
  await expect(filters(page)).toBeHidden();
  await expect(page.getByText('The search cannot be read as it stands.')).toBeVisible();
  await box(page).fill('blocked:true');
  await filters(page).getByRole('button', { name: 'Remove this condition' }).press('Enter');
  await expect(page.getByRole('button', { name: 'Add condition' })).toBeFocused();
  await expect(box(page)).toHaveValue('');
});

test('what Auth0 refuses is said before it is sent, with a way out; presets are a press away', async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/users');
  await box(page).fill('user_metadata.colour:Gre* AND name:*an');
  await expect(advice(page)).toContainText('Auth0 refuses wildcards in user_metadata');
  await expect(advice(page)).toContainText('at least 3 characters');
  await advice(page).getByRole('button', { name: 'Use name:an* instead' }).click();
  await expect(box(page)).toHaveValue('user_metadata.colour:Gre* AND name:an*');
  await advice(page).getByRole('button', { name: 'Use user_metadata.colour:Gre instead' }).click();
  await expect(box(page)).toHaveValue('user_metadata.colour:Gre AND name:an*');
  await page.getByRole('button', { name: 'Filters' }).click();
  await expect(filters(page).getByLabel('Value')).toHaveCount(2);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Filters' }).click();

  await page.getByRole('button', { name: 'Presets' }).click();
  await page.getByRole('menuitem', { name: 'Inactive for 90 days' }).click();
  await expect(page).toHaveURL(/q=last_login/);
  await expect(page.getByText('Users who last signed in more than 90 days ago.')).toBeVisible();
  await expect(page.locator('[data-user-link]').first()).toBeVisible();
});

test('a phone number and an IP address are understood as they are written', async ({ page }) => {
  const phone = `+49301${String(Date.now()).slice(-8)}`;
  await createUser({
    connection: 'sms',
    phone_number: phone,
    email: undefined,
    password: undefined,
    verify_email: undefined,
  });
  await page.goto('/users');
  await box(page).fill(`${phone.slice(0, 3)} (0)${phone.slice(3, 6)} ${phone.slice(6)}`);
  await expect(page.getByText('Phone number', { exact: true })).toBeVisible();
  await expect(page.getByText(`Users whose phone number is “${phone}”.`)).toBeVisible();
  await expect(page.locator('[data-user-link]')).toHaveCount(1);
  await box(page).fill('2001:db8::1');
  await expect(page.getByText('Users whose last IP address is “2001:db8::1”.')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'No user matches' })).toBeVisible();
});
