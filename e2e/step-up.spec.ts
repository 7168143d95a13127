import { expect, test } from './fixtures.ts';
import { userPath } from './rollcall-pages.ts';
import { signInAtTenant } from './tenant-pages.ts';
import { createUser, pathOf, management } from './tenant.ts';

// A session of its own: stepping up gives it a new cookie, and the old one is worth nothing then.
test.use({ as: 'nobody' });

test('deleting asks to sign in again, and comes back with what was typed', async ({ page }) => {
  const user = await createUser();
  await page.goto(userPath(user.user_id));
  await signInAtTenant(page, 'admin@rollcall.example');
  await expect(page.getByRole('heading', { name: user.name, level: 1 })).toBeVisible();
  // The sign-in is older than five minutes, by the clock of the page.
  await page.clock.setFixedTime(Date.now() + 6 * 60_000);
  await page.reload();
  await page.getByRole('button', { name: 'Delete user' }).click();
  const dialog = page.getByRole('alertdialog', { name: `Delete ${user.name}?` });
  await dialog.getByRole('textbox').fill(user.email);
  await dialog.getByRole('button', { name: 'Do it first' }).click();
  await signInAtTenant(page, 'admin@rollcall.example');
  await expect(page).toHaveURL(userPath(user.user_id));
  await expect(dialog.getByRole('textbox')).toHaveValue(user.email);
  await dialog.getByRole('button', { name: 'Delete user' }).click();
  await expect(page).toHaveURL(/\/users(\?|$)/);
  expect((await management('GET', pathOf(user.user_id))).status).toBe(404);
});
