import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { namesIn, rowOf, userPath } from './rollcall-pages.ts';
import { createUser, findUsers, unique } from './tenant.ts';

const search = (page: Page) => page.getByRole('searchbox', { name: 'Search users' });
const totals = (page: Page) => page.getByRole('main').getByRole('status');

test('a user is found by a part of the name', async ({ page }) => {
  const mark = unique();
  await createUser({ name: `Lovelace-${mark} Ada` });
  await page.goto('/users');
  await search(page).fill(mark);
  await expect(page).toHaveURL(`/users?q=${mark}`);
  await expect(totals(page)).toHaveText('1–1 of 1');
  await expect(rowOf(page, `Lovelace-${mark} Ada`)).toBeVisible();
  await expect(page.getByText('Words', { exact: true })).toBeVisible();
});

test('a user is found by e-mail address, however it is capitalised', async ({ page }) => {
  const { email, name } = await createUser();
  await page.goto('/users');
  await search(page).fill(email.toUpperCase());
  await expect(page.getByText('Exact e-mail')).toBeVisible();
  await expect(totals(page)).toHaveText('1–1 of 1');
  await expect(rowOf(page, name)).toBeVisible();
});

test('a user is found by user_id', async ({ page }) => {
  const { user_id: userId, name } = await createUser();
  await page.goto('/users');
  await search(page).fill(userId);
  await expect(page.locator('[data-kind=user_id]')).toHaveText('user_id');
  await expect(totals(page)).toHaveText('1–1 of 1');
  await expect(rowOf(page, name)).toBeVisible();
});

test('a user is found by a Lucene query, which waits for Enter', async ({ page }) => {
  const mark = unique();
  const { name } = await createUser({ app_metadata: { desk: { place: mark } } });
  await page.goto('/users');
  await search(page).fill(`app_metadata.desk.place:"${mark}" AND NOT blocked:true`);
  await expect(page.getByText('Lucene', { exact: true })).toBeVisible();
  await expect(page).toHaveURL('/users');
  await search(page).press('Enter');
  await expect(totals(page)).toHaveText('1–1 of 1');
  await expect(rowOf(page, name)).toBeVisible();
});

test('a search that matches nobody says so and leads back', async ({ page }) => {
  await page.goto(`/users?q=${unique()}`);
  await expect(page.getByRole('heading', { name: 'No user matches' })).toBeVisible();
  await page.getByRole('link', { name: 'Clear the search' }).click();
  await expect(page).toHaveURL('/users');
  await expect(rowOf(page, '@').first()).toBeVisible();
});

test('a query that cannot be read shows where, and the tenant is not asked', async ({ page, forged }) => {
  await page.goto('/users');
  await search(page).fill('name:(ada OR');
  await search(page).press('Enter');
  await expect(page.getByRole('alert')).toContainText('(character 13)');
  await expect(search(page)).toHaveAttribute('aria-invalid', 'true');
  await expect(page).toHaveURL('/users');
  await search(page).fill('name:ada]');
  await search(page).press('Enter');
  await expect(page.getByRole('alert')).toContainText('(character 9)');

  await page.goto('/users?q=name%3A%28ada+OR');
  await expect(page.getByRole('alert')).toContainText('(character 13)');
  await expect(page.getByRole('heading', { name: 'There is nothing to show yet' })).toBeVisible();
  const { status, body } = await forged('GET', '/api/users?q=name%3A%28ada+OR');
  expect({ status, body }).toMatchObject({ status: 400, body: { code: 'invalid_query', position: 12 } });
});

test('a column head sorts, and sorts the other way at the second press', async ({ page }) => {
  const mark = unique();
  for (const name of ['Berta', 'Carla', 'Anna']) await createUser({ name: `${name} ${mark}` });
  await page.goto(`/users?q=${mark}`);
  await expect.poll(() => namesIn(page)).toEqual([`Anna ${mark}`, `Carla ${mark}`, `Berta ${mark}`]);
  await page.getByRole('button', { name: 'User', exact: true }).click();
  await expect.poll(() => namesIn(page)).toEqual([`Anna ${mark}`, `Berta ${mark}`, `Carla ${mark}`]);
  await expect(page.getByRole('columnheader', { name: 'User', exact: true })).toHaveAttribute(
    'aria-sort',
    'ascending',
  );
  await expect(page).toHaveURL(`/users?q=${mark}&sort=name%3A1`);
  await page.getByRole('button', { name: 'User', exact: true }).click();
  await expect.poll(() => namesIn(page)).toEqual([`Carla ${mark}`, `Berta ${mark}`, `Anna ${mark}`]);
  await expect(page.getByRole('columnheader', { name: 'User', exact: true })).toHaveAttribute(
    'aria-sort',
    'descending',
  );
});

test('pages follow each other without loss, and the total is the truth', async ({ page }) => {
  const query = 'identities.connection:"github"';
  const { users, total } = await findUsers(query);
  expect(total).toBeGreaterThan(25);
  expect(total).toBeLessThan(100);
  await page.goto(`/users?q=${encodeURIComponent(query)}&per_page=25&sort=name%3A1`);
  const seen: string[] = [];
  for (let start = 0; start < total; start += 25) {
    await expect(totals(page)).toHaveText(`${start + 1}–${Math.min(start + 25, total)} of ${total}`);
    await expect(page.getByRole('table', { name: 'Users' })).toHaveAttribute('aria-busy', 'false');
    seen.push(...(await namesIn(page)));
    if (start + 25 < total) await page.getByRole('link', { name: 'Next page' }).click();
  }
  expect(seen.toSorted()).toEqual(users.map((user) => user.name).toSorted());
  await expect(page.getByRole('button', { name: 'Next page' })).toBeDisabled();
});

test('the address carries the whole state: reload, back and forward keep it', async ({ page }) => {
  await page.goto('/users?q=example');
  await expect(totals(page)).toHaveText(/^1–50 of/);
  await page.getByLabel('Rows per page').selectOption('25');
  await expect(totals(page)).toHaveText(/^1–25 of/);
  await page.getByRole('button', { name: 'Sign-ins' }).click();
  await page.getByRole('link', { name: 'Next page' }).click();
  await expect(totals(page)).toHaveText(/^26–50 of/);
  const there = page.url();
  expect(Object.fromEntries(new URL(there).searchParams)).toEqual({
    q: 'example',
    page: '1',
    per_page: '25',
    sort: 'logins_count:-1',
  });

  await page.reload();
  await expect(totals(page)).toHaveText(/^26–50 of/);
  await expect(search(page)).toHaveValue('example');
  await expect(page.getByRole('columnheader', { name: 'Sign-ins' })).toHaveAttribute(
    'aria-sort',
    'descending',
  );

  await page.goBack();
  await expect(totals(page)).toHaveText(/^1–25 of/);
  await page.goBack();
  await expect(page.getByRole('columnheader', { name: 'Created' })).toHaveAttribute(
    'aria-sort',
    'descending',
  );
  await page.goForward();
  await page.goForward();
  await expect(page).toHaveURL(there);
  await expect(totals(page)).toHaveText(/^26–50 of/);
});

test('a page beyond what Auth0 pages through says so and leads to the first', async ({ page, noise }) => {
  noise.allow(/status of 400 .*page=20/);
  await page.goto('/users?page=20');
  await expect(page.getByRole('heading', { name: 'This page is out of reach' })).toBeVisible();
  await page.getByRole('link', { name: 'Go to the first page' }).click();
  await expect(totals(page)).toHaveText(/^1–50 of/);
});

test('the whole row leads to the user, and back leads to the same list', async ({ page }) => {
  const { user_id: userId, email, name } = await createUser();
  await page.goto(`/users?q=${encodeURIComponent(name)}`);
  // The link covers the row, which Playwright takes for an obstacle.
  await rowOf(page, email).getByRole('cell').last().click({ force: true });
  await expect(page).toHaveURL(userPath(userId, 'overview'));
  await expect(page.getByRole('heading', { name: name, level: 1 })).toBeVisible();
  await page.goBack();
  await expect(search(page)).toHaveValue(name);
  await expect(rowOf(page, email)).toBeVisible();
});

test('j and k walk through the rows, Enter opens one, and / goes to the search', async ({ page }) => {
  const mark = unique();
  for (const name of ['Anna', 'Berta']) await createUser({ name: `${name} ${mark}` });
  await page.goto(`/users?q=${mark}&sort=name%3A1`);
  const link = (name: string) => page.getByRole('link', { name: `${name} ${mark}` });
  await expect(link('Berta')).toBeVisible();
  await page.keyboard.press('j');
  await expect(link('Anna')).toBeFocused();
  await page.keyboard.press('j');
  await expect(link('Berta')).toBeFocused();
  await page.keyboard.press('k');
  await expect(link('Anna')).toBeFocused();

  await page.keyboard.press('/');
  await expect(search(page)).toBeFocused();
  await search(page).press('End');
  await page.keyboard.type('j');
  await expect(search(page)).toHaveValue(`${mark}j`);
  await search(page).press('Escape');
  await search(page).fill(mark);
  await expect(link('Anna')).toBeVisible();
  await search(page).blur();
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: `Anna ${mark}`, level: 1 })).toBeVisible();
});
