import { expect, test } from './fixtures.ts';
import { houses, tenantUrl } from './houses.ts';
import { rowOf } from './rollcall-pages.ts';
import { signInAtTenant } from './tenant-pages.ts';

test.use({ as: 'nobody' });

test('signing in comes back to where one was going', async ({ page }) => {
  await page.goto('/users?q=name%3A%22Ada+Lindqvist%22&sort=name%3A1');
  await expect(page).toHaveURL(new RegExp(`^${tenantUrl}/u/login/`));
  await signInAtTenant(page, 'editor@rollcall.example');
  await expect(page).toHaveURL('/users?q=name%3A%22Ada+Lindqvist%22&sort=name%3A1');
  await expect(rowOf(page, 'admin@rollcall.example')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Account: Edgar Okafor' })).toContainText('Editor – Users');
});

test('a wrong password stays outside and says so', async ({ page, noise }) => {
  noise.allow(/status of 400 .*\/u\/login\//);
  await page.goto('/users');
  await signInAtTenant(page, 'editor@rollcall.example', 'Rollcall-demo-2');
  await expect(page.getByRole('alert')).toHaveText('Wrong username or password.');
  await expect(page).toHaveURL(new RegExp(`^${tenantUrl}/`));
});

test('a way back that leads elsewhere is not taken', async ({ page }) => {
  await page.goto('/auth/login?returnTo=https%3A%2F%2Fevil.example%2Fusers');
  await signInAtTenant(page, 'editor@rollcall.example');
  await expect(page).toHaveURL('/users');
});

test('signing out ends the session here and at the tenant', async ({ page, forged }) => {
  await page.goto('/users');
  await signInAtTenant(page, 'viewer@rollcall.example');
  await expect(page.getByRole('heading', { name: 'Users' })).toBeVisible();

  // While both sessions live the tenant does not ask.
  await page.goto('/auth/login?returnTo=%2Fusers%3Fq%3Dagain');
  await expect(page).toHaveURL('/users?q=again');
  const cookies = (await page.context().cookies()).filter(({ name }) => name === 'sid');
  expect(cookies).toHaveLength(1);
  expect((await forged('GET', '/api/me')).status).toBe(200);

  await page.getByRole('button', { name: /^Account/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page).toHaveURL('/sign-in');
  await expect(page.getByText('You are signed out')).toBeVisible();

  await page.getByRole('link', { name: 'Sign in', exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`^${tenantUrl}/u/login/`));
  await expect(page.getByLabel('Password')).toBeVisible();

  // A copy of the cookie is worth nothing either.
  await page.context().addCookies(cookies);
  await page.goto('/sign-in');
  expect(await forged('GET', '/api/me')).toMatchObject({ status: 401, body: { code: 'not_signed_in' } });
});

test('signing out in one tab empties the others', async ({ page, context }) => {
  await page.goto('/users');
  await signInAtTenant(page, 'viewer@rollcall.example');
  await expect(rowOf(page, '@').first()).toBeVisible();
  const other = await context.newPage();
  await other.goto('/users');
  await other.getByRole('button', { name: /^Account/ }).click();
  await other.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page).toHaveURL('/sign-in?reason=signed_out');
});

test('an account that is not in the team is told so politely and gets nothing', async ({ page, forged }) => {
  await page.goto('/users');
  await signInAtTenant(page, 'nobody@rollcall.example');
  await expect(page.getByText('You are not in the team')).toBeVisible();
  await expect(page.getByText('nobody@rollcall.example')).toBeVisible();
  await expect(page.getByRole('navigation')).toBeHidden();
  for (const path of [
    '/api/me',
    '/api/users',
    '/api/connections',
    '/api/users/auth0%7C0000000000000000000000a1',
  ]) {
    const { status, body } = await forged('GET', path);
    expect({ path, status, body }).toMatchObject({ path, status: 401, body: { code: 'not_signed_in' } });
  }

  await page.getByRole('link', { name: 'Sign in with another account' }).click();
  await signInAtTenant(page, 'editor@rollcall.example');
  await expect(page).toHaveURL('/users');
});

test('a callback that nobody began signs nobody in', async ({ page }) => {
  await page.goto('/auth/callback?code=stolen&state=made-up');
  await expect(page).toHaveURL(`${houses.whole}/sign-in?reason=expired`);
  await expect(page.getByText('That took too long')).toBeVisible();
});

test('the link of an invitation greets, and says what signing in does', async ({ page }) => {
  await page.goto('/sign-in?invited=new%40team.example');
  await expect(page.getByText('You are invited into the team')).toBeVisible();
  await expect(page.getByRole('note')).toContainText('whose verified e-mail address is new@team.example.');
  await page.getByRole('link', { name: 'Sign in' }).click();
  await expect(page.getByLabel('Password')).toBeVisible();
});
