import { readFile } from 'node:fs/promises';
import { violationsIn, wcag } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { createUser, unique } from './tenant.ts';

test('a pasted list is looked up, selected, exported and shown as a list', async ({ page }) => {
  const [one, two] = [await createUser(), await createUser()];
  await page.goto('/users');
  await page.getByRole('link', { name: 'Paste a list' }).click();
  const box = page.getByLabel('E-mail addresses and user_ids');
  await box.fill(
    `Somebody <${one.email}>\n${two.user_id}; ${one.email.toUpperCase()}\n${unique()}@example.com\n=1+1`,
  );
  await expect(page.getByText('5 entries')).toBeVisible();
  await page.getByRole('button', { name: 'Find users' }).click();
  const table = page.getByRole('table', { name: 'Entries' });
  await expect(table.getByText('Found', { exact: true })).toHaveCount(2);
  for (const outcome of ['Duplicate', 'Missing', 'Not readable'])
    await expect(table.getByText(outcome, { exact: true })).toHaveCount(1);
  expect(await violationsIn(page, wcag)).toEqual([]);

  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export as CSV' }).click();
  const text = await readFile(await (await download).path(), 'utf8');
  expect(text).toContain(`"${one.email}","found","${one.user_id}"`);
  expect(text).toContain(`"'=1+1","unreadable"`);

  // What was pasted and found is there again when one comes back from a user.
  await table.getByRole('link', { name: one.name }).click();
  await expect(page.getByRole('heading', { level: 1, name: one.name })).toBeVisible();
  await page.goBack();
  await expect(box).toHaveValue(/Somebody/);
  await table.getByRole('checkbox', { name: `Select ${two.name}` }).check();
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  expect(await violationsIn(page, wcag)).toEqual([]);
  await page.getByRole('link', { name: 'Show as a list' }).click();
  await expect(page.getByRole('searchbox')).toHaveValue(`user_id:("${two.user_id}")`);
  await expect(page.getByRole('link', { name: two.name })).toBeVisible();
  await expect(page.getByRole('link', { name: one.name })).toHaveCount(0);
});
