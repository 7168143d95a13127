import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { choose, toast, userPath } from './rollcall-pages.ts';
import { expectRefusal } from './tenant-pages.ts';
import { changeUser, createUser, readUser, seedPassword } from './tenant.ts';

const act = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

test('a block for a time ends by itself, unless its end is cancelled', async ({ page }) => {
  const { user_id: userId, name } = await createUser();
  await page.goto(userPath(userId));
  await act(page, 'Block user');
  const dialog = page.getByRole('alertdialog', { name: `Block ${name}?` });
  await choose(page, 'Blocked until', '7 days are over');
  await dialog.getByRole('button', { name: 'Block user' }).click();
  await expect(page.getByText('This block ends by itself')).toBeVisible();
  await expect(page.getByText(/Rollcall unblocks this user on /)).toBeVisible();
  expect(await readUser(userId)).toMatchObject({ blocked: true });
  await page.reload();
  await act(page, 'Cancel the end');
  await expect(page.getByText('This block ends by itself')).toBeHidden();
  expect(await readUser(userId)).toMatchObject({ blocked: true });
});

test('a lockdown blocks, signs out and replaces the password, step by step', async ({
  page,
  another,
  noise,
}) => {
  const { user_id: userId, name, email } = await createUser();
  await page.goto(userPath(userId));
  await page.getByRole('button', { name: 'Lock down' }).focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('alertdialog', { name: `Lock down ${name}?` });
  await dialog.getByText('Replace it, and make a link to choose another').click();
  await dialog.getByRole('button', { name: 'Lock down' }).click();
  const report = page.getByRole('list', { name: 'What was done' });
  await expect(report.getByText('Done', { exact: true })).toHaveCount(4);
  await expect(page.getByText('By this link they choose another password')).toBeVisible();
  await page.getByRole('button', { name: 'Done', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Unblock user' })).toBeVisible();
  expect(await readUser(userId)).toMatchObject({ blocked: true });
  await changeUser(userId, { blocked: false });
  noise.allow(/status of 400 .*\/u\/login\//);
  await expectRefusal(await another('nobody'), email, seedPassword, 'Wrong username or password.');
});

test('a lockdown says what a connection has no place for', async ({ page }) => {
  const { user_id: userId } = await createUser({ connection: 'email', password: undefined });
  await page.goto(userPath(userId));
  await act(page, 'Lock down');
  await expect(page.getByText('There is no password to replace')).toBeVisible();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Lock down' }).click();
  const report = page.getByRole('list', { name: 'What was done' });
  await expect(report.getByText('Done', { exact: true })).toHaveCount(2);
});

test('a deletion later blocks now, and can be cancelled, on a phone too', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 800 });
  const { user_id: userId, email } = await createUser();
  await page.goto(userPath(userId));
  await act(page, 'Delete user');
  await choose(page, 'When', 'In 30 days');
  await page.getByLabel(`Type ${email} to confirm`).fill(email);
  await page.getByRole('button', { name: 'Block and delete later' }).click();
  await expect(page.getByText('This user is going to be deleted')).toBeVisible();
  expect(await readUser(userId)).toMatchObject({ blocked: true });
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(390);
  await act(page, 'Cancel the deletion');
  await expect(toast(page, 'The user is not going to be deleted.')).toBeVisible();
  await expect(page.getByText('This user is going to be deleted')).toBeHidden();
  expect(await readUser(userId)).toMatchObject({ user_id: userId, blocked: true });
});

test.describe('a viewer', () => {
  test.use({ as: 'viewer' });
  test('sees what is there and why it is not theirs to do', async ({ page }) => {
    const { user_id: userId } = await createUser();
    await page.goto(userPath(userId));
    await expect(page.getByRole('button', { name: 'Lock down' })).toBeDisabled();
    await page.goto(userPath(userId, 'credentials'));
    await expect(page.getByRole('button', { name: 'Make a link' })).toBeDisabled();
    await expect(page.getByText(/does not include tickets:create/).first()).toBeVisible();
  });
});
