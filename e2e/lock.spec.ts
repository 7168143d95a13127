import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { save, userPath } from './rollcall-pages.ts';
import { signInThrough } from './tenant-pages.ts';
import { management, pathOf, readUser, userByEmail } from './tenant.ts';

const rootFields = ['Name', 'Nickname', 'Given name', 'Family name', 'Picture'];
const field = (page: Page, label: string) =>
  page.getByRole('form', { name: 'Profile' }).getByLabel(label, { exact: true });

test('a Google user shows the root attributes locked, with who sets them and the way out', async ({
  page,
}) => {
  const { user_id: userId, name } = await userByEmail('g.smythe.jones.14@mail.example');
  await page.goto(userPath(userId));
  const group = page.getByRole('region', { name: 'Name and picture' });
  await expect(group).toContainText('Set by google-oauth2 at each sign-in.');
  await expect(group).toContainText('Change it at google-oauth2, or switch off');
  for (const label of rootFields) await expect(field(page, label)).not.toBeEditable();
  await expect(page.getByText('Profile set by google-oauth2')).toBeVisible();
  await field(page, 'Name').focus();
  await page.keyboard.type('x');
  await expect(field(page, 'Name')).toHaveValue(name);
  await expect(page.getByRole('region', { name: 'Unsaved changes' })).toBeHidden();
});

test('the BFF refuses a forged change of a locked field, and the tenant would refuse it too', async ({
  page,
  forged,
}) => {
  const before = await userByEmail('zoe_64@example.net');
  const path = `/api/users/${encodeURIComponent(before.user_id)}`;
  await page.goto(userPath(before.user_id));
  await expect(page.getByRole('heading', { name: before.name, level: 1 })).toBeVisible();
  const { etag } = await forged('GET', path);
  const change = { name: 'Forged', app_metadata: { forged: true } };
  const refused = await forged('PATCH', path, { body: change, headers: { 'If-Match': etag } });
  expect(refused).toMatchObject({
    status: 409,
    body: {
      code: 'field_locked',
      errors: [{ field: 'name', detail: expect.stringContaining('Set by google-oauth2 at each sign-in.') }],
    },
  });
  expect(await readUser(before.user_id)).toEqual(before);

  expect(await management('PATCH', pathOf(before.user_id), { name: 'Forged' })).toMatchObject({
    status: 400,
    body: {
      statusCode: 400,
      error: 'Bad Request',
      message: expect.stringMatching(
        /^The following user attributes cannot be updated: name\. The connection/,
      ),
    },
  });
});

test('signing in again overwrites the Google user, and the edit of the SAML user stays', async ({
  page,
  another,
}) => {
  const google = await userByEmail('bjork_151@example.org');
  const saml = await userByEmail('jane_168@acme.example');
  await page.goto(userPath(saml.user_id));
  for (const label of rootFields) await expect(field(page, label)).toBeEditable();
  await field(page, 'Name').fill('Jane of Rollcall');
  await field(page, 'Nickname').fill('janie');
  await save(page);
  expect(await readUser(saml.user_id)).toMatchObject({ name: 'Jane of Rollcall', nickname: 'janie' });

  const stranger = await another('nobody');
  for (const [provider, user] of [
    ['Google', google],
    ['Acme single sign-on', saml],
  ] as const) {
    await stranger.goto('/auth/login?switch=1');
    await signInThrough(stranger, provider, user.email, { Name: 'Said by the provider' });
    await expect(stranger.getByText('You are not in the team')).toBeVisible();
  }

  expect(await readUser(google.user_id)).toMatchObject({ name: 'Said by the provider' });
  expect(await readUser(saml.user_id)).toMatchObject({ name: 'Jane of Rollcall', nickname: 'janie' });
  for (const user of [google, saml]) {
    expect((await readUser(user.user_id))['logins_count']).toBe(Number(user['logins_count'] ?? 0) + 1);
  }
  await page.goto(userPath(google.user_id));
  await expect(page.getByRole('heading', { name: 'Said by the provider', level: 1 })).toBeVisible();
  await page.goto(userPath(saml.user_id));
  await expect(page.getByRole('heading', { name: 'Jane of Rollcall', level: 1 })).toBeVisible();
});

test('a lock that appears while one types is told, and counts no longer than it is there', async ({
  page,
  noise,
  forged,
}) => {
  noise.allow(/status of 409 .*\/api\/users\//);
  const { body } = await management('GET', '/connections/con_GithubSocial0001');
  const { options } = Object(body);
  const sync = (set_user_root_attributes: string) =>
    management('PATCH', '/connections/con_GithubSocial0001', {
      options: { ...options, set_user_root_attributes },
    });
  const { body: found } = await management('GET', '/users?q=user_id:github*&per_page=1&sort=created_at:1');
  const { user_id: userId, name } = Object(found)[0];
  try {
    await page.goto(userPath(userId));
    await field(page, 'Name').fill('Typed before the lock');
    await sync('on_each_login');
    await page.getByRole('button', { name: 'Save changes' }).click();
    await expect(page.getByText('A field has been locked meanwhile')).toBeVisible();
    await expect(page.getByRole('region', { name: 'Name and picture' })).toContainText(
      'Set by github at each sign-in.',
    );
    await expect(field(page, 'Name')).toHaveValue(name);
    await expect(field(page, 'Name')).not.toBeEditable();
    expect((await readUser(userId)).name).toBe(name);
  } finally {
    await sync('on_first_login');
  }
  const path = `/api/users/${encodeURIComponent(userId)}`;
  const { etag } = await forged('GET', path);
  const reply = await forged('PATCH', path, { body: { name: 'Unlocked' }, headers: { 'If-Match': etag } });
  expect(reply).toMatchObject({ status: 200, body: { name: 'Unlocked' } });
  await page.reload();
  await expect(field(page, 'Name')).toBeEditable();
});
