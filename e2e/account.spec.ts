import { expect, test } from './fixtures.ts';
import { toast } from './rollcall-pages.ts';
import { signInAtTenant } from './tenant-pages.ts';

// Nobody else uses the auditor's sessions: they all end here.
test.use({ as: 'nobody' });

test('one of one’s own sessions is ended from another, and is over at once', async ({ page, another }) => {
  await page.goto('/account');
  await signInAtTenant(page, 'auditor@rollcall.example');
  await expect(page.getByText('This session')).toBeVisible();
  const other = await another('nobody');
  await other.goto('/users');
  await signInAtTenant(other, 'auditor@rollcall.example');
  await expect(other.getByRole('heading', { name: 'Users' })).toBeVisible();

  await page.reload();
  await page.getByRole('button', { name: 'End all others' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'End all others' }).click();
  await expect(toast(page, /ended/)).toBeVisible();
  await expect(page.getByText('You are signed in nowhere else.')).toBeVisible();
  await other.reload();
  await expect(other.getByRole('heading', { name: 'Users' })).toBeHidden();
});
