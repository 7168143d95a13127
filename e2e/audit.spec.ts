import { expect, test } from './fixtures.ts';
import { save, toast, userPath } from './rollcall-pages.ts';
import { createUser, readUser } from './tenant.ts';

test('a change is told with before and after, and is reverted as a new act', async ({ page }) => {
  const user = await createUser({ nickname: 'before' });
  await page.goto(userPath(user.user_id));
  await page.getByLabel('Nickname', { exact: true }).fill('after');
  await save(page);

  await page.goto(`/audit?target=${encodeURIComponent(user.user_id)}`);
  await page
    .getByRole('table', { name: 'Audit events' })
    .getByRole('button', { expanded: false })
    .first()
    .click();
  await expect(page.getByRole('region', { name: 'What changed' })).toContainText('before');
  await page.getByRole('button', { name: 'Revert' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Revert' }).click();
  await expect(toast(page, 'Reverted nickname.')).toBeVisible();
  expect((await readUser(user.user_id)).nickname).toBe('before');
  await expect(page.getByText(/reverted a change of/)).toBeVisible();
});

test.describe('without audit:read', () => {
  test.use({ as: 'viewer' });
  test('the audit trail is not there, and says which permission is missing', async ({ page }) => {
    await page.goto('/audit');
    await expect(page.getByText(/does not include audit:read/)).toBeVisible();
    await expect(page.getByRole('link', { name: 'Audit' })).toHaveCount(0);
  });
});
