import { expect, test } from './fixtures.ts';
import { actDialog, expectAccessible, toast, userPath } from './rollcall-pages.ts';
import { createUser, findUsers, management, pathOf, readUser, unique } from './tenant.ts';

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

test('a duplicate is found, compared, linked, and unlinked again', async ({ page }) => {
  const email = `e2e.${unique()}@example.com`;
  const stays = await createUser({
    email,
    email_verified: true,
    user_metadata: { theme: 'dark', seat: 'aisle' },
  });
  const second = await createUser({
    connection: 'email',
    email,
    email_verified: true,
    password: undefined,
    verify_email: undefined,
    name: 'Sam Second',
    user_metadata: { theme: 'dark', miles: 4711 },
  });
  const { user_id: userId } = stays;
  await page.goto(userPath(userId, 'identities'));
  await page.getByRole('link', { name: 'Link another user' }).click();
  const duplicates = page.getByRole('list', { name: 'Possible duplicates' }).getByRole('listitem');
  await expect(duplicates).toHaveCount(1);
  await expect(duplicates).toContainText(second.user_id);
  await expect(duplicates).toContainText('Same verified e-mail');
  await expectAccessible(page);
  await duplicates.getByRole('link', { name: 'Compare with Sam Second' }).click();

  await expect(page.getByRole('region', { name: 'Stays', exact: true })).toContainText(userId);
  await expect(page.getByRole('region', { name: 'Becomes an identity' })).toContainText(second.user_id);
  const fate = (table: string, field: string) =>
    page
      .getByRole('table', { name: table })
      .getByRole('row')
      .filter({ has: page.getByRole('rowheader', { name: field, exact: true }) });
  await expect(fate('Profile', 'name')).toContainText('Kept in the identity');
  await expect(fate('Metadata', 'user_metadata.miles')).toContainText('Discarded');
  await expect(fate('Metadata', 'user_metadata.theme')).toContainText('The same');
  await expect(fate('Metadata', 'user_metadata.seat')).toContainText('Nothing to lose');
  await expectAccessible(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Link these two' }).click();
  const dialog = actDialog(page);
  await expect(dialog.getByRole('button', { name: 'Link users' })).toBeDisabled();
  await dialog.getByLabel(`Type ${email} to confirm`).fill(email);
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Link users' }).click();
  await expect(toast(page, `Sam Second is an identity of ${stays.name} now.`)).toBeVisible();
  await expect(page.getByRole('region', { name: 'email', exact: true })).toContainText('Linked');
  expect(await readUser(userId)).toMatchObject({
    user_metadata: { theme: 'dark', seat: 'aisle' },
    identities: [{ connection: 'Username-Password-Authentication' }, { connection: 'email' }],
  });
  expect((await management('GET', pathOf(second.user_id))).status).toBe(404);

  await page.getByRole('button', { name: 'Unlink' }).press('Enter');
  await expect(dialog).toContainText(second.user_id);
  await dialog.getByRole('button', { name: 'Unlink' }).click();
  await expect(toast(page, `${second.user_id} is a user of its own again.`)).toBeVisible();
  await expect(page.getByRole('heading', { name: 'No linked identities' })).toBeVisible();
  expect((await readUser(userId))['identities']).toHaveLength(1);
  expect(await readUser(second.user_id)).not.toHaveProperty('user_metadata.miles');
});

test.describe('a viewer', () => {
  test.use({ as: 'viewer' });
  test('sees why they cannot link', async ({ page, forged }) => {
    const [one, other] = [await createUser(), await createUser()];
    await page.goto(userPath(one.user_id, 'identities'));
    await expect(page.getByRole('button', { name: 'Link another user' })).toBeDisabled();
    await expect(page.getByRole('button', { name: /^Why not\?.*identities:link/ })).toBeVisible();
    await page.goto(userPath(one.user_id, 'identities/link'));
    await expect(page.getByText(/does not include identities:link/)).toBeVisible();
    const refused = await forged('POST', `/api${pathOf(one.user_id)}/identities`, {
      body: { user_id: other.user_id, version: '"1"' },
    });
    expect(refused).toMatchObject({ status: 403, body: { code: 'permission_missing' } });
    expect((await readUser(other.user_id))['identities']).toHaveLength(1);
  });
});
