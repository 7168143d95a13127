import { expect, test } from './fixtures.ts';
import { userPath } from './rollcall-pages.ts';
import { createUser, findUsers } from './tenant.ts';

test('linked identities stand beside the primary one, with what their provider says', async ({ page }) => {
  const { users } = await findUsers('identities.connection:"Acme-SAML" AND identities.connection:"github"');
  const [user] = users;
  await page.goto(userPath(user?.user_id ?? '', 'identities'));
  const primary = page.getByRole('region', { name: 'Acme-SAML' });
  await expect(primary.getByText('Primary', { exact: true })).toBeVisible();
  await expect(primary).toContainText('Decides the user_id, the profile');
  const linked = page.getByRole('region', { name: 'github' });
  await expect(linked.getByText('Linked', { exact: true })).toBeVisible();
  await expect(linked.getByRole('heading', { name: 'profileData' })).toBeVisible();
  await expect(linked).toContainText('@mail.example');
  await expect(page.getByText('No linked identities')).toBeHidden();
});

test('a user with one identity is told apart from one whose identities are missing', async ({ page }) => {
  const { user_id: userId } = await createUser();
  await page.goto(userPath(userId, 'identities'));
  await expect(page.getByRole('region', { name: 'Username-Password-Authentication' })).toContainText(
    userId.split('|')[1] ?? '',
  );
  await expect(page.getByRole('heading', { name: 'No linked identities' })).toBeVisible();
});
