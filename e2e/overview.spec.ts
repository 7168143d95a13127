import { expect, test } from './fixtures.ts';
import { expectAccessible, toast, userPath } from './rollcall-pages.ts';
import { addFault, blockedUser, blocksOf, clearFaults, createUser, pathOf, userByEmail } from './tenant.ts';

test.afterEach(clearFaults);

test('a user’s page opens with who this is at a glance', async ({ page }) => {
  const { user_id: userId } = await createUser();
  await page.goto(userPath(userId, 'overview'));
  const state = page.getByRole('region', { name: 'State' });
  await expect(state).toContainText('E-mail address not verified.');
  await expect(state).toContainText('Never signed in.');
  await expect(state).toContainText('No MFA');
  const facts = page.getByRole('region', { name: 'At a glance' });
  await expect(facts).toContainText('Username-Password-Authentication (auth0)');
  await expect(facts).toContainText('the tenant keeps the profile');
  await expect(page.getByRole('region', { name: 'Last events' })).toContainText('Management API');
  await expectAccessible(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await expectAccessible(page);
});

test('the overview asks for what it shows, and the other tabs for nothing of it', async ({ page }) => {
  const { user_id: userId } = await createUser();
  const asked: string[] = [];
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    const part = pathname.split(`/api/users/${encodeURIComponent(userId)}`)[1];
    if (part !== undefined) asked.push(part);
  });
  await page.goto(userPath(userId, 'overview'));
  await expect(page.getByRole('region', { name: 'At a glance' })).toContainText('None');
  await expect(page.getByRole('region', { name: 'Last events' }).getByRole('listitem').first()).toBeVisible();
  await expect(page.getByText('No notes yet.')).toBeVisible();
  expect(asked.toSorted()).toEqual(['', '/audit', '/logs', '/notes', '/overview']);

  asked.length = 0;
  await page.goto(userPath(userId, 'raw'));
  await expect(page.getByRole('listbox', { name: 'The user as JSON' })).toBeVisible();
  expect(asked).toEqual(['']);
  asked.length = 0;
  await page.goto(userPath(userId, 'history'));
  await expect(page.getByRole('list', { name: 'History' }).getByRole('listitem').first()).toBeVisible();
  expect(asked.toSorted()).toEqual(['', '/audit', '/logs']);
});

test('the header comes of the first call, whatever the others do', async ({ page }) => {
  const user = await createUser();
  await addFault({ path: `/api/v2${pathOf(user.user_id)}/roles`, kind: 'delay', ms: 20_000 });
  await page.goto(userPath(user.user_id, 'overview'));
  await expect(page.getByRole('heading', { level: 1, name: user.name })).toBeVisible();
  const facts = page.getByRole('region', { name: 'At a glance' });
  await expect(facts).toContainText('Not answered');
  await clearFaults();
  await facts.getByRole('button', { name: 'Try again' }).click();
  await expect(facts).not.toContainText('Not answered');
});

test('brute-force blocks are shown with their addresses, and cleared', async ({ page }) => {
  const userId = await blockedUser();
  const [first] = await blocksOf(userId);
  await page.goto(userPath(userId, 'overview'));
  await expect(page.getByText('Blocked by brute-force protection: too many')).toBeVisible();
  await expect(page.getByText(String(first?.ip), { exact: true }).first()).toBeVisible();
  await page.getByRole('button', { name: 'Clear the blocks' }).click();
  const dialog = page.getByRole('alertdialog', { name: 'Clear the brute-force blocks?' });
  await dialog.getByText('As curl').click();
  await expect(dialog).toContainText(`/api/v2/user-blocks/${encodeURIComponent(userId)}`);
  await expect(dialog).toContainText('authorization: Bearer $AUTH0_TOKEN');
  await dialog.getByRole('button', { name: 'Clear the blocks' }).click();
  await expect(toast(page, /are cleared/)).toBeVisible();
  await expect(page.getByText('Blocked by brute-force protection')).toHaveCount(0);
  expect(await blocksOf(userId)).toEqual([]);
});

test('the JSON is searched, and places of it are copied', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const { user_id: userId } = await createUser({ app_metadata: { plan: { tier: 'gold' }, golden: true } });
  await page.goto(userPath(userId, 'raw'));
  const find = page.getByRole('searchbox', { name: 'Find in keys and values' });
  await find.fill('gold');
  await expect(page.getByText('1 of 2')).toBeVisible();
  await find.press('Enter');
  await expect(page.getByText('2 of 2')).toBeVisible();
  await find.press('Shift+Enter');
  await page.getByRole('button', { name: 'Copy path' }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(
    /^app_metadata\.(plan\.tier|golden)$/,
  );
  await find.fill('tier');
  await page.getByRole('button', { name: 'Copy value' }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('gold');
  await expectAccessible(page);
});

test('the review of a change shows it as curl', async ({ page }) => {
  const { user_id: userId } = await createUser();
  await page.goto(userPath(userId));
  await page.getByLabel('Nickname', { exact: true }).fill("it's me");
  await page.getByRole('button', { name: 'Review' }).click();
  const review = page.getByRole('dialog', { name: 'Review 1 change' });
  await review.getByText('As curl').click();
  await expect(review).toContainText(String.raw`-d '{"nickname":"it'\''s me"}'`);
});

test.describe('as one who may do less', () => {
  test.use({ as: 'viewer' });
  test('a team member above is told as protected, and blocks cannot be cleared', async ({ page }) => {
    const { user_id: userId } = await userByEmail('admin@rollcall.example');
    await page.goto(userPath(userId, 'overview'));
    await expect(page.getByRole('region', { name: 'State' })).toContainText('Protected');
    await expect(page.getByRole('region', { name: 'Last events' })).toContainText(
      'Without what was done in Rollcall',
    );
  });
});

test.describe('with a token that may read users alone', () => {
  test.use({ house: 'readUsers' });
  test('each part says which scope it lacks', async ({ page }) => {
    const { user_id: userId } = await createUser();
    await page.goto(userPath(userId, 'overview'));
    const facts = page.getByRole('region', { name: 'At a glance' });
    await expect(facts.getByText('Not permitted')).toHaveCount(4);
    await expect(page.getByRole('region', { name: 'State' })).toContainText('Never signed in.');
  });
});
