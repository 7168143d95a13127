import { violationsIn, wcag } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { createUser } from './tenant.ts';

test('the palette goes to users and pages and does what a page offers, by keyboard alone', async ({
  page,
}) => {
  const user = await createUser();
  await page.goto('/users');
  await expect(page.getByRole('button', { name: 'Go to…' })).toBeVisible();
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: 'Go to' });
  await expect(palette.getByRole('searchbox')).toBeFocused();
  expect(await violationsIn(page, wcag)).toEqual([]);

  await page.keyboard.type(user.email);
  await expect(palette.getByRole('menuitem', { name: user.name })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: user.name })).toBeVisible();
  await expect(palette).toHaveCount(0);

  await expect(page.getByRole('button', { name: 'Delete user' })).toBeEnabled();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('delete us');
  await expect(palette.getByRole('menuitem', { name: 'Delete user' })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alertdialog')).toBeVisible();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Cancel' }).click();

  await page.keyboard.press('Control+k');
  await page.keyboard.type('audit');
  await expect(palette.getByRole('menuitem', { name: 'Audit' })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL('/audit');
  await page.keyboard.press('Control+k');
  await expect(palette.getByRole('menuitem', { name: user.name })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(palette).toHaveCount(0);
});

test.describe('a viewer on a phone', () => {
  test.use({ as: 'viewer', viewport: { width: 390, height: 844 } });

  test('is offered what they may do, on the whole screen', async ({ page }) => {
    await page.goto('/users');
    await page.getByRole('button', { name: 'Go to…' }).click();
    const palette = page.getByRole('dialog', { name: 'Go to' });
    await expect(palette.getByRole('menuitem', { name: 'My account' })).toBeVisible();
    for (const name of ['Team', 'Audit', 'Webhooks', 'Create user'])
      await expect(palette.getByRole('menuitem', { name, exact: true })).toHaveCount(0);
    expect((await palette.boundingBox())?.height).toBeGreaterThan(800);
    expect(await violationsIn(page, wcag)).toEqual([]);
    await palette.getByRole('button', { name: 'Close' }).click();
    await expect(palette).toHaveCount(0);
  });
});
