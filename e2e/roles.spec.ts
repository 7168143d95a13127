import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { actDialog, choose, expectAccessible, userPath } from './rollcall-pages.ts';
import { createUser, management, pathOf, unique } from './tenant.ts';
import { signInAtTenant } from './tenant-pages.ts';

/** What the tenant itself says that a user was given. */
async function givenTo(userId: string, what: 'roles' | 'permissions'): Promise<string[]> {
  const { body } = await management('GET', `${pathOf(userId)}/${what}`);
  return Array.from(Object(body), (one) =>
    String(Object(one)[what === 'roles' ? 'name' : 'permission_name']),
  );
}

const why = (page: Page, permission: string) =>
  page.getByRole('list', { name: `Why ${permission} counts`, exact: true });

test('a role and a permission are given, count for a reason, and are taken again', async ({ page }) => {
  const { user_id: userId } = await createUser();
  await page.goto(userPath(userId, 'roles'));
  await expect(page.getByText('No permission counts.')).toBeVisible();

  // By keyboard alone.
  await page.getByRole('button', { name: 'Give roles' }).press('Enter');
  await expect(page.getByRole('searchbox', { name: 'Roles' })).toBeFocused();
  await page.keyboard.type('billing cl');
  await expect(actDialog(page).getByRole('option')).toHaveCount(1);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await actDialog(page).getByRole('button', { name: 'Give role', exact: true }).press('Enter');
  await expect(actDialog(page)).toBeHidden();
  await expect(page.getByRole('list', { name: 'Roles', exact: true })).toContainText('Billing Clerk');
  await expect(why(page, 'read:invoices')).toHaveText('Billing Clerk');
  expect(await givenTo(userId, 'roles')).toEqual(['Billing Clerk']);

  await page.getByRole('button', { name: 'Give permissions' }).click();
  await choose(page, 'API', 'Billing API');
  await actDialog(page).getByRole('option', { name: 'read:invoices' }).click();
  await actDialog(page).getByRole('button', { name: 'Give permission', exact: true }).click();
  await expect(why(page, 'read:invoices').getByRole('listitem')).toHaveText(['directly', 'Billing Clerk']);
  expect(await givenTo(userId, 'permissions')).toContain('read:invoices');

  await page.setViewportSize({ width: 390, height: 844 });
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Take the role Billing Clerk' }).click();
  await actDialog(page).getByRole('button', { name: 'Take role' }).click();
  await expect(why(page, 'read:invoices')).toHaveText('directly');
  await page.getByRole('button', { name: 'Take the permission read:invoices' }).click();
  await actDialog(page).getByRole('button', { name: 'Take permission' }).click();
  await expect(page.getByText('No permission counts.')).toBeVisible();
  expect(await givenTo(userId, 'roles')).toEqual([]);
  expect(await givenTo(userId, 'permissions')).toEqual([]);
});

test('somebody who may give one role of the tenant gives that one and no other', async ({
  page,
  another,
  noise,
}) => {
  const email = `${unique()}@team.example`;
  const { user_id: userId } = await createUser({ app_metadata: { region: 'eu' } });
  await createUser({ email, email_verified: true });
  await page.goto('/team/invite');
  await page.getByRole('textbox', { name: 'E-mail' }).fill(email);
  await choose(page, 'Team role', 'Editor – Users');
  await page.getByText('Certain users').click();
  await page.getByRole('textbox', { name: 'Path' }).fill('region');
  await page.getByRole('textbox', { name: 'Value' }).fill('eu');
  const giving = page.getByRole('radiogroup', { name: 'Roles of the tenant' });
  await expect(giving.getByRole('radio', { name: 'None' })).toBeChecked();
  await giving.getByText('Only these').click();
  await page.getByRole('option', { name: 'Billing Clerk' }).click();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Invite' }).click();
  await page.getByRole('link', { name: 'Back to the team' }).click();
  await expect(page.getByRole('row', { name: new RegExp(email) })).toContainText(
    'gives only 1 role of the tenant',
  );

  noise.allow(/status of 403 .*\/assignable-permissions/);
  const editor = await another('nobody');
  await editor.goto(`/auth/login?returnTo=${encodeURIComponent(userPath(userId, 'roles'))}`);
  await signInAtTenant(editor, email);
  await editor.getByRole('button', { name: 'Give permissions' }).click();
  await expect(actDialog(editor)).toContainText('only by those who may give every role');
  await actDialog(editor).getByRole('button', { name: 'Cancel' }).click();
  await editor.getByRole('button', { name: 'Give roles' }).click();
  await expect(actDialog(editor).getByRole('option')).toHaveText([/^Billing Clerk/]);
  await actDialog(editor).getByRole('option').click();
  await actDialog(editor).getByRole('button', { name: 'Give role', exact: true }).click();
  await expect(editor.getByRole('list', { name: 'Roles', exact: true })).toContainText('Billing Clerk');
  expect(await givenTo(userId, 'roles')).toEqual(['Billing Clerk']);
});

test.describe('without roles:assign', () => {
  test.use({ as: 'viewer' });

  test('what counts is read, and it is said why nothing can be given', async ({ page }) => {
    const { user_id: userId } = await createUser();
    await management('POST', `${pathOf(userId)}/roles`, { roles: ['rol_Analyst000000000'] });
    await page.goto(userPath(userId, 'roles'));
    await expect(why(page, 'export:reports')).toHaveText('Analyst');
    await expect(page.getByRole('button', { name: 'Give roles' })).toBeDisabled();
    await expect(page.getByRole('button', { name: /^Why not\?.*roles:assign/ }).first()).toBeVisible();
    await expect(page.getByRole('button', { name: /^Take / })).toHaveCount(0);
  });
});
