import { expect, test } from './fixtures.ts';
import { unique } from './tenant.ts';

test('a webhook is added, and its secret is shown once', async ({ page }) => {
  const path = `/e2e-${unique()}`;
  await page.goto('/users');
  await page.getByRole('link', { name: 'Webhooks' }).click();
  await page.getByRole('button', { name: 'Add webhook' }).first().click();
  const dialog = page.getByRole('alertdialog');
  await dialog.getByLabel('Address').fill(`https://1.1.1.1${path}`);
  await dialog.getByText('Only these').click();
  await dialog.getByText('user.delete', { exact: true }).click();
  // Nothing of this test is to be sent anywhere.
  await dialog.getByText('On', { exact: true }).click();
  await dialog.getByRole('button', { name: 'Add webhook' }).click();

  await expect(dialog.getByText('Copy the secret now')).toBeVisible();
  const secret = await dialog.getByRole('code').first().innerText();
  expect(secret).toMatch(/^[\w-]{43}$/);
  await dialog.getByRole('button', { name: 'I have copied it' }).click();
  await page.reload();
  const row = page.getByRole('table', { name: 'Webhooks' }).getByRole('row').filter({ hasText: path });
  await expect(row).toContainText('1 kind of act');
  await expect(row).toContainText('Off');
  await expect(page.getByText(secret)).toHaveCount(0);

  await row.getByRole('link').click();
  await expect(page.getByRole('heading', { name: 'Nothing was sent yet' })).toBeVisible();
  await page.getByRole('button', { name: 'Remove', exact: true }).click();
  await dialog.getByRole('button', { name: 'Remove webhook' }).click();
  await expect(page).toHaveURL('/webhooks');
  await expect(page.getByText(path)).toHaveCount(0);
});

for (const address of [
  'https://127.0.0.1/',
  'https://2130706433/',
  'https://[::1]/',
  'https://169.254.169.254/',
]) {
  test(`a webhook at ${address} is refused, and what was typed stays`, async ({ page, noise }) => {
    noise.allow(/status of 400 .*\/api\/webhooks/);
    await page.goto('/webhooks?dialog=new');
    const dialog = page.getByRole('alertdialog');
    await dialog.getByLabel('Address').fill(address);
    await dialog.getByRole('button', { name: 'Add webhook' }).click();
    await expect(
      dialog.getByText('It leads to an address that is not on the public internet.'),
    ).toBeVisible();
    await expect(dialog.getByLabel('Address')).toHaveValue(address);
  });
}

test.describe('a viewer', () => {
  test.use({ as: 'viewer' });

  test('neither sees webhooks nor adds one by asking the BFF directly', async ({ page, forged }) => {
    await page.goto('/webhooks');
    await expect(page.getByRole('heading', { name: 'Webhooks cannot be shown' })).toBeVisible();
    await expect(page.getByRole('link', { name: 'Webhooks' })).toHaveCount(0);
    expect(await forged('POST', '/api/webhooks', { body: { url: 'https://1.1.1.1/' } })).toMatchObject({
      status: 403,
      body: { code: 'permission_missing' },
    });
  });
});
