import { expect, test } from './fixtures.ts';
import { actDialog, choose, expectAccessible, userPath } from './rollcall-pages.ts';
import { createUser, management, pathOf } from './tenant.ts';

const contoso = '/organizations/org_ContosoGroup0001';
const acme = '/organizations/org_AcmeTrading00001';

/** The e-mail addresses that the tenant itself has invitations for. */
async function invitedTo(organization: string): Promise<string[]> {
  const { body } = await management('GET', `${organization}/invitations?per_page=100&sort=created_at:-1`);
  return Array.from(Object(body), (one) => String(Object(one).invitee?.email));
}

async function membershipsOf(userId: string): Promise<string[]> {
  const { body } = await management('GET', `${pathOf(userId)}/organizations`);
  return Array.from(Object(body), (one) => String(Object(one).name));
}

test('a user is added with a role there, invited elsewhere, and removed again', async ({ page }) => {
  const { user_id: userId, email } = await createUser();
  await page.goto(userPath(userId, 'organizations'));
  const dialog = actDialog(page);

  // By keyboard, up to the role.
  await page.getByRole('button', { name: 'Add to an organization' }).press('Enter');
  await expect(page.getByRole('searchbox', { name: 'Organization' })).toBeFocused();
  await page.keyboard.type('contoso');
  const organizations = dialog.getByRole('listbox', { name: 'Organization' });
  await expect(organizations.getByRole('option')).toHaveCount(1);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await dialog
    .getByRole('listbox', { name: 'Roles there, if any' })
    .getByRole('option', { name: 'Analyst' })
    .click();
  await dialog.getByRole('button', { name: 'Add to the organization' }).click();
  const member = page.getByRole('region', { name: 'Contoso Group' });
  await expect(member).toContainText('Analyst');
  expect(await membershipsOf(userId)).toEqual(['contoso']);
  const there = await management('GET', `${contoso}/members/${encodeURIComponent(userId)}/roles`);
  expect(there.body).toMatchObject([{ name: 'Analyst' }]);

  await page.getByRole('button', { name: 'Invite', exact: true }).click();
  await dialog.getByRole('searchbox', { name: 'Organization' }).fill('acme');
  await expect(organizations.getByRole('option')).toHaveCount(1);
  await organizations.getByRole('option').click();
  await choose(page, 'Application that they come to', 'Meridian Portal');
  await dialog.getByText('I do', { exact: true }).click();
  await dialog.getByRole('button', { name: 'Invite', exact: true }).click();
  const shown = page.getByRole('dialog', { name: 'The invitation' });
  await expect(shown).toContainText('https://portal.meridian.example/login?invitation=');
  await shown.getByRole('button', { name: 'I have copied it' }).click();
  const invitation = page.getByRole('region', { name: 'Acme Trading' });
  await expect(invitation).toContainText('Pending');
  await expect(page.getByText('invitation=')).toHaveCount(0);
  expect(await invitedTo(acme)).toContain(email);

  await page.setViewportSize({ width: 390, height: 844 });
  await expectAccessible(page);
  await invitation.getByRole('button', { name: 'Revoke' }).click();
  await dialog.getByRole('button', { name: 'Revoke' }).click();
  await expect(invitation).toHaveCount(0);
  expect(await invitedTo(acme)).not.toContain(email);

  await member.getByRole('button', { name: 'Remove' }).click();
  await expect(dialog).toContainText('lose their roles there: Analyst');
  await dialog.getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByRole('heading', { name: 'In no organization' })).toBeVisible();
  expect(await membershipsOf(userId)).toEqual([]);
});

test.describe('without organizations:manage', () => {
  test.use({ as: 'viewer' });

  test('memberships are read, and it is said why none can be changed', async ({ page }) => {
    const { user_id: userId } = await createUser();
    await management('POST', `${contoso}/members`, { members: [userId] });
    await page.goto(userPath(userId, 'organizations'));
    const member = page.getByRole('region', { name: 'Contoso Group' });
    await expect(member).toContainText('No roles there');
    await expect(member.getByRole('button', { name: /Remove|Change roles/ })).toHaveCount(0);
    await expect(page.getByRole('button', { name: 'Add to an organization' })).toBeDisabled();
    await expect(
      page.getByRole('button', { name: /^Why not\?.*organizations:manage/ }).first(),
    ).toBeVisible();
  });
});
