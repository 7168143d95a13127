import { expect, test } from './fixtures.ts';
import { choose, rowOf, save, toast, userPath } from './rollcall-pages.ts';
import { createUser, findUsers, readUser, unique } from './tenant.ts';

test.use({ house: 'customFields' });

test('a custom field is a typed field of the form, and in step with the JSON', async ({ page }) => {
  const { user_id: userId } = await createUser({
    user_metadata: { theme: 'dark' },
    app_metadata: { tier: 'free', limits: { seats: 3, rooms: 1 } },
  });
  await page.goto(userPath(userId, 'metadata'));
  const form = page.getByRole('group', { name: 'app_metadata as a form' });
  await choose(page, 'Tier (required)', 'gold');
  await form.getByLabel('Seats').fill('12');
  await form.getByLabel('Seats').blur();
  await expect(page.getByRole('textbox', { name: 'app_metadata' })).toContainText('"seats": 12');
  await page.getByLabel('Customer number').fill('AB1234');
  await save(page);
  expect(await readUser(userId)).toMatchObject({
    user_metadata: { theme: 'dark', customer_number: 'AB1234' },
    app_metadata: { tier: 'gold', limits: { seats: 12, rooms: 1 } },
  });
});

test('what breaks a rule is told at the field and cannot be saved, nor forged', async ({
  page,
  forged,
  noise,
}) => {
  noise.allow(/status of 400 .*\/api\/users\//);
  const { user_id: userId } = await createUser({ app_metadata: { tier: 'free' } });
  await page.goto(userPath(userId, 'metadata'));
  await page.getByLabel('Customer number').fill('nonsense');
  await expect(page.getByText('Customer number does not have the form that it should have')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Save changes' })).toBeDisabled();
  const path = `/api/users/${encodeURIComponent(userId)}`;
  const { etag } = await forged('GET', path);
  const reply = await forged('PATCH', path, {
    body: { user_metadata: { customer_number: 'nonsense' } },
    headers: { 'If-Match': etag },
  });
  expect(reply).toMatchObject({
    status: 400,
    body: { errors: [{ field: 'user_metadata.customer_number' }] },
  });
  expect((await readUser(userId))['user_metadata']).toBeUndefined();
});

test('a custom field is a column of the list and a field of the create page', async ({ page }) => {
  const email = `fields.${unique()}@example.com`;
  await page.goto('/users/new');
  await choose(page, 'Connection', 'email');
  await page.getByLabel('E-mail', { exact: true }).fill(email);
  await page.getByRole('button', { name: 'Create user' }).click();
  await expect(page.getByText('Tier is required.')).toBeVisible();
  await choose(page, 'Tier (required)', 'silver');
  await page.getByRole('button', { name: 'Create user' }).click();
  await expect(toast(page, /was created/)).toBeVisible();
  const { users } = await findUsers(`email:"${email}"`);
  expect(users[0]?.['app_metadata']).toEqual({ tier: 'silver' });
  await page.goto(`/users?q=${encodeURIComponent(email)}`);
  await expect(page.getByRole('columnheader', { name: 'Tier' })).toBeVisible();
  await expect(rowOf(page, email)).toContainText('silver');
});
