import { expect, test } from './fixtures.ts';
import { expectAccessible, userPath } from './rollcall-pages.ts';
import { createUser, readUser, unique } from './tenant.ts';

test('a note is written, changed and deleted, and the tenant has nothing of it', async ({
  page,
  another,
}) => {
  const { user_id: userId } = await createUser({ app_metadata: { region: 'eu' } });
  const text = `Called about an invoice ${unique()}`;
  await page.goto(userPath(userId, 'overview'));
  await page.getByRole('textbox', { name: 'New note' }).fill(text);
  await page.getByRole('button', { name: 'Add note' }).click();
  const notes = page.getByRole('list', { name: 'Notes about this user' });
  await expect(notes).toContainText(text);
  await expect(page.getByRole('textbox', { name: 'New note' })).toHaveValue('');
  expect(JSON.stringify(await readUser(userId))).not.toContain(text);

  const support = await another('support');
  await support.goto(userPath(userId, 'overview'));
  await expect(support.getByText(text)).toBeVisible();
  await expect(support.getByRole('button', { name: 'Edit note' })).toHaveCount(0);
  await support.getByRole('textbox', { name: 'New note' }).fill('By support');
  await support.getByRole('button', { name: 'Add note' }).click();
  await expect(support.getByRole('button', { name: 'Edit note' })).toHaveCount(1);

  await page.reload();
  await notes.getByRole('button', { name: 'Edit note' }).click();
  await page.getByRole('textbox', { name: 'Note', exact: true }).fill('Paid.');
  await page.getByRole('button', { name: 'Save note' }).click();
  await expect(notes).toContainText('Paid.');
  await expect(notes).toContainText('changed');
  await notes
    .getByRole('listitem')
    .filter({ hasText: 'By support' })
    .getByRole('button', { name: 'Delete note' })
    .click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete note' }).click();
  await expect(notes).not.toContainText('By support');
  await expectAccessible(page);

  await page.goto(userPath(userId, 'history'));
  await expect(page.getByText('deleted a note about this user')).toBeVisible();
  await expect(page.getByText('Paid.')).toHaveCount(0);
});

test('what is typed is not lost by leaving', async ({ page }) => {
  const { user_id: userId } = await createUser();
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(userPath(userId, 'overview'));
  await page.getByRole('textbox', { name: 'New note' }).fill('Half a thought');
  await page.getByRole('navigation', { name: 'User' }).getByRole('link', { name: 'Profile' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: /stay/i }).click();
  await expect(page.getByRole('textbox', { name: 'New note' })).toHaveValue('Half a thought');
});

test.describe('without notes:write', () => {
  test.use({ as: 'viewer' });
  test('notes are read, and it is said what writing them needs', async ({ page, another }) => {
    const { user_id: userId } = await createUser();
    const admin = await another('admin');
    await admin.goto(userPath(userId, 'overview'));
    await admin.getByRole('textbox', { name: 'New note' }).fill('For all to see');
    await admin.getByRole('button', { name: 'Add note' }).click();
    await expect(admin.getByRole('list', { name: 'Notes about this user' })).toContainText('For all to see');
    await page.goto(userPath(userId, 'overview'));
    await expect(page.getByText('For all to see')).toBeVisible();
    await expect(page.getByText(/does not include notes:write/)).toBeVisible();
    await expect(page.getByRole('textbox', { name: 'New note' })).toHaveCount(0);
  });
});
