import { expect, test } from './fixtures.ts';
import { retype, rowOf, save, userPath } from './rollcall-pages.ts';
import { createUser, readUser } from './tenant.ts';

for (const house of ['readUsers', 'appMetadata'] as const) {
  test.describe(`with a token of ${house}`, () => {
    test.use({ house });

    test('what the token may not do is disabled, with the scope that is missing', async ({ page }) => {
      const { user_id: userId, name } = await createUser();
      await page.goto(`/users?q=${encodeURIComponent(userId)}`);
      await expect(page.getByRole('button', { name: 'Create user' })).toBeDisabled();
      await expect(
        page.getByText("Rollcall's token for the Management API lacks create:users."),
      ).toBeVisible();
      await rowOf(page, name).getByRole('link').click();
      for (const [act, scope] of [
        ['Set password', 'read:connections'],
        ['Block user', 'update:users'],
        ['Delete user', 'delete:users'],
      ] as const) {
        const button = page.getByRole('button', { name: act, exact: true });
        await expect(button).toBeDisabled();
        const beside = button.locator('..').getByRole('button', { name: /^Why not/ });
        await expect(beside).toHaveAccessibleName(
          new RegExp(`^Why not\\? Rollcall's token for the Management API lacks ${scope}\\.`),
        );
      }

      await page.getByRole('link', { name: 'Profile' }).click();
      const root = page.getByRole('region', { name: 'Name and picture' });
      await expect(root).toContainText('Grant read:connections to the machine-to-machine application');
      const form = page.getByRole('form', { name: 'Profile' });
      await expect(form.getByRole('textbox')).toHaveCount(8);
      for (const field of await form.getByRole('textbox').all()) await expect(field).not.toBeEditable();
      await expect(form.getByRole('switch')).toHaveCount(2);
      for (const toggle of await form.getByRole('switch').all()) await expect(toggle).toBeDisabled();
      await page.getByRole('link', { name: 'Credentials' }).click();
      await expect(page.getByText('There is no password to set')).toBeVisible();
      await page.goto('/users/new');
      await expect(page.getByRole('heading', { name: 'You cannot create users' })).toBeVisible();
      await expect(page.getByText('lacks create:users.')).toBeVisible();
    });

    test('the BFF refuses it too, and names the scope', async ({ page, forged }) => {
      const user = await createUser({ user_metadata: { theme: 'light' } });
      const path = `/api/users/${encodeURIComponent(user.user_id)}`;
      await page.goto(userPath(user.user_id));
      const { etag } = await forged('GET', path);
      for (const [method, target, body, missing] of [
        ['PATCH', path, { user_metadata: { theme: 'dark' } }, 'update:users'],
        ['PATCH', path, { app_metadata: { plan: 'gold' }, name: 'Forged' }, 'update:users'],
        ['POST', `${path}/block`, undefined, 'update:users'],
        ['DELETE', path, undefined, 'delete:users'],
        ['PUT', `${path}/password`, { password: 'Forged-Password-1' }, 'read:connections'],
      ] as const) {
        const reply = await forged(method, target, { body, headers: { 'If-Match': etag } });
        expect({ method, target, reply }).toMatchObject({
          reply: { status: 403, body: { code: 'scope_missing', missing: expect.arrayContaining([missing]) } },
        });
      }
      expect(await readUser(user.user_id)).toEqual(user);
    });
  });
}

test.describe('with read:users alone', () => {
  test.use({ house: 'readUsers' });

  test('neither metadata can be edited', async ({ page, forged }) => {
    const { user_id: userId } = await createUser({ app_metadata: { plan: 'free' } });
    await page.goto(userPath(userId, 'metadata'));
    for (const kind of ['user_metadata', 'app_metadata']) {
      await expect(page.getByRole('textbox', { name: kind })).toHaveAttribute('aria-readonly', 'true');
    }
    await expect(page.getByText('lacks update:users or update:users_app_metadata.')).toBeVisible();
    const path = `/api/users/${encodeURIComponent(userId)}`;
    const { etag } = await forged('GET', path);
    const body = { app_metadata: { plan: 'gold' } };
    expect(await forged('PATCH', path, { body, headers: { 'If-Match': etag } })).toMatchObject({
      status: 403,
      body: { code: 'scope_missing', missing: ['update:users', 'update:users_app_metadata'] },
    });
    expect((await readUser(userId))['app_metadata']).toEqual({ plan: 'free' });
  });
});

test.describe('with read:users and update:users_app_metadata', () => {
  test.use({ house: 'appMetadata' });

  test('app_metadata alone can be edited, and is really saved', async ({ page }) => {
    const { user_id: userId } = await createUser({
      user_metadata: { theme: 'light' },
      app_metadata: { plan: 'free', seats: 3 },
    });
    await page.goto(userPath(userId, 'metadata'));
    await expect(page.getByRole('textbox', { name: 'user_metadata' })).toHaveAttribute(
      'aria-readonly',
      'true',
    );
    await expect(page.getByText('lacks update:users.')).toBeVisible();
    await retype(page.getByRole('textbox', { name: 'app_metadata' }), '{ "plan": "gold" }');
    await save(page);
    expect(await readUser(userId)).toMatchObject({ user_metadata: { theme: 'light' } });
    expect((await readUser(userId))['app_metadata']).toEqual({ plan: 'gold' });
    await page.reload();
    await expect(page.getByRole('textbox', { name: 'app_metadata' })).toContainText('"plan": "gold"');
  });
});
