import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { choose, passwordRule, toast, userPath } from './rollcall-pages.ts';
import { expectRefusal, expectSignIn } from './tenant-pages.ts';
import { createUser, readUser, unique, userByEmail } from './tenant.ts';

const field = (page: Page) => page.getByLabel('New password', { exact: true });
const setPassword = (page: Page) =>
  page.getByRole('form', { name: 'Set password' }).getByRole('button', { name: 'Set password' });

/** Everything that the page holds: its text, what stands in its fields, and what the browser stores for it. */
function everythingIn(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const fields = [...document.querySelectorAll('input, textarea')].map((input) =>
      'value' in input ? String(input.value) : '',
    );
    const databases = await indexedDB.databases();
    const cached = await Promise.all(
      (await caches.keys()).map(async (name) =>
        (await (await caches.open(name)).keys()).map(({ url }) => url),
      ),
    );
    return JSON.stringify([
      document.documentElement.outerHTML,
      fields,
      Object.entries(localStorage),
      Object.entries(sessionStorage),
      document.cookie,
      window.history.state,
      window.location.href,
      databases,
      cached,
    ]);
  });
}

test('a new password signs in, the old one does not, and no trace of it is left', async ({
  page,
  another,
  noise,
}) => {
  const [old, next] = [`Old-${unique()}-Pw`, `New-${unique()}-Pw`];
  const { user_id: userId, email, name } = await createUser({ password: old });
  const answers: Promise<string>[] = [];
  page.on('response', (response) => {
    answers.push(response.text().catch(() => ''));
  });
  const bodies: string[] = [];
  page.on('request', (request) => {
    if (request.postData()?.includes(next) === true) bodies.push(`${request.method()} ${request.url()}`);
  });

  await page.goto(userPath(userId));
  await page.getByRole('link', { name: 'Set password' }).click();
  await field(page).fill('short');
  await expect(passwordRule(page, 'At least 8 characters')).toContainText('not met');
  await expect(setPassword(page)).toBeDisabled();
  await field(page).fill(next);
  await expect(passwordRule(page, 'At least 8 characters')).toContainText(': met');
  await expect(field(page)).toHaveAttribute('type', 'password');
  await page.getByRole('button', { name: 'Show the password' }).click();
  await expect(field(page)).toHaveAttribute('type', 'text');
  expect(await everythingIn(page)).toContain(next);
  await setPassword(page).click();

  await expect(toast(page, `${name} has a new password.`)).toBeVisible();
  await expect(field(page)).toHaveValue('');
  expect(await everythingIn(page)).not.toContain(next);
  await page.getByRole('link', { name: 'Raw JSON' }).click();
  await expect(page.getByRole('listbox', { name: 'The user as JSON' })).toContainText('last_password_reset');
  expect(await everythingIn(page)).not.toContain(next);
  expect(bodies).toEqual([
    `PUT ${new URL(page.url()).origin}/api/users/${encodeURIComponent(userId)}/password`,
  ]);
  const read = (await Promise.all(answers)).join('\n');
  expect(read).toContain(userId);
  expect(read).not.toContain(next);

  noise.allow(/status of 400 .*\/u\/login\//);
  const stranger = await another('nobody');
  await expectRefusal(stranger, email, old, 'Wrong username or password.');
  await expectSignIn(stranger, email, next);
});

test('the generator makes a password that the strictest policy takes', async ({ page, another }) => {
  const mark = unique();
  const user = await createUser({
    connection: 'Staff-Directory',
    email: `${mark}@staff.example`,
    username: mark,
    password: 'Some-Old-Pw-1',
  });
  await page.goto(userPath(user.user_id, 'credentials'));
  await field(page).fill(`Pw-${mark}-17`);
  await expect(passwordRule(page, "Nothing of the user's name")).toContainText('not met');
  await page.getByRole('button', { name: 'Generate a password' }).click();
  const generated = await field(page).inputValue();
  await expect(field(page)).toHaveAttribute('type', 'text');
  await expect(passwordRule(page, 'not met')).toHaveCount(0);
  await expect(passwordRule(page, 'None of the last 5 passwords')).toContainText('checked when it is set');
  await setPassword(page).click();
  await expect(field(page)).toHaveValue('');
  await expectSignIn(await another('nobody'), mark, generated);
});

test('what only the tenant can refuse is told at the field, and the old password stays', async ({
  page,
  another,
  noise,
}) => {
  noise.allow(/status of 400 .*\/password/);
  const mark = unique();
  const { user_id: userId } = await createUser({
    connection: 'Staff-Directory',
    email: `${mark}@staff.example`,
    username: mark,
    password: 'Some-Old-Pw-1',
  });
  await page.goto(userPath(userId, 'credentials'));
  await field(page).fill('Company-2026');
  await setPassword(page).click();
  await expect(page.getByText('It is one of the commonest passwords.')).toBeVisible();
  await expect(field(page)).toHaveAttribute('aria-invalid', 'true');
  await expectSignIn(await another('nobody'), mark, 'Some-Old-Pw-1');
});

test('a new password lifts the block, and says so before', async ({ page }) => {
  const { user_id: userId } = await createUser({ blocked: true });
  await page.goto(userPath(userId, 'credentials'));
  await expect(page.getByText('The block on this user is lifted')).toBeVisible();
  await page.getByRole('button', { name: 'Generate a password' }).click();
  await setPassword(page).click();
  await expect(page.getByRole('button', { name: 'Block user', exact: true })).toBeVisible();
  expect((await readUser(userId))['blocked']).not.toBe(true);
});

for (const [email, reason] of [
  [
    'anneliese.schaefer60@example.org',
    "google-oauth2 keeps its users' passwords; each person changes theirs there.",
  ],
  ['juergen.mueller122@acme.example', "Acme-SAML keeps its users' passwords; they are changed there."],
] as const) {
  test(`there is no password to set for ${email}, and the page says why`, async ({ page }) => {
    const { user_id: userId } = await userByEmail(email);
    await page.goto(userPath(userId, 'credentials'));
    await expect(page.getByText('There is no password to set')).toBeVisible();
    await expect(page.getByText(reason)).toBeVisible();
    await expect(field(page)).toBeHidden();
  });
}

test('a link lets the user choose the password, is shown once and kept nowhere', async ({
  page,
  another,
}) => {
  const { user_id: userId, email } = await createUser({ email_verified: false });
  await page.goto(userPath(userId, 'credentials'));
  await choose(page, 'The link works for', '1 hour');
  await page.getByText('Using it verifies the e-mail address').click();
  await page.getByRole('button', { name: 'Make a link' }).click();
  const shown = page.getByRole('note').filter({ hasText: 'Hand this link to the user' });
  const link = (await shown.locator('code').textContent()) ?? '';
  await expect(shown.getByRole('button', { name: 'Copy link' })).toBeVisible();
  await shown.getByRole('button', { name: 'I have copied it' }).click();
  expect(await everythingIn(page)).not.toContain(link);

  const stranger = await another('nobody');
  await stranger.goto(link);
  const own = `Their-Own-${unique()}`;
  await stranger.getByLabel('New password', { exact: true }).fill(own);
  await stranger.getByLabel(/again/i).fill(own);
  await stranger.getByRole('button').click();
  await expectSignIn(stranger, email, own);
  expect(await readUser(userId)).toMatchObject({ email_verified: true });
});

test('the address is proved by an e-mail, and another one is not proved yet', async ({ page }) => {
  const { user_id: userId, email } = await createUser({ email_verified: false });
  await page.goto(userPath(userId, 'credentials'));
  await page.getByRole('button', { name: 'Send a verification e-mail' }).click();
  await expect(toast(page, 'The verification e-mail is sent.')).toBeVisible();
  await page.getByRole('button', { name: 'It is theirs: mark as verified' }).click();
  await expect(page.getByText('Verified', { exact: true })).toBeVisible();
  expect(await readUser(userId)).toMatchObject({ email, email_verified: true });

  await page.getByRole('button', { name: 'Change the address' }).click();
  const dialog = page.getByRole('dialog', { name: 'Change the e-mail address' });
  await expect(dialog.getByText(email)).toBeVisible();
  await expect(dialog.getByText('nothing would be left to sign in with')).toBeVisible();
  const next = `moved.${unique()}@example.com`;
  await dialog.getByLabel('New e-mail address').fill(next);
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  expect(await readUser(userId)).toMatchObject({ user_id: userId, email: next, email_verified: false });
});

test('signing out everywhere goes with the new password, and fits on a phone', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 800 });
  const { user_id: userId, name } = await createUser();
  await page.goto(userPath(userId, 'credentials'));
  await page.getByRole('button', { name: 'Generate a password' }).click();
  await page.getByText('Sign out everywhere afterwards').click();
  await setPassword(page).click();
  await expect(toast(page, `${name} has a new password.`)).toBeVisible();
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(390);
});
