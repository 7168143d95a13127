import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { rowOf, save, toast, userPath } from './rollcall-pages.ts';
import { signInAtTenant } from './tenant-pages.ts';
import { addFault, clearFaults, createUser, readUser } from './tenant.ts';

// One after the other: faults belong to the whole tenant. Each is laid on the path of a user of its own.
test.describe.configure({ mode: 'default' });
test.afterEach(clearFaults);

const name = (page: Page) => page.getByRole('form', { name: 'Profile' }).getByLabel('Name', { exact: true });
const onUser = (userId: string) => `/api/v2/users/${encodeURIComponent(userId)}`;
/** The browser reports each answer of that kind. */
const answered = (status: number) => new RegExp(`status of ${status} .*/api/users`);

test('a tenant that is busy for a moment is waited for, and nobody notices', async ({ page }) => {
  const user = await createUser();
  await addFault({ kind: 'status', status: 429, path: onUser(user.user_id), times: 1 });
  await page.goto(userPath(user.user_id));
  await expect(page.getByRole('heading', { name: user.name, level: 1 })).toBeVisible();
});

test('a tenant that stays busy is told, with when to try again', async ({ page, noise }) => {
  noise.allow(answered(503));
  const user = await createUser();
  const inAMinute = String(Math.ceil(Date.now() / 1000) + 60);
  await addFault({
    kind: 'status',
    status: 429,
    headers: { 'x-ratelimit-reset': inAMinute },
    path: onUser(user.user_id),
  });
  await page.goto(userPath(user.user_id));
  await expect(page.getByText('The tenant is busy')).toBeVisible();
  await expect(page.getByText(/Try again in (5\d|6\d) seconds\./)).toBeVisible();
  await clearFaults();
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('heading', { name: user.name, level: 1 })).toBeVisible();
});

test('a page whose tenant is down says so, and comes back by itself', async ({ page, noise }) => {
  noise.allow(answered(502));
  await page.clock.install();
  const user = await createUser();
  await addFault({ kind: 'cut', when: 'before', path: onUser(user.user_id) });
  await page.goto(userPath(user.user_id));
  // Two more tries, after a second and after two.
  await expect(async () => {
    await page.clock.fastForward(2_500);
    await expect(page.getByText('The tenant cannot be reached')).toBeVisible({ timeout: 500 });
  }).toPass();
  await expect(page.getByText('This page tries again by itself.')).toBeVisible();
  await clearFaults();
  await page.clock.fastForward(16_000);
  await expect(page.getByRole('heading', { name: user.name, level: 1 })).toBeVisible();
});

test('a list keeps its rows while the tenant is down, and recovers by itself', async ({ page, noise }) => {
  noise.allow(answered(502));
  await page.clock.install();
  const user = await createUser();
  await page.goto(`/users?q=${encodeURIComponent(user.user_id)}`);
  await rowOf(page, user.name).getByRole('link').click();
  await expect(page.getByRole('heading', { name: user.name, level: 1 })).toBeVisible();
  await page.clock.fastForward(20_000);
  await addFault({ kind: 'status', status: 500, path: onUser(user.user_id) });
  await page.goBack();
  await expect(rowOf(page, user.name)).toBeVisible();
  await expect(async () => {
    await page.clock.fastForward(2_500);
    await expect(page.getByText('The tenant cannot be reached')).toBeVisible({ timeout: 500 });
  }).toPass();
  await expect(rowOf(page, user.name)).toBeVisible();
  await clearFaults();
  await page.clock.fastForward(16_000);
  await expect(page.getByText('The tenant cannot be reached')).toBeHidden();
  await expect(rowOf(page, user.name)).toBeVisible();
});

test('a change whose answer is lost is looked up, and reported as what it is', async ({ page }) => {
  const { user_id: userId } = await createUser();
  await page.goto(userPath(userId));
  await name(page).fill('Saved all the same');
  await addFault({ kind: 'cut', when: 'after', method: 'PATCH', path: onUser(userId), times: 1 });
  await save(page);
  await expect(toast(page, 'Saved 1 change.')).toBeVisible();
  expect((await readUser(userId)).name).toBe('Saved all the same');
});

test('a change of which nobody knows is not sent twice, and nothing typed is lost', async ({
  page,
  noise,
}) => {
  noise.allow(answered(504));
  const user = await createUser();
  await page.goto(userPath(user.user_id));
  await name(page).fill('Perhaps saved');
  await addFault({ kind: 'cut', when: 'before', method: 'PATCH', path: onUser(user.user_id), times: 1 });
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByText('It is not known whether this was done')).toBeVisible();
  await expect(name(page)).toHaveValue('Perhaps saved');
  expect((await readUser(user.user_id)).name).toBe(user.name);
  await page.getByRole('button', { name: 'Reload this user' }).click();
  await expect(page.getByText('It is not known whether this was done')).toBeHidden();
  await expect(name(page)).toHaveValue('Perhaps saved');
  await save(page);
  expect((await readUser(user.user_id)).name).toBe('Perhaps saved');
});

test('without a network the page says so and keeps what was typed', async ({ page, context, noise }) => {
  noise.allow(/ERR_INTERNET_DISCONNECTED/);
  const { user_id: userId } = await createUser();
  await page.goto(userPath(userId));
  await name(page).fill('Typed on a train');
  await context.setOffline(true);
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByText('Rollcall cannot be reached')).toBeVisible();
  await expect(name(page)).toHaveValue('Typed on a train');
  await context.setOffline(false);
  await save(page);
  expect((await readUser(userId)).name).toBe('Typed on a train');
});

test.describe('when the session ends', () => {
  test.use({ as: 'nobody' });

  test('a form that is being edited stays, and goes on after a sign-in in another tab', async ({
    page,
    context,
  }) => {
    const { user_id: userId } = await createUser();
    await page.goto(userPath(userId));
    await signInAtTenant(page, 'editor@rollcall.example');
    await name(page).fill('Typed before the end');
    await context.clearCookies();
    await page.getByRole('button', { name: 'Save changes' }).click();
    const dialog = page.getByRole('alertdialog', { name: 'Your session has ended' });
    await expect(dialog).toContainText('What you typed is still here.');
    await dialog.getByRole('button', { name: 'Continue' }).click();
    await expect(dialog).toContainText('You are not signed in yet.');

    const opened = context.waitForEvent('page');
    await dialog.getByRole('link', { name: 'Sign in in a new tab' }).click();
    const tab = await opened;
    await signInAtTenant(tab, 'editor@rollcall.example');
    await expect(tab).toHaveURL(userPath(userId));
    await expect(dialog).toBeHidden();
    await expect(name(page)).toHaveValue('Typed before the end');
    await save(page);
    expect((await readUser(userId)).name).toBe('Typed before the end');
  });

  test('what one typed is not sent as somebody else', async ({ page, context }) => {
    const user = await createUser();
    await page.goto(userPath(user.user_id));
    await signInAtTenant(page, 'editor@rollcall.example');
    await name(page).fill('Typed by the editor');
    await context.clearCookies();
    await page.getByRole('button', { name: 'Save changes' }).click();
    const dialog = page.getByRole('alertdialog', { name: 'Your session has ended' });
    const opened = context.waitForEvent('page');
    await dialog.getByRole('link', { name: 'Sign in in a new tab' }).click();
    await signInAtTenant(await opened, 'viewer@rollcall.example');
    await expect(dialog).toContainText('Someone else is signed in now.');
    expect((await readUser(user.user_id)).name).toBe(user.name);
  });

  test('a page without changes goes to sign in and comes back', async ({ page, context }) => {
    const user = await createUser();
    await page.goto(`/users?q=${encodeURIComponent(user.user_id)}`);
    await signInAtTenant(page, 'editor@rollcall.example');
    await expect(rowOf(page, user.name)).toBeVisible();
    await context.clearCookies();
    // A pointer on its way asks for the page already, and would be sent to sign in before it presses.
    await rowOf(page, user.name).getByRole('link').dispatchEvent('click');
    await signInAtTenant(page, 'editor@rollcall.example');
    await expect(page).toHaveURL(userPath(user.user_id, 'overview'));
    await expect(page.getByRole('heading', { name: user.name, level: 1 })).toBeVisible();
  });
});
