import type { Page } from '@playwright/test';
import { allButAnnouncer, contrast, violationsIn, wcag } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { retype, userPath } from './rollcall-pages.ts';
import { changeUser, createUser, findUsers, type TenantUser, userByEmail } from './tenant.ts';

const sizes = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
];

/** Holds what is on the screen now to WCAG 2.2 AA, light and dark, wide and narrow; narrow scrolls one way only. */
async function expectGoodLook(page: Page): Promise<void> {
  for (const size of sizes) {
    await page.setViewportSize(size);
    const { clientWidth, scrollWidth } = await page.evaluate(() => document.documentElement);
    expect({ size, scrollWidth }).toEqual({ size, scrollWidth: clientWidth });
    await page.emulateMedia({ colorScheme: 'light' });
    expect(await violationsIn(page, wcag, allButAnnouncer)).toEqual([]);
    // In the dark the same page has other colours, and nothing else.
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await violationsIn(page, contrast, allButAnnouncer)).toEqual([]);
  }
}

const name = (page: Page) => page.getByLabel('Name', { exact: true });

/** Opens the page of a user that no other test changes. */
async function openNewUser(page: Page, tab = 'profile'): Promise<TenantUser> {
  const user = await createUser({ app_metadata: { plan: 'free' } });
  await page.goto(userPath(user.user_id, tab));
  return user;
}

test.describe('looks right to a stranger', () => {
  test.use({ as: 'nobody' });

  for (const reason of ['signed_out', 'not_a_team_member', 'expired', 'denied', 'failed']) {
    test(`the sign-in page after ${reason}`, async ({ page }) => {
      await page.goto(`/sign-in?reason=${reason}#somebody%40rollcall.example`);
      await expect(page.getByRole('heading', { name: 'Sign in to Rollcall' })).toBeVisible();
      await expectGoodLook(page);
    });
  }

  test("the tenant's sign-in page", async ({ page }) => {
    await page.goto('/users');
    await expect(page.getByRole('heading', { name: 'Welcome' })).toBeVisible();
    await expectGoodLook(page);
  });
});

test.describe('looks right', () => {
  test('the list, the account menu and the phone list', async ({ page }) => {
    await page.goto('/users?per_page=25');
    await expect(
      page.getByRole('link', { name: /./ }).and(page.locator('[data-user-link]')).first(),
    ).toBeVisible();
    await expectGoodLook(page);
    await page.getByRole('button', { name: /^Account/ }).click();
    await expect(page.getByRole('menuitem', { name: 'Sign out' })).toBeVisible();
    await expectGoodLook(page);
  });

  test('a search with a fault, and one without a result', async ({ page }) => {
    await page.goto('/users?q=name%3A%28ada');
    await expect(page.getByRole('alert')).toBeVisible();
    await expectGoodLook(page);
    await page.goto('/users?q=nobodyofthatname');
    await expect(page.getByRole('heading', { name: 'No user matches' })).toBeVisible();
    await expectGoodLook(page);
  });

  test('the form for a new user, with faults and with its choices open', async ({ page }) => {
    await page.goto('/users/new');
    await page.getByRole('button', { name: 'Create user' }).click();
    await expect(page.getByText(/requires it\./).first()).toBeVisible();
    await expectGoodLook(page);
    await page.getByRole('button', { name: 'Connection' }).click();
    await expect(page.getByRole('option').first()).toBeVisible();
    await expectGoodLook(page);
  });

  test('an address without a page', async ({ page }) => {
    await page.goto('/nowhere');
    await expect(page.getByRole('heading', { name: 'There is no such page' })).toBeVisible();
    await expectGoodLook(page);
  });

  for (const [tab, sign] of [
    ['overview', 'At a glance'],
    ['profile', 'Last password reset'],
    ['metadata', 'app_metadata'],
    ['credentials', 'What follows'],
    ['identities', 'profileData'],
    ['raw', '"identities"'],
  ] as const) {
    test(`a user's page: ${tab}`, async ({ page }) => {
      const { users } = await findUsers(
        'identities.connection:"Username-Password-Authentication" AND identities.connection:"github"',
      );
      await page.goto(userPath(users[0]?.user_id ?? '', tab));
      await expect(page.getByRole('main').getByText(sign).first()).toBeVisible();
      await expectGoodLook(page);
    });
  }

  test('a locked profile of a person with a long name', async ({ page }) => {
    const { users } = await findUsers('name:*Wittgenstein* AND identities.connection:"google-oauth2"');
    await page.goto(userPath(users[0]?.user_id ?? ''));
    await expect(page.getByRole('form', { name: 'Profile' })).toBeVisible();
    await expectGoodLook(page);
  });

  test('a connection without passwords', async ({ page }) => {
    const { user_id: userId } = await userByEmail('anneliese.schaefer60@example.org');
    await page.goto(userPath(userId, 'credentials'));
    await expect(page.getByText('There is no password to set')).toBeVisible();
    await expectGoodLook(page);
  });
});

test('the chosen theme stays, whatever the system says', async ({ page }) => {
  const scheme = () => page.evaluate(() => getComputedStyle(document.documentElement).colorScheme);
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto('/users');
  await page.getByRole('button', { name: /^Account/ }).click();
  await page.getByRole('menuitem', { name: 'Theme: dark' }).click();
  await expect.poll(scheme).toBe('dark');
  await page.reload();
  await expect.poll(scheme).toBe('dark');
  await page.getByRole('button', { name: /^Account/ }).click();
  await page.getByRole('menuitem', { name: 'Theme: as the system' }).click();
  await expect.poll(scheme).not.toBe('dark');
});

test.describe('looks right while something is being done', () => {
  test('a password that is too weak, revealed', async ({ page }) => {
    await openNewUser(page, 'credentials');
    await page.getByLabel('New password', { exact: true }).fill('weak');
    await page.getByRole('button', { name: 'Show the password' }).click();
    await expectGoodLook(page);
  });

  test('blocking, and being blocked', async ({ page }) => {
    await openNewUser(page);
    await page.getByRole('button', { name: 'Block user', exact: true }).click();
    await expect(page.getByRole('alertdialog')).toBeVisible();
    await expectGoodLook(page);
    await page.getByRole('alertdialog').getByRole('button', { name: 'Block user' }).click();
    await expect(page.getByText('Blocked', { exact: true })).toBeVisible();
    await expectGoodLook(page);
  });

  test('deleting', async ({ page }) => {
    await openNewUser(page);
    await page.getByRole('button', { name: 'Delete user', exact: true }).click();
    await expect(page.getByRole('alertdialog')).toBeVisible();
    await expectGoodLook(page);
  });

  test('changes, their review, and leaving without them', async ({ page }) => {
    await openNewUser(page);
    await name(page).fill('Changed');
    await page.getByLabel('E-mail', { exact: true }).fill('not an address');
    await page.getByRole('button', { name: 'Save changes' }).click();
    await expect(page.getByText('Does not look like an e-mail address.')).toBeVisible();
    await expectGoodLook(page);
    await page.getByRole('button', { name: 'Review' }).click();
    await expect(page.getByRole('dialog', { name: 'Review 2 changes' })).toBeVisible();
    await expectGoodLook(page);
    await page.getByRole('button', { name: 'Back to the form' }).click();
    await page.getByRole('link', { name: 'Identities' }).click();
    await expect(page.getByRole('alertdialog', { name: 'Leave without saving?' })).toBeVisible();
    await expectGoodLook(page);
  });

  test('JSON that is no JSON', async ({ page }) => {
    await openNewUser(page, 'metadata');
    await retype(page.getByRole('textbox', { name: 'app_metadata' }), '{ "plan": ');
    await expect(page.getByText('This is not JSON yet.')).toBeVisible();
    await expectGoodLook(page);
  });

  test('a conflict', async ({ page, noise }) => {
    noise.allow(/status of 412 /);
    const user = await openNewUser(page);
    await name(page).fill('Mine');
    await changeUser(user.user_id, { name: 'Theirs', nickname: 'theirs' });
    await page.getByRole('button', { name: 'Save changes' }).click();
    await expect(page.getByRole('alertdialog', { name: /Someone else/ })).toBeVisible();
    await expectGoodLook(page);
  });

  test.describe('in a session that ends', () => {
    test('a form that waits for its owner', async ({ page, context, noise }) => {
      noise.allow(/status of 401 /);
      await openNewUser(page);
      await name(page).fill('Typed before the end');
      await context.clearCookies();
      await page.getByRole('button', { name: 'Save changes' }).click();
      await expect(page.getByRole('alertdialog', { name: 'Your session has ended' })).toBeVisible();
      await expectGoodLook(page);
    });
  });
});

test.describe('looks right to a viewer', () => {
  test.use({ as: 'viewer' });

  test('the list', async ({ page }) => {
    await page.goto('/users?per_page=25');
    await expect(page.getByText('Your team role does not include users:create')).toBeVisible();
    await expectGoodLook(page);
  });

  test('a user, with every act disabled', async ({ page }) => {
    await openNewUser(page);
    await expect(page.getByRole('button', { name: 'Delete user', exact: true })).toBeDisabled();
    await expectGoodLook(page);
  });

  test('the page on which nobody can be created', async ({ page }) => {
    await page.goto('/users/new');
    await expect(page.getByRole('heading', { name: 'You cannot create users' })).toBeVisible();
    await expectGoodLook(page);
  });
});
