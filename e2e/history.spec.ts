import { expect, test } from './fixtures.ts';
import { expectAccessible, save, userPath } from './rollcall-pages.ts';
import { addFault, changeUser, clearFaults, createUser, logsOf, pathOf, userByEmail } from './tenant.ts';

test.afterEach(clearFaults);

test('what the tenant logged and what was done in Rollcall stand on one timeline', async ({ page }) => {
  const { user_id: userId } = await createUser();
  await changeUser(userId, { nickname: 'by an application' });
  await page.goto(userPath(userId));
  await page.getByLabel('Nickname', { exact: true }).fill('by the team');
  await save(page);
  await page.getByRole('navigation', { name: 'User' }).getByRole('link', { name: 'History' }).click();
  const history = page.getByRole('list', { name: 'History' });
  await expect(history.getByText('changed this user')).toBeVisible();
  await expect(history.getByText('Was changed through the Management API').first()).toBeVisible();
  expect((await logsOf(userId)).some(({ type }) => type === 'sapi')).toBe(true);

  await history
    .getByRole('listitem')
    .filter({ hasText: 'changed this user' })
    .getByRole('button', { expanded: false })
    .click();
  await expect(history).toContainText('by an application');
  await expect(page).toHaveURL(/entry=rollcall-\d+/);
  await page.reload();
  await expect(history).toContainText('by the team');
  await page.getByRole('link', { name: /Show in the audit trail/ }).click();
  await expect(page.getByRole('button', { name: 'Revert' })).toBeVisible();
});

test('source, kind and period are in the address and narrow what is shown', async ({ page }) => {
  const { user_id: userId } = await userByEmail('admin@rollcall.example');
  await page.goto(userPath(userId, 'history'));
  const history = page.getByRole('list', { name: 'History' });
  await expect(history.getByText('Signed in', { exact: false }).first()).toBeVisible();
  await page.getByLabel('Source').selectOption('Log of the tenant');
  await page.getByLabel('Kind').selectOption('Failures');
  await expect(page).toHaveURL(/source=log&kind=failure|kind=failure&source=log/);
  await expect(history.locator('[data-kind]:not([data-kind="failure"])')).toHaveCount(0);
  await page.getByLabel('To', { exact: true }).fill('2001-01-01');
  await expect(page.getByText('Nothing happened that fits')).toBeVisible();
  await page.getByRole('button', { name: 'Clear the filter' }).click();
  await expect(history.getByText('Signed in', { exact: false }).first()).toBeVisible();
});

test('an entry opens by keyboard, also on a phone', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const { user_id: userId } = await userByEmail('admin@rollcall.example');
  await page.goto(userPath(userId, 'history'));
  const first = page.getByRole('list', { name: 'History' }).getByRole('button').first();
  await first.focus();
  await page.keyboard.press('Enter');
  await expect(first).toHaveAttribute('aria-expanded', 'true');
  await expectAccessible(page);
  await page.setViewportSize({ width: 1440, height: 900 });
  await expectAccessible(page);
});

test('where the tenant does not tell its log, the acts in Rollcall stay', async ({ page, noise }) => {
  const { user_id: userId } = await createUser();
  await page.goto(userPath(userId));
  await page.getByLabel('Nickname', { exact: true }).fill('told');
  await save(page);
  await addFault({ path: `/api/v2${pathOf(userId)}/logs`, kind: 'status', status: 403 });
  noise.allow(/status of 50\d .*\/logs/);
  await page.goto(userPath(userId, 'history'));
  await expect(page.getByRole('list', { name: 'History' }).getByText('changed this user')).toBeVisible();
  await expect(page.getByRole('alert')).toBeVisible();
});

test.describe('without audit:read', () => {
  test.use({ as: 'viewer' });
  test('the log is shown alone, and it is said what is not', async ({ page }) => {
    const { user_id: userId } = await userByEmail('viewer@rollcall.example');
    await page.goto(userPath(userId, 'history'));
    await expect(page.getByText('What was done in Rollcall is not shown')).toBeVisible();
    await expect(page.getByText(/does not include audit:read/)).toBeVisible();
    await expect(
      page.getByRole('list', { name: 'History' }).getByText('Rollcall', { exact: true }),
    ).toHaveCount(0);
    await expect(page.getByRole('list', { name: 'History' }).getByText('Signed in').first()).toBeVisible();
  });
});

test.describe('with a token that may not read the log', () => {
  test.use({ house: 'readUsers' });
  test('the missing scope is named', async ({ page }) => {
    const { user_id: userId } = await userByEmail('editor@rollcall.example');
    await page.goto(userPath(userId, 'history'));
    await expect(page.getByText('The log of the tenant is not shown')).toBeVisible();
    await expect(page.getByText(/lacks read:logs or read:logs_users/)).toBeVisible();
  });
});
