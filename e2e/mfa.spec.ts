import { expect, test } from './fixtures.ts';
import { actDialog, expectAccessible, toast, userPath } from './rollcall-pages.ts';
import { addMethod, createUser, keptOf, pathOf } from './tenant.ts';

const phone = '+4930551234567';

test('factors are shown as far as Auth0 tells them, removed, and invited to', async ({ page, another }) => {
  const { user_id: userId, email, name } = await createUser();
  await addMethod(userId, { type: 'totp', name: 'App', totp_secret: 'JBSWY3DPEHPK3PXP' });
  await addMethod(userId, { type: 'phone', name: 'Work', phone_number: phone });
  const typesOf = async () =>
    new Set((await keptOf(userId, 'authentication-methods')).map(({ type }) => type));

  await page.goto(userPath(userId, 'mfa'));
  const methods = page.getByRole('list', { name: 'Authentication methods' }).getByRole('listitem');
  await expect(methods).toHaveCount(2);
  const work = methods.filter({ hasText: 'Work' });
  await expect(work).toContainText('XXXX4567');
  expect(await page.content()).not.toContain('55123');
  await expectAccessible(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await expectAccessible(page);

  const dialog = actDialog(page);
  await work.getByRole('button', { name: 'Remove Phone Work' }).press('Enter');
  await expect(dialog).toContainText('Their other methods stay.');
  await dialog.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(toast(page, `Removed Phone of ${name}.`)).toBeVisible();
  await expect(methods).toHaveCount(1);
  expect(await typesOf()).toEqual(new Set(['totp']));

  await page.getByRole('button', { name: 'Make a new code' }).click();
  await dialog.getByRole('button', { name: 'Make a new code' }).click();
  await expect(dialog.getByText(`Hand this code to ${name}`)).toBeVisible();
  const code = (await dialog.getByRole('code').textContent()) ?? '';
  expect(code).toMatch(/^[A-Z0-9]{20,}$/);
  await page.keyboard.press('Escape');
  await expect(dialog.getByRole('code')).toHaveText(code);
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'I have copied it' }).click();
  expect(await page.content()).not.toContain(code);
  await expect(methods.filter({ hasText: 'Recovery code' })).toBeVisible();
  expect(await typesOf()).toEqual(new Set(['recovery-code', 'totp']));
  await page.reload();
  await expect(methods).toHaveCount(2);
  expect(await page.content()).not.toContain(code);

  await page.getByRole('button', { name: 'Forget browsers' }).click();
  await dialog.getByRole('button', { name: 'Forget browsers' }).click();
  await expect(toast(page, `The browsers of ${name} are remembered no more.`)).toBeVisible();
  expect(await typesOf()).toEqual(new Set(['recovery-code', 'totp']));

  await page.getByRole('button', { name: 'Invite to enrol' }).click();
  await expect(dialog).toContainText(`To ${email}`);
  await dialog.getByText('By a link that I hand over').click();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Make a link' }).click();
  await expect(dialog.getByText(`Hand this link to ${name}`)).toBeVisible();
  const link = (await dialog.getByRole('code').textContent()) ?? '';
  await dialog.getByRole('button', { name: 'I have copied it' }).click();
  expect(await page.content()).not.toContain(link);
  const browser = await another('nobody');
  await browser.goto(link);
  await expect(browser.getByRole('heading', { level: 1 })).not.toHaveText('This link cannot be used');
});

test.describe('a viewer', () => {
  test.use({ as: 'viewer' });
  test('sees the factors, and why none is theirs to take away', async ({ page, forged }) => {
    const { user_id: userId } = await createUser();
    await addMethod(userId, { type: 'phone', phone_number: phone });
    const [method] = await keptOf(userId, 'authentication-methods');
    await page.goto(userPath(userId, 'mfa'));
    await expect(page.getByRole('button', { name: 'Remove Phone' })).toBeDisabled();
    await expect(page.getByRole('button', { name: 'Make a new code' })).toBeDisabled();
    await expect(page.getByText(/does not include mfa:reset/).first()).toBeVisible();
    const id = encodeURIComponent(String(method?.['id']));
    const refused = await forged('DELETE', `/api${pathOf(userId)}/authentication-methods/${id}`);
    expect(refused).toMatchObject({ status: 403, body: { code: 'permission_missing' } });
    expect(await keptOf(userId, 'authentication-methods')).toEqual([method]);
  });
});
