import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { choose, expectAccessible, passwordRule, toast, userPath } from './rollcall-pages.ts';
import { expectSignIn } from './tenant-pages.ts';
import { createUser, findUsers, unique, userByEmail } from './tenant.ts';

const create = (page: Page) => page.getByRole('button', { name: 'Create user' }).click();
const password = (page: Page) => page.getByLabel('Password', { exact: true });

test('a user of the e-mail database is created, and signs in with the generated password', async ({
  page,
  another,
}) => {
  const email = `e2e.${unique()}@example.com`;
  await page.goto('/users');
  await page.getByRole('link', { name: 'Create user' }).click();
  await choose(page, 'Connection', 'Username-Password-Authentication');
  await expect(page.getByLabel('Username', { exact: true })).toBeHidden();
  await page.getByLabel('E-mail', { exact: true }).fill(email);
  await choose(page, 'Verification', 'Already verified');
  await page.getByRole('button', { name: 'Generate a password' }).click();
  const generated = await password(page).inputValue();
  expect(generated.length).toBeGreaterThanOrEqual(16);
  await page.getByLabel('Name optional', { exact: true }).fill('Grace Hopper');
  await create(page);

  await expect(toast(page, 'Grace Hopper was created.')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Grace Hopper', level: 1 })).toBeVisible();
  const stored = await userByEmail(email);
  expect(stored).toMatchObject({ email_verified: true, name: 'Grace Hopper' });
  await expect(page).toHaveURL(userPath(stored.user_id, 'overview'));
  await expectSignIn(await another('nobody'), email, generated);
});

test('a user of the staff directory needs a username and a strong password', async ({ page, another }) => {
  const mark = unique();
  await page.goto('/users/new');
  await choose(page, 'Connection', 'Staff-Directory');
  await page.getByLabel('E-mail', { exact: true }).fill(`${mark}@staff.example`);
  await password(page).fill('Short1!');
  await expect(passwordRule(page, 'At least 10 characters')).toContainText('not met');
  await create(page);
  await expect(page.getByText('Staff-Directory requires it.')).toBeVisible();
  await expect(page.getByText('Does not meet what the connection asks for.')).toBeVisible();

  await page.getByLabel('Username', { exact: true }).fill(mark);
  await password(page).fill(`Long-enough-${mark}`);
  await expect(passwordRule(page, 'At least 10 characters')).toContainText(': met');
  await expect(passwordRule(page, "Nothing of the user's name")).toContainText('not met');
  await create(page);
  expect((await findUsers(`username:"${mark}"`)).total).toBe(0);

  await page.getByRole('button', { name: 'Generate a password' }).click();
  const generated = await password(page).inputValue();
  await create(page);
  await expect(page.getByRole('heading', { level: 1 })).toContainText(mark);
  expect((await findUsers(`username:"${mark}"`)).users).toMatchObject([
    { email: `${mark}@staff.example`, identities: [{ connection: 'Staff-Directory' }] },
  ]);
  await expectSignIn(await another('nobody'), mark, generated);
});

test('a user of the e-mail code connection has an address and no password', async ({ page }) => {
  const email = `e2e.${unique()}@example.com`;
  await page.goto('/users/new');
  await choose(page, 'Connection', 'email');
  await expect(password(page)).toBeHidden();
  await page.getByLabel('E-mail', { exact: true }).fill(email);
  await create(page);
  await expect(page.getByRole('heading', { level: 1 })).toContainText(email);
  expect(await userByEmail(email)).toMatchObject({
    email_verified: false,
    identities: [{ connection: 'email', provider: 'email' }],
  });
});

test('a user of the text message connection has a phone number and no e-mail address', async ({ page }) => {
  const phone = `+49${String(parseInt(unique(), 16)).padStart(13, '0')}`;
  await page.goto('/users/new');
  await choose(page, 'Connection', 'sms');
  await expect(page.getByLabel('E-mail', { exact: true })).toBeHidden();
  await page.getByLabel('Phone number', { exact: true }).fill('030 1234');
  await create(page);
  await expect(page.getByText('A phone number starts with + and the country code')).toBeVisible();
  await page.getByLabel('Phone number', { exact: true }).fill(phone);
  await page.getByText('The phone number is verified').click();
  await create(page);
  await expect(page.getByRole('heading', { level: 1 })).toContainText(phone);
  expect((await findUsers(`phone_number:"${phone}"`)).users).toMatchObject([
    { phone_verified: true, identities: [{ connection: 'sms' }] },
  ]);
});

test('connections in which nobody can be created stand there and say why', async ({ page }) => {
  await page.goto('/users/new');
  await page.getByRole('button', { name: 'Connection' }).click();
  for (const connection of ['google-oauth2', 'github', 'Acme-SAML', 'Contoso-AD']) {
    const option = page.getByRole('option', { name: connection });
    await expect(option).toBeDisabled();
    await expect(option).toContainText('users appear when they first sign in there');
  }
  await expect(page.getByRole('option', { name: 'Staff-Directory' })).toBeEnabled();
});

test('an address that is taken leads to who has it, before the attempt and after it', async ({
  page,
  context,
  noise,
}) => {
  noise.allow(/status of 409 .*\/api\/users/);
  const { email, name, user_id: userId } = await createUser();
  await page.goto('/users/new');
  await choose(page, 'Connection', 'Username-Password-Authentication');
  await page.getByLabel('E-mail', { exact: true }).fill(email.toUpperCase());
  const taken = page.getByRole('note').filter({ hasText: 'is taken in Username-Password-Authentication' });
  await expect(taken.getByRole('link', { name })).toHaveAttribute('href', `/users/${userId}`);
  await expectAccessible(page);
  await choose(page, 'Connection', 'email');
  await expect(page.getByText('Somebody has this e-mail address already')).toBeVisible();
  await page.setViewportSize({ width: 390, height: 844 });
  await expectAccessible(page);
  await choose(page, 'Connection', 'Username-Password-Authentication');
  await page.getByLabel('E-mail', { exact: true }).fill(email);
  await page.getByRole('button', { name: 'Generate a password' }).click();
  await create(page);
  await expect(page.getByText('There is such a user already')).toBeVisible();
  await expect(page.getByLabel('E-mail', { exact: true })).toHaveValue(email);
  const opened = context.waitForEvent('page');
  await page.getByRole('link', { name: `Find ${email}` }).click();
  await expect((await opened).getByRole('link', { name: name })).toBeVisible();
});

test.describe('support', () => {
  test.use({ as: 'support' });
  test('is not told who has an address out of their scope', async ({ page, forged }) => {
    const { email } = await createUser({ app_metadata: { region: 'us' } });
    await page.goto('/users');
    await expect(page.getByText(/does not include users:create/)).toBeVisible();
    const found = await forged('GET', `/api/users?q=${encodeURIComponent(email)}&per_page=3`);
    expect(found).toMatchObject({ status: 200, body: { users: [], total: 0 } });
  });
});

test('leaving a half-filled form asks first', async ({ page }) => {
  await page.goto('/users/new');
  await page.getByLabel('E-mail', { exact: true }).fill('half@example.com');
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Users' }).click();
  const dialog = page.getByRole('alertdialog', { name: 'Leave without saving?' });
  await dialog.getByRole('button', { name: 'Stay' }).click();
  await expect(page.getByLabel('E-mail', { exact: true })).toHaveValue('half@example.com');
  await page.getByRole('link', { name: 'Cancel' }).click();
  await dialog.getByRole('button', { name: 'Leave without saving' }).click();
  await expect(page).toHaveURL('/users');
});

test('who is invited has a password that nobody knows, and gets a way to another', async ({ page }) => {
  const email = `e2e.${unique()}@example.com`;
  await page.goto('/users/new');
  await choose(page, 'Connection', 'Username-Password-Authentication');
  await page.getByText('They choose it: an invitation').click();
  await expect(password(page)).toBeHidden();
  await page.getByLabel('E-mail', { exact: true }).fill(email);
  await create(page);
  await expect(toast(page, /was created. Give them a way to a password now/)).toBeVisible();
  const { user_id: userId } = await userByEmail(email);
  await expect(page).toHaveURL(userPath(userId, 'credentials'));
  await page.getByRole('button', { name: 'Send an e-mail', exact: true }).click();
  await expect(toast(page, `The tenant sends an e-mail to ${email}.`)).toBeVisible();
});
