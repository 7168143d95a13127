import { expect, test } from './fixtures.ts';
import { namesIn, retype, rowOf, save, userPath } from './rollcall-pages.ts';
import { createUser, findUsers, readUser, unique, userByEmail } from './tenant.ts';

test.describe('a viewer', () => {
  test.use({ as: 'viewer' });

  test('sees users, and each act disabled with the permission that is missing', async ({ page }) => {
    const { user_id: userId, name } = await createUser({ app_metadata: { plan: 'free' } });
    await page.goto(`/users?q=${encodeURIComponent(userId)}`);
    await expect(page.getByRole('button', { name: 'Create user' })).toBeDisabled();
    await expect(page.getByText('Your team role does not include users:create')).toBeVisible();
    await rowOf(page, name).getByRole('link').click();

    for (const [act, permission] of [
      ['Set password', 'password:set'],
      ['Block user', 'users:block'],
      ['Lock down', 'users:block'],
      ['Delete user', 'users:delete'],
    ] as const) {
      const button = page.getByRole('button', { name: act, exact: true });
      await expect(button).toBeDisabled();
      const beside = button.locator('..').getByRole('button', { name: /^Why not/ });
      await expect(beside).toHaveAccessibleName(
        new RegExp(`^Why not\\? Your team role does not include ${permission} `),
      );
    }
    await page.getByRole('button', { name: /Why not.*users:delete/ }).hover();
    await expect(page.getByRole('tooltip')).toContainText('An Admin can give it to you.');

    await page.getByRole('link', { name: 'Profile' }).click();
    await expect(page.getByRole('region', { name: 'Name and picture' })).toContainText('users:edit');
    await expect(page.getByLabel('Name', { exact: true })).not.toBeEditable();
    await page.getByRole('link', { name: 'Metadata' }).click();
    await expect(page.getByText('Your team role does not include user_metadata:edit')).toBeVisible();
    await expect(page.getByText('Your team role does not include app_metadata:edit')).toBeVisible();
    await expect(page.getByRole('textbox', { name: 'app_metadata' })).toHaveAttribute(
      'aria-readonly',
      'true',
    );
  });

  test('gets nothing done by asking the BFF directly either', async ({ page, forged }) => {
    const user = await createUser();
    const path = `/api/users/${encodeURIComponent(user.user_id)}`;
    await page.goto('/users/new');
    await expect(page.getByRole('heading', { name: 'You cannot create users' })).toBeVisible();
    const { etag } = await forged('GET', path);
    for (const [method, target, body] of [
      ['POST', '/api/users', { connection: 'email', email: `e2e.${unique()}@example.com` }],
      ['PATCH', path, { nickname: 'forged' }],
      ['PUT', `${path}/password`, { password: 'Forged-Password-1' }],
      ['POST', `${path}/block`, undefined],
      ['DELETE', path, undefined],
    ] as const) {
      const reply = await forged(method, target, { body, headers: { 'If-Match': etag } });
      expect({ method, target, reply }).toMatchObject({
        reply: { status: 403, body: { code: 'permission_missing' } },
      });
    }
    expect(await readUser(user.user_id)).toEqual(user);
  });
});

test.describe('an editor', () => {
  test.use({ as: 'editor' });

  test('sees beforehand that an Admin is protected, and what would lock oneself out', async ({ page }) => {
    const whyNot = (words: string) => page.getByRole('button', { name: `Why not? ${words}` });
    const { user_id: adminId } = await userByEmail('admin@rollcall.example');
    await page.goto(userPath(adminId));
    for (const act of ['Set password', 'Block user', 'Delete user'])
      await expect(page.getByRole('button', { name: act, exact: true })).toBeDisabled();
    await expect(
      whyNot('This user is in the team of Rollcall, with a higher team role').first(),
    ).toBeVisible();
    await expect(page.getByLabel('Name', { exact: true })).not.toBeEditable();

    const { user_id: ownId } = await userByEmail('editor@rollcall.example');
    await page.goto(userPath(ownId));
    await expect(page.getByRole('button', { name: 'Delete user', exact: true })).toBeDisabled();
    await expect(whyNot('You sign in with this account, and it would lock you out').first()).toBeVisible();
    await expect(page.getByLabel('Nickname', { exact: true })).toBeEditable();
  });
});

test.describe('support for users of the EU', () => {
  test.use({ as: 'support' });

  test('finds those users and no others; the others are as if they did not exist', async ({
    page,
    noise,
  }) => {
    const mark = unique();
    const inside = await createUser({ name: `Inside ${mark}`, app_metadata: { region: 'eu' } });
    const outside = await createUser({ name: `Outside ${mark}`, app_metadata: { region: 'us' } });
    expect((await findUsers(`name:*${mark}`)).total).toBe(2);
    await page.goto(`/users?q=${mark}`);
    await expect(rowOf(page, `Inside ${mark}`)).toBeVisible();
    expect(await namesIn(page)).toEqual([`Inside ${mark}`]);
    await expect(page.getByRole('main').getByRole('status')).toHaveText('1–1 of 1');

    await page.goto(userPath(inside.user_id, 'metadata'));
    await retype(page.getByRole('textbox', { name: 'user_metadata' }), '{ "called": true }');
    await save(page);
    expect((await readUser(inside.user_id))['user_metadata']).toEqual({ called: true });

    noise.allow(/status of 404 .*\/api\/users\//);
    for (const userId of [outside.user_id, 'auth0|nobodyatall']) {
      await page.goto(userPath(userId));
      await expect(
        page.getByRole('heading', { name: 'There is no such user, or it is outside what you may see' }),
      ).toBeVisible();
    }
  });
});
