import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { expectAccessible, rowOf } from './rollcall-pages.ts';
import { createUser, unique } from './tenant.ts';

const preview = (page: Page) => page.getByRole('complementary', { name: 'Preview' });
const head = (page: Page, name: string) => page.getByRole('columnheader', { name, exact: true });

test('columns are chosen, ordered, resized and kept in the address', async ({ page }) => {
  const mark = unique();
  await createUser({ name: `Columns ${mark}`, user_metadata: { colour: 'Grün', tags: ['a', 'b'] } });
  await page.goto(`/users?q=${mark}`);
  await page.getByRole('button', { name: 'Columns' }).click();
  const dialog = page.getByRole('dialog', { name: 'Columns' });
  const add = dialog.getByRole('combobox', { name: 'Add a column' });
  await add.fill('picture');
  await add.press('Enter');
  await expect(dialog.getByText('Lists cannot show this.')).toBeVisible();
  await add.fill('user_metadata.colour');
  await add.press('Enter');
  await add.fill('user_metadata.tags');
  await add.press('Enter');
  await dialog.getByRole('button', { name: 'Hide Connection' }).click();
  for (let press = 0; press < 4; press += 1) {
    await dialog.getByRole('button', { name: 'Move user_metadata.colour up' }).click();
  }
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect(head(page, 'Connection')).toBeHidden();
  await expect(rowOf(page, mark).getByRole('cell').nth(2)).toHaveText('Grün');
  await expect(rowOf(page, mark).getByRole('cell').last()).toHaveText('a, b');
  const edge = page.getByRole('separator', { name: 'Width of user_metadata.colour' });
  const width = Number(await edge.getAttribute('aria-valuenow'));
  await edge.press('ArrowRight');
  await expect(edge).toHaveAttribute('aria-valuenow', String(width + 16));
  await page.reload();
  await expect(edge).toHaveAttribute('aria-valuenow', String(width + 16));
  await expect(rowOf(page, mark).getByRole('cell').nth(2)).toHaveText('Grün');
  await page.getByRole('button', { name: 'Compact rows' }).click();
  await expect(page).toHaveURL(/density=compact/);
});

test('the keys walk, preview, select and open', async ({ page }) => {
  const mark = unique();
  const first = await createUser({ name: `Anna ${mark}` });
  const second = await createUser({ name: `Berta ${mark}`, user_metadata: { seat: mark } });
  await page.goto(`/users?q=${mark}&sort=name%3A1`);
  await expect(rowOf(page, second.name)).toBeVisible();
  await page.keyboard.press('j');
  await page.keyboard.press('p');
  await expect(preview(page).getByRole('heading', { name: first.name })).toBeVisible();
  await page.keyboard.press('j');
  await expect(preview(page).getByRole('heading', { name: second.name })).toBeVisible();
  await expect(preview(page).getByText(`"seat": "${mark}"`)).toBeVisible();
  await page.keyboard.press('x');
  await page.keyboard.press('k');
  await page.keyboard.press('x');
  const selection = page.getByRole('region', { name: 'Selection' });
  await expect(selection.getByRole('status')).toHaveText('2 selected');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expectAccessible(page);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await selection.getByRole('button', { name: 'Copy user_ids' }).click();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied.split('\n').toSorted()).toEqual([first.user_id, second.user_id].toSorted());
  await selection.getByRole('button', { name: 'Clear' }).click();
  await expect(selection).toBeHidden();
  await page.getByRole('button', { name: 'Close the preview' }).click();
  await expect(preview(page)).toBeHidden();
  await rowOf(page, first.name).getByRole('link').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: first.name })).toBeVisible();
});

test('a long list is drawn where it is seen, and is whole', async ({ page }) => {
  await page.goto('/users?per_page=1000');
  await expect(page.locator('[data-user-link]').first()).toBeVisible();
  const table = page.getByRole('table', { name: 'Users' });
  const rows = Number(await table.getAttribute('aria-rowcount'));
  expect(rows).toBeGreaterThan(300);
  expect(await page.locator('[data-user-link]').count()).toBeLessThan(100);
  await expect(page.getByRole('main').getByRole('status')).toHaveText(
    new RegExp(`^1–${rows - 1} of ${rows - 1}$`),
  );
  await table.hover();
  await page.mouse.wheel(0, 100_000);
  await expect(page.locator(`tr[aria-rowindex="${rows}"]`)).toBeVisible();
  await page.getByRole('checkbox', { name: 'Select all users of this page' }).check();
  await expect(page.getByRole('region', { name: 'Selection' }).getByRole('status')).toHaveText(
    `${rows - 1} selected`,
  );
});
