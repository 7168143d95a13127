import { contrast, violationsIn, wcag } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { unique } from './tenant.ts';

test('a view is saved, shared, changed, begun with, and deleted', async ({ page, another }) => {
  const name = `Blocked ${unique()}`;
  await page.goto('/users?q=blocked%3Atrue');
  await page.getByRole('button', { name: 'Save view' }).click();
  const dialog = page.getByRole('alertdialog');
  await dialog.getByLabel('Name').fill(name);
  await dialog.getByText('Share with the team').click();
  await dialog.getByRole('button', { name: 'Save view' }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  await expect(page).toHaveURL(/q=blocked%3Atrue.*view=/);
  await expect(page).toHaveTitle(`${name} · Rollcall`);
  await expect(page.getByRole('button', { name: 'Save changes' })).toHaveCount(0);

  // Another member finds it in the navigation, and may not change it.
  const theirs = await another('auditor');
  await theirs.goto('/users');
  await theirs.getByRole('navigation').getByRole('link', { name }).click();
  await expect(theirs.getByRole('searchbox')).toHaveValue('blocked:true');
  await theirs.getByRole('button', { name: `What to do with the view ${name}` }).click();
  await expect(theirs.getByRole('menuitem', { name: 'Delete…' })).toBeDisabled();
  await theirs.keyboard.press('Escape');

  // A change of the list is kept by a press.
  await page.getByRole('searchbox').fill('blocked:true AND logins_count:[1 TO *]');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByText('The view keeps what the list shows now.')).toBeVisible();
  await theirs.reload();
  await expect(theirs.getByRole('button', { name: 'Save as…' })).toBeVisible();

  // Of the team, nobody else's list begins with it.
  await theirs.getByRole('button', { name: `What to do with the view ${name}` }).click();
  await theirs.getByRole('menuitem', { name: 'Begin with this view' }).click();
  await expect(theirs.getByText('The list of users begins with')).toBeVisible();
  await theirs.goto('/users');
  await expect(theirs.getByRole('heading', { level: 1, name })).toBeVisible();
  await theirs.getByRole('navigation').getByRole('link', { name: 'All users' }).click();
  await expect(theirs.getByRole('heading', { level: 1, name: 'Users' })).toBeVisible();
  expect(await violationsIn(page, wcag)).toEqual([]);

  await page.getByRole('button', { name: `What to do with the view ${name}` }).click();
  await page.getByRole('menuitem', { name: 'Delete…' }).click();
  await dialog.getByRole('button', { name: 'Delete view' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Users' })).toBeVisible();
  await expect(page.getByRole('navigation').getByRole('link', { name })).toHaveCount(0);
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, as: 'editor' });

  test('views are opened and dealt with from the list', async ({ page, forged }) => {
    const name = `Phone ${unique()}`;
    await page.goto('/users');
    const listed = { q: 'blocked:true', sort: 'created_at:-1', role: '', organization: '', mfa: '' };
    const state = { ...listed, columns: '', density: 'comfortable', per_page: 50 };
    const made = await forged('POST', '/api/views', { body: { name, state } });
    expect(made.status).toBe(201);
    await page.reload();
    await page.getByRole('button', { name: 'Views', exact: true }).click();
    await page.getByRole('menuitem', { name: 'All views…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Views' });
    expect(await violationsIn(page, contrast)).toEqual([]);
    await dialog.getByRole('link', { name }).click();
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(390);
    await page.getByRole('button', { name: `What to do with the view ${name}` }).click();
    await page.getByRole('menuitem', { name: 'Delete…' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Delete view' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Users' })).toBeVisible();
  });
});
