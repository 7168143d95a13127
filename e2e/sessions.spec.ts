import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { actDialog, expectAccessible, toast, userPath } from './rollcall-pages.ts';
import { expectSignIn, isRefreshed, nobodySignedIn, tokensOf } from './tenant-pages.ts';
import { createUser, findUsers, keptOf, pathOf, seedPassword } from './tenant.ts';

const listed = (page: Page, name: string) => page.getByRole('list', { name, exact: true });

test('what keeps a user signed in is shown, ended one by one, and all at once', async ({
  page,
  another,
  noise,
}) => {
  noise.allow(nobodySignedIn);
  const user = await createUser();
  const { user_id: userId } = user;
  const { refresh } = await tokensOf(await another('nobody'), user.email, 'openid offline_access');
  const browser = await another('nobody');
  await expectSignIn(browser, user.email, seedPassword);

  await page.goto(userPath(userId, 'sessions'));
  const sessions = listed(page, 'Sessions').getByRole('listitem');
  await expect(sessions).toHaveCount(2);
  await expect(sessions.first()).toContainText('Chrome');
  await expect(listed(page, 'Refresh tokens').getByRole('listitem')).toHaveCount(1);
  await expect(listed(page, 'Device credentials').getByRole('listitem')).toHaveCount(1);
  await expect(listed(page, 'Authorized applications').getByRole('listitem').first()).toBeVisible();
  expect(await page.content()).not.toContain(refresh);
  await expectAccessible(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await expectAccessible(page);

  // The one used last is Rollcall's own, of which no refresh token came.
  await sessions.first().getByRole('button', { name: 'End the session of' }).press('Enter');
  const dialog = actDialog(page);
  await expect(dialog.getByRole('checkbox')).toBeChecked();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'End session' }).click();
  await expect(toast(page, 'The session is ended.')).toBeVisible();
  await expect(sessions).toHaveCount(1);
  expect(await keptOf(userId, 'sessions')).toHaveLength(1);
  expect(await isRefreshed(refresh)).toBe(true);

  await page.getByRole('button', { name: 'Sign out everywhere' }).click();
  await dialog.getByRole('button', { name: 'Sign out everywhere' }).click();
  await expect(toast(page, `${user.name} is signed out everywhere.`)).toBeVisible();
  await expect(page.getByText('Not signed in at the tenant in any browser.')).toBeVisible();
  await expect(page.getByText('No application holds a refresh token.')).toBeVisible();
  expect([await keptOf(userId, 'sessions'), await keptOf(userId, 'refresh-tokens')]).toEqual([[], []]);
  expect(await isRefreshed(refresh)).toBe(false);

  await page.getByRole('button', { name: 'Withdraw all' }).click();
  await dialog.getByRole('button', { name: 'Withdraw all' }).click();
  await expect(page.getByText('The user has authorized no application.')).toBeVisible();
  expect(await keptOf(userId, 'grants')).toEqual([]);
});

test.describe('a viewer', () => {
  test.use({ as: 'viewer' });
  test('sees the sessions, and why none is theirs to end', async ({ page, forged }) => {
    const { userId, sessionId } = await someoneSignedIn();
    await page.goto(userPath(userId, 'sessions'));
    await expect(page.getByRole('button', { name: 'Sign out everywhere' })).toBeDisabled();
    await expect(page.getByRole('button', { name: /^Why not\?.*sessions:revoke/ }).first()).toBeVisible();
    for (const button of await page.getByRole('button', { name: 'End the session of' }).all())
      await expect(button).toBeDisabled();
    const refused = await forged('DELETE', `/api${pathOf(userId)}/sessions/${sessionId}`);
    expect(refused).toMatchObject({ status: 403, body: { code: 'permission_missing' } });
    expect((await keptOf(userId, 'sessions')).map(({ id }) => id)).toContain(sessionId);
  });
});

/** One of the seed's people who is signed in somewhere. */
async function someoneSignedIn(): Promise<{ userId: string; sessionId: string }> {
  for (const { user_id: userId } of (await findUsers('logins_count:[3 TO *]')).users) {
    const [session] = await keptOf(userId, 'sessions');
    if (session !== undefined) return { userId, sessionId: String(session['id']) };
  }
  throw new Error('Nobody is signed in.');
}
