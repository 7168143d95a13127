import { expect, test } from './fixtures.ts';
import { expectAccessible } from './rollcall-pages.ts';

test('many users are changed after a dry run, and put back', async ({ page }) => {
  await page.goto('/users?q=identities.connection:github&sort=user_id:1');
  await page.getByRole('checkbox', { name: 'Select all users of this page' }).check();
  await page.getByRole('button', { name: 'Act on them' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Act on many users' })).toBeVisible();
  await page.getByRole('button', { name: /Act$/ }).click();
  await page.getByRole('option', { name: 'Change metadata' }).click();
  const run = `run-${Date.now()}`;
  await page.getByRole('textbox', { name: 'user_metadata' }).fill('{ "bulk": ');
  await expect(page.getByText('The patch of user_metadata is not JSON.')).toBeVisible();
  await page.getByRole('textbox', { name: 'user_metadata' }).fill(JSON.stringify({ bulk: { run } }));
  await expectAccessible(page);
  await page.getByRole('button', { name: 'See what it would come to' }).click();

  const dryRun = page.getByRole('region', { name: 'Dry run' });
  await expect(dryRun.getByText(/users are to be changed/)).toBeVisible();
  await expect(dryRun.getByText(run).first()).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: /^Confirm for \d+ users$/ }).click();
  await expect(page.getByText('Finished')).toBeVisible();
  await expect(page.getByRole('row').filter({ hasText: 'Done' }).first()).toBeVisible();

  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Undo: Change metadata' })).toBeVisible();
  await page.getByRole('button', { name: /^Confirm for \d+ users$/ }).click();
  await expect(page.getByText('Finished')).toBeVisible();

  await page.getByRole('link', { name: 'Operations' }).first().click();
  await expect(page.getByText('Nothing goes on')).toBeVisible();
  await page.getByRole('link', { name: 'Finished' }).click();
  await expect(page.getByRole('link', { name: 'Undo: Change metadata' }).first()).toBeVisible();
  await expectAccessible(page);
});

test('a pasted list says what of it cannot be', async ({ page }) => {
  await page.goto('/bulk');
  await page
    .getByRole('textbox', { name: 'E-mail addresses and user_ids' })
    .fill('nobody@nowhere.example\nno entry');
  await page.getByRole('button', { name: 'See what it would come to' }).click();
  const dryRun = page.getByRole('region', { name: 'Dry run' });
  await expect(dryRun.getByText('1 × There is no such user.')).toBeVisible();
  await expect(dryRun.getByText('1 × This is neither an e-mail address nor a user_id.')).toBeVisible();
  await expect(page.getByText('There is nobody to whom it would be done.')).toBeVisible();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Cancel' }).last().click();
  await expect(page.getByText('Cancelled')).toBeVisible();
});
