import { expect, test } from './fixtures.ts';
import { userPath } from './rollcall-pages.ts';
import { signInAtTenant } from './tenant-pages.ts';
import { createUser } from './tenant.ts';

test('deleting asks to sign in again, and comes back with what was typed', async ({ page, noise }) => {
  noise.allow(/status of 401 .*\/api\/users\//);
  const user = await createUser();
  await page.goto(userPath(user.user_id));
  await page.getByRole('button', { name: 'Delete user' }).click();
  const dialog = page.getByRole('alertdialog', { name: `Delete ${user.name}?` });
  await dialog.getByRole('textbox').fill(user.email);
  await dialog.getByRole('button', { name: 'Do it first' }).click();
  await signInAtTenant(page, 'admin@rollcall.example');
  await expect(page).toHaveURL(userPath(user.user_id));
  await expect(dialog.getByRole('textbox')).toHaveValue(user.email);
  await dialog.getByRole('button', { name: 'Delete user' }).click();
  await expect(page).toHaveURL(/\/users(\?|$)/);
});
