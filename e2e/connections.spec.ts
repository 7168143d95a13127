import type { Page } from '@playwright/test';
import { violationsIn } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { save, toast, userPath } from './rollcall-pages.ts';
import { findUsers, management, readUser } from './tenant.ts';

const dialogs = { include: [['[data-modal]']] };
const contoso = 'con_ContosoAzureAd01';
const field = (page: Page, label: string) =>
  page.getByRole('form', { name: 'Profile' }).getByLabel(label, { exact: true });

async function contosoUser(): Promise<string> {
  const { body } = await management('GET', '/users?q=user_id:waad*&per_page=1&sort=created_at:1');
  return Object(body)[0].user_id;
}

/** Users of a connection whose setting no test changes. */
const socialUsers = () => findUsers('user_id:google-oauth2*');

async function optionsOf(id: string) {
  return Object((await management('GET', `/connections/${id}`)).body);
}

test('the lock is opened in place: the connection changes that one setting, and the form is free at once', async ({
  page,
}) => {
  const before = await optionsOf(contoso);
  const userId = await contosoUser();
  try {
    await page.goto(userPath(userId, 'profile'));
    await expect(field(page, 'Name')).not.toBeEditable();
    await page.getByRole('button', { name: 'Change when Contoso-AD sets them' }).click();
    const dialog = page.getByRole('alertdialog', { name: 'When Contoso-AD sets root attributes' });
    await expect(dialog).toContainText('everybody who signs in with Contoso-AD');
    await dialog.getByText('Never', { exact: true }).click();
    await expect(dialog).toContainText('New people will be kept out');
    await dialog.getByText('At the first sign-in only').click();
    expect(await violationsIn(page, {}, dialogs)).toEqual([]);
    await dialog.getByRole('button', { name: 'Change for everybody' }).click();
    await expect(toast(page, /Contoso-AD now sets root attributes/)).toBeVisible();
    await expect(field(page, 'Name')).toBeEditable();
    await field(page, 'Name').fill('Edited after the lock');
    await save(page);
    expect((await readUser(userId)).name).toBe('Edited after the lock');
    expect(await optionsOf(contoso)).toEqual({
      ...before,
      options: { ...before.options, set_user_root_attributes: 'on_first_login' },
    });
  } finally {
    await management('PATCH', `/connections/${contoso}`, {
      options: before.options,
      display_name: before.display_name,
    });
  }
});

test('settings that changed meanwhile are not written over', async ({ page, noise }) => {
  noise.allow(/status of 412 .*\/api\/connections\//);
  const id = 'con_AcmeSamlLogin001';
  const before = await optionsOf(id);
  const { body } = await management('GET', '/users?q=user_id:samlp*&per_page=1&sort=created_at:1');
  try {
    await page.goto(`${userPath(Object(body)[0].user_id, 'profile')}?guide=open`);
    const guide = page.getByRole('complementary', { name: 'What may I change?' });
    await guide.getByRole('button', { name: 'Change when Acme-SAML sets them' }).click();
    const dialog = page.getByRole('alertdialog', { name: 'When Acme-SAML sets root attributes' });
    await dialog.getByText('Never', { exact: true }).click();
    await management('PATCH', `/connections/${id}`, {
      options: { ...before.options, signatureAlgorithm: 'rsa-sha512' },
      display_name: before.display_name,
    });
    await dialog.getByRole('button', { name: 'Change for everybody' }).click();
    await expect(dialog).toContainText('The settings of the connection changed meanwhile');
    expect((await optionsOf(id)).options).toEqual({ ...before.options, signatureAlgorithm: 'rsa-sha512' });
  } finally {
    await management('PATCH', `/connections/${id}`, {
      options: before.options,
      display_name: before.display_name,
    });
  }
});

test('the guide tells of each attribute, by keyboard and on a phone', async ({ page }) => {
  const { users } = await socialUsers();
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(userPath(users[0]?.user_id ?? '', 'profile'));
  const opener = page.getByRole('button', { name: 'What may I change?' });
  await opener.focus();
  await page.keyboard.press('Enter');
  const guide = page.getByRole('dialog', { name: 'What may I change?' });
  await expect(guide.getByRole('listitem').filter({ hasText: 'given_name' }).first()).toContainText(
    'users:edit',
  );
  await expect(guide).toContainText('google-oauth2, at each sign-in.');
  expect(await violationsIn(page, {}, dialogs)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(guide).toBeHidden();
});

test.describe('an editor', () => {
  test.use({ as: 'editor' });
  test('sees the lock and its reason, and no way out of their own', async ({ page, forged }) => {
    const { users } = await socialUsers();
    await page.goto(userPath(users[0]?.user_id ?? '', 'profile'));
    await expect(page.getByRole('region', { name: 'Name and picture' })).toContainText(
      'Set by google-oauth2 at each sign-in.',
    );
    await expect(page.getByRole('button', { name: /Change when/ })).toBeHidden();
    const reply = await forged('PUT', `/api/connections/${contoso}/sync`, {
      body: { set_user_root_attributes: 'never_on_login', version: 'any' },
    });
    expect(reply).toMatchObject({ status: 403, body: { missing: ['connections:edit'] } });
  });
});
