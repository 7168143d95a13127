import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { retype, save, toast, userPath } from './rollcall-pages.ts';
import { changeUser, createUser, readUser } from './tenant.ts';

type Kind = 'user_metadata' | 'app_metadata';

const editor = (page: Page, kind: Kind) => page.getByRole('textbox', { name: kind });
const write = (page: Page, kind: Kind, value: unknown) =>
  retype(editor(page, kind), JSON.stringify(value, null, 2));

test('both metadata are edited as JSON and saved as one act', async ({ page }) => {
  const { user_id: userId } = await createUser({
    user_metadata: { theme: 'light', address: { city: 'Oslo', zip: '0150' } },
    app_metadata: { plan: 'free', seats: 3 },
  });
  await page.goto(userPath(userId));
  await page.getByRole('link', { name: 'Metadata' }).click();
  await expect(editor(page, 'app_metadata')).toContainText('"plan": "free"');
  await write(page, 'user_metadata', { theme: 'light', address: { city: 'Bergen', zip: '0150' } });
  await write(page, 'app_metadata', { plan: 'gold', tags: ['a', 'b'] });

  await page.getByRole('button', { name: 'Review' }).click();
  const review = page.getByRole('dialog', { name: 'Review 4 changes' });
  await expect(review.getByRole('listitem')).toHaveText([
    /user_metadata\.address\.city.*Oslo.*Bergen/,
    /app_metadata\.seats.*3.*nothing/,
    /app_metadata\.plan.*free.*gold/,
    /app_metadata\.tags.*nothing.*\["a","b"\]/,
  ]);
  await review.getByRole('button', { name: 'Save changes' }).click();
  await expect(toast(page, 'Saved user_metadata and app_metadata.')).toBeVisible();
  expect(await readUser(userId)).toMatchObject({
    user_metadata: { theme: 'light', address: { city: 'Bergen', zip: '0150' } },
    app_metadata: { plan: 'gold', tags: ['a', 'b'] },
  });
  expect(Object((await readUser(userId))['app_metadata'])).not.toHaveProperty('seats');
});

test('what is no JSON, or what Auth0 keeps for itself, cannot be saved', async ({ page }) => {
  const { user_id: userId } = await createUser({ app_metadata: { plan: 'free' } });
  await page.goto(userPath(userId, 'metadata'));
  await retype(editor(page, 'app_metadata'), '{ "plan": ');
  await expect(page.getByRole('list', { name: 'What is wrong with app_metadata' })).toHaveText(
    'This is not JSON yet.',
  );
  await expect(page.getByRole('button', { name: 'Save changes' })).toBeDisabled();
  await write(page, 'app_metadata', { plan: 'gold', email: 'x@example.com' });
  await expect(page.getByRole('list', { name: 'What is wrong with app_metadata' })).toContainText(
    'Auth0 keeps the key email for itself',
  );
  await expect(page.getByRole('button', { name: 'Save changes' })).toBeDisabled();
  await write(page, 'app_metadata', { plan: 'gold' });
  await save(page);
  expect((await readUser(userId))['app_metadata']).toEqual({ plan: 'gold' });
});

test('what somebody else changed beside it is kept, and told', async ({ page, noise }) => {
  noise.allow(/status of 412 .*\/api\/users\//);
  const { user_id: userId } = await createUser({ app_metadata: { plan: 'free', desk: { floor: 1 } } });
  await page.goto(userPath(userId, 'metadata'));
  await write(page, 'app_metadata', { plan: 'gold', desk: { floor: 1 } });
  await changeUser(userId, { app_metadata: { desk: { floor: 2 } } });
  await save(page);
  await expect(page.getByText('Their changes are kept beside yours: app_metadata.desk.floor.')).toBeVisible();
  expect((await readUser(userId))['app_metadata']).toEqual({ plan: 'gold', desk: { floor: 2 } });
});

test('where both changed the same key, the person chooses', async ({ page, noise }) => {
  noise.allow(/status of 412 .*\/api\/users\//);
  const { user_id: userId } = await createUser({ app_metadata: { plan: 'free' } });
  await page.goto(userPath(userId, 'metadata'));
  await write(page, 'app_metadata', { plan: 'gold' });
  await changeUser(userId, { app_metadata: { plan: 'silver' } });
  await page.getByRole('button', { name: 'Save changes' }).click();
  const dialog = page.getByRole('alertdialog', { name: 'Someone else changed this user meanwhile' });
  const choice = dialog.getByRole('radiogroup', { name: 'app_metadata.plan' });
  await expect(choice).toContainText('silver');
  await expect(choice).toContainText('gold');
  await choice.getByText('Use mine').click();
  await dialog.getByRole('button', { name: 'Save changes' }).click();
  await expect(toast(page, 'Saved app_metadata.')).toBeVisible();
  expect((await readUser(userId))['app_metadata']).toEqual({ plan: 'gold' });
});

test('the form and the JSON are in step, both ways', async ({ page }) => {
  const { user_id: userId } = await createUser({
    app_metadata: { plan: 'free', seats: 3, beta: false, address: { city: 'Oslo' } },
  });
  await page.goto(userPath(userId, 'metadata'));
  const form = page.getByRole('group', { name: 'app_metadata as a form' });
  await form.getByLabel('plan', { exact: true }).fill('gold');
  await form.getByLabel('city', { exact: true }).fill('Bergen');
  await form.getByText('beta').click();
  await expect(editor(page, 'app_metadata')).toContainText('"city": "Bergen"');
  await form.getByRole('button', { name: 'Add to app_metadata', exact: true }).click();
  await form.getByLabel('New key', { exact: true }).fill('note');
  await page.keyboard.press('Enter');
  await form.getByLabel('note', { exact: true }).fill('typed in the form');
  await form.getByRole('button', { name: 'Remove app_metadata.seats' }).click();
  await save(page);
  expect((await readUser(userId))['app_metadata']).toEqual({
    plan: 'gold',
    beta: true,
    address: { city: 'Bergen' },
    note: 'typed in the form',
  });
  await write(page, 'app_metadata', { plan: 'from JSON' });
  await expect(form.getByLabel('plan', { exact: true })).toHaveValue('from JSON');
  await retype(editor(page, 'app_metadata'), '{');
  await expect(page.getByText('The form is back as soon as the JSON can be read.')).toBeVisible();
});

test('on a phone, form and JSON are two tabs of one thing', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const { user_id: userId } = await createUser({ app_metadata: { plan: 'free' } });
  await page.goto(userPath(userId, 'metadata'));
  await page
    .getByRole('group', { name: 'app_metadata as a form' })
    .getByLabel('plan', { exact: true })
    .fill('gold');
  await page.getByRole('tablist', { name: 'app_metadata' }).getByRole('tab', { name: 'JSON' }).click();
  await expect(editor(page, 'app_metadata')).toContainText('gold');
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});
