import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { save, toast, userPath } from './rollcall-pages.ts';
import { expectRefusal, expectSignIn } from './tenant-pages.ts';
import { createUser, management, pathOf, readUser, seedPassword, type TenantUser, unique } from './tenant.ts';

const field = (page: Page, label: string) =>
  page.getByRole('form', { name: 'Profile' }).getByLabel(label, { exact: true });

/** A user of a connection in which people have usernames. */
function newStaff(username: string): Promise<TenantUser> {
  return createUser({
    connection: 'Staff-Directory',
    email: `${username}@staff.example`,
    username,
    password: 'Some-Old-Pw-1',
  });
}

test('a user is viewed in all tabs', async ({ page }) => {
  const user = await createUser({
    nickname: 'Rob',
    user_metadata: { theme: 'dark' },
    app_metadata: { plan: 'gold' },
  });
  await page.goto(userPath(user.user_id));
  await expect(page).toHaveTitle(`${user.name} · Rollcall`);
  const header = page.getByRole('main').locator('header');
  await expect(header).toContainText(user.email);
  await expect(header).toContainText('Username-Password-Authentication (auth0)');
  await expect(header).toContainText('E-mail unverified');
  await expect(header).toContainText('Never signed in');
  await expect(field(page, 'Nickname')).toHaveValue('Rob');
  await expect(page.getByRole('complementary', { name: 'Facts' })).toContainText(user.user_id);

  const tabs = page.getByRole('navigation', { name: 'User' });
  await tabs.getByRole('link', { name: 'Metadata' }).click();
  await expect(page.getByRole('textbox', { name: 'user_metadata' })).toContainText('"theme": "dark"');
  await tabs.getByRole('link', { name: 'Credentials' }).click();
  await expect(page.getByLabel('New password', { exact: true })).toBeVisible();
  await tabs.getByRole('link', { name: 'Identities' }).click();
  await expect(page.getByRole('region', { name: 'Username-Password-Authentication' })).toBeVisible();
  await tabs.getByRole('link', { name: 'Raw JSON' }).click();
  const raw = page.getByRole('listbox', { name: 'The user as JSON' });
  await expect(raw).toContainText(`"user_id": "${user.user_id}"`);
  await page.reload();
  await expect(raw).toContainText('"plan": "gold"');
});

test('changes are marked, reviewed and saved', async ({ page }) => {
  const { user_id: userId, name } = await createUser({ given_name: 'Robin' });
  await page.goto(userPath(userId));
  await field(page, 'Name').fill('Робин Ó Súilleabháin 🎈');
  await field(page, 'Nickname').fill('robin');
  await page.getByText('E-mail verified').click();
  await expect(page.getByRole('region', { name: 'Unsaved changes' })).toContainText('3 changes');
  await expect(page.getByRole('form', { name: 'Profile' })).toContainText(`Was: ${name}`);
  await page.getByRole('button', { name: 'Review' }).click();
  const review = page.getByRole('dialog', { name: 'Review 3 changes' });
  await expect(review).toContainText('Робин Ó Súilleabháin 🎈');
  await review.getByRole('button', { name: 'Save changes' }).click();
  await expect(toast(page, 'Saved 3 changes.')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Робин Ó Súilleabháin 🎈', level: 1 })).toBeVisible();
  expect(await readUser(userId)).toMatchObject({
    name: 'Робин Ó Súilleabháin 🎈',
    nickname: 'robin',
    email_verified: true,
    given_name: 'Robin',
  });
});

test('what cannot be stored is told at the field and not sent', async ({ page }) => {
  const { user_id: userId, email } = await createUser();
  await page.goto(userPath(userId));
  await field(page, 'E-mail').fill('not an address');
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByText('Does not look like an e-mail address.')).toBeVisible();
  await expect(field(page, 'E-mail')).toBeFocused();
  await page.getByRole('button', { name: 'Discard' }).click();
  await expect(field(page, 'E-mail')).toHaveValue(email);
  expect((await readUser(userId)).email).toBe(email);
});

test('what Auth0 refuses in one call is saved as one act: username with e-mail', async ({ page }) => {
  const mark = unique();
  const { user_id: userId } = await newStaff(mark);
  const change = { username: `new${mark}`, email: `new.${mark}@staff.example`, name: 'New Name' };
  expect(await management('PATCH', pathOf(userId), change)).toMatchObject({
    status: 400,
    body: { message: 'Cannot update username and email simultaneously.' },
  });
  const sent: string[] = [];
  page.on('request', (request) => {
    if (request.method() === 'PATCH') sent.push(request.url());
  });
  await page.goto(userPath(userId));
  await field(page, 'Username').fill(change.username);
  await field(page, 'E-mail').fill(change.email);
  await field(page, 'Name').fill(change.name);
  await page.getByText('E-mail verified').click();
  await save(page);
  await expect(toast(page, 'Saved 4 changes.')).toBeVisible();
  expect(sent).toHaveLength(1);
  expect(await readUser(userId)).toMatchObject({ ...change, email_verified: true });
});

test('when only a part can be saved, the page says which and keeps the rest', async ({ page, noise }) => {
  noise.allow(/status of 409 .*\/api\/users\//);
  const [mark, other] = [unique(), unique()];
  await newStaff(other);
  const { user_id: userId } = await newStaff(mark);
  await page.goto(userPath(userId));
  await field(page, 'Username').fill(`new${mark}`);
  await field(page, 'E-mail').fill(`${other}@staff.example`);
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByText('Only a part was saved')).toBeVisible();
  await expect(page.getByText('Saved: Username.')).toBeVisible();
  await expect(field(page, 'E-mail')).toHaveAttribute('aria-invalid', 'true');
  await expect(field(page, 'E-mail')).toHaveValue(`${other}@staff.example`);
  await expect(page.getByRole('region', { name: 'Unsaved changes' })).toContainText('1 change');
  expect(await readUser(userId)).toMatchObject({ username: `new${mark}`, email: `${mark}@staff.example` });
});

test("a second browser's change is not overwritten: both values are shown, and one chooses per field", async ({
  page,
  another,
  noise,
}) => {
  noise.allow(/status of 412 .*\/api\/users\//);
  const { user_id: userId, name } = await createUser({ nickname: 'before', given_name: 'Before' });
  await page.goto(userPath(userId));
  await field(page, 'Name').fill('My name');
  await field(page, 'Nickname').fill('mine');

  const other = await another('editor');
  await other.goto(userPath(userId));
  await field(other, 'Name').fill('Their name');
  await field(other, 'Nickname').fill('theirs');
  await field(other, 'Given name').fill('Theirs alone');
  await save(other);

  await page.getByRole('button', { name: 'Save changes' }).click();
  const dialog = page.getByRole('alertdialog', { name: 'Someone else changed this user meanwhile' });
  const names = dialog.getByRole('radiogroup', { name: 'Name', exact: true });
  const nicknames = dialog.getByRole('radiogroup', { name: 'Nickname' });
  for (const words of ['My name', 'Their name']) await expect(names).toContainText(words);
  for (const words of ['mine', 'theirs']) await expect(nicknames).toContainText(words);
  await expect(dialog).toContainText(`Before both changes: ${name}`);
  await expect(dialog).toContainText('Also changed by them, and kept: Given name.');
  await expect(dialog.getByRole('button', { name: 'Save changes' })).toBeDisabled();
  expect((await readUser(userId)).name).toBe('Their name');

  await names.getByText('Use mine').click();
  await nicknames.getByText('Keep theirs').click();
  await dialog.getByRole('button', { name: 'Save changes' }).click();
  await expect(toast(page, 'Saved 1 change.')).toBeVisible();
  await expect(field(page, 'Nickname')).toHaveValue('theirs');
  expect(await readUser(userId)).toMatchObject({
    name: 'My name',
    nickname: 'theirs',
    given_name: 'Theirs alone',
  });
});

test('leaving with unsaved changes asks first', async ({ page }) => {
  const { user_id: userId, name } = await createUser();
  await page.goto(`/users?q=${encodeURIComponent(userId)}`);
  await page.getByRole('link', { name: name }).click();
  const tabs = page.getByRole('navigation', { name: 'User' });
  await tabs.getByRole('link', { name: 'Profile' }).click();
  await field(page, 'Name').fill('Unsaved');
  await tabs.getByRole('link', { name: 'Identities' }).click();
  const dialog = page.getByRole('alertdialog', { name: 'Leave without saving?' });
  await dialog.getByRole('button', { name: 'Stay' }).click();
  await expect(field(page, 'Name')).toHaveValue('Unsaved');
  await page.goBack();
  await dialog.getByRole('button', { name: 'Leave without saving' }).click();
  await expect(page).toHaveURL(userPath(userId, 'overview'));
  expect((await readUser(userId)).name).toBe(name);
});

test('a blocked user cannot sign in, and an unblocked one can', async ({ page, another, noise }) => {
  noise.allow(/status of 400 .*\/u\/login\//);
  const { user_id: userId, email, name } = await createUser();
  const stranger = await another('nobody');
  await page.goto(userPath(userId));
  await page.getByRole('button', { name: 'Block user', exact: true }).click();
  const dialog = page.getByRole('alertdialog', { name: `Block ${name}?` });
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  expect((await readUser(userId))['blocked']).not.toBe(true);
  await page.getByRole('button', { name: 'Block user', exact: true }).click();
  await dialog.getByRole('button', { name: 'Block user', exact: true }).click();
  await expect(page.getByText('Blocked', { exact: true })).toBeVisible();
  await expectRefusal(stranger, email, seedPassword, 'Your account has been blocked.');

  await page.getByRole('button', { name: 'Unblock user' }).click();
  await expect(page.getByText('Blocked', { exact: true })).toBeHidden();
  await expectSignIn(stranger, email, seedPassword);
});

test('a user is deleted when the e-mail address is typed, and not before', async ({ page, noise }) => {
  const { user_id: userId, email, name } = await createUser();
  await page.goto(userPath(userId));
  await page.getByRole('button', { name: 'Delete user' }).click();
  const dialog = page.getByRole('alertdialog', { name: `Delete ${name}?` });
  await expect(dialog).toContainText('This cannot be undone.');
  const confirm = dialog.getByRole('button', { name: 'Delete user' });
  await dialog.getByLabel(`Type ${email} to confirm`).fill(email.slice(0, -1));
  await dialog.getByLabel(`Type ${email} to confirm`).press('Enter');
  await expect(confirm).toBeDisabled();
  expect((await readUser(userId)).user_id).toBe(userId);
  await dialog.getByLabel(`Type ${email} to confirm`).fill(email);
  await confirm.click();
  await expect(page).toHaveURL('/users');
  await expect(toast(page, `${name} is deleted.`)).toBeVisible();
  expect((await management('GET', pathOf(userId))).status).toBe(404);

  noise.allow(/status of 404 .*\/api\/(deleted-)?users\//);
  await page.goto(userPath(userId));
  await expect(
    page.getByRole('heading', { name: 'There is no such user, or it is outside what you may see' }),
  ).toBeVisible();
});

test('what is no user_id is no page, and the BFF does not ask the tenant for it', async ({
  page,
  forged,
}) => {
  await page.goto('/users/foo');
  await expect(page.getByRole('heading', { name: 'There is no such page' })).toBeVisible();
  for (const id of ['foo', '..%2F..', 'auth0%7Cx%2F..%2Fy', 'auth0%7C%252e%252e', 'auth0%7Ca%3Fb']) {
    const { status, body } = await forged('GET', `/api/users/${id}`);
    expect({ id, status, body }).toMatchObject({ id, status: 400, body: { code: 'invalid_input' } });
  }
});
