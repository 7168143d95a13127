import { readFile } from 'node:fs/promises';
import { expect, test } from './fixtures.ts';
import { choose, expectAccessible } from './rollcall-pages.ts';
import { createUser, management, unique } from './tenant.ts';

test('a file is mapped, checked, mended and imported, and its report names every row that failed', async ({
  page,
}) => {
  const there = await createUser();
  const name = unique();
  const csv = [
    'E-mail;First name;Loyalty;Password;last_ip',
    `one.${name}@import.example;Ada;01234;SECRET-1;10.0.0.1`,
    `no address;Grace;5;SECRET-2;10.0.0.2`,
    `${there.email};Mary;7;SECRET-3;10.0.0.3`,
  ].join('\n');
  await page.goto('/users');
  await page.getByRole('link', { name: 'Import', exact: true }).click();
  await expectAccessible(page);
  const choice = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose a file' }).click();
  const file = { name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) };
  await (await choice).setFiles(file);

  await expect(page.getByText('3 users, CSV with semicolons.')).toBeVisible();
  await expect(page.getByText('Passwords are not imported')).toBeVisible();
  await expect(page.getByText('Left out, because Auth0 sets it itself: last_ip.')).toBeVisible();
  await choose(page, 'Goes to: Loyalty', 'A key of user_metadata');
  await page.getByRole('textbox', { name: 'Key' }).fill('loyalty.number');
  await expect(page.getByRole('list', { name: 'The first rows as they will be sent' })).toContainText(
    '"user_metadata":{"loyalty":{"number":"01234"}}',
  );
  await expect(page.locator('main')).not.toContainText('SECRET');
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Check 3 rows' }).click();
  const faults = page.getByRole('table', { name: 'Rows that cannot be sent' });
  await expect(faults.getByRole('row', { name: /^3 E-mail Does not look like/ })).toBeVisible();
  await expectAccessible(page);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save these rows' }).click();
  const failing = await readFile(await (await download).path(), 'utf8');
  expect(failing).toContain('"error"');
  expect(failing).not.toContain('SECRET');

  // What was said of the columns is there again when one comes back to them.
  await page.getByRole('button', { name: 'Back to the columns' }).click();
  await expect(page.getByRole('textbox', { name: 'Key' })).toHaveValue('loyalty.number');
  await page.getByRole('button', { name: 'Check 3 rows' }).click();
  await page.getByRole('button', { name: 'Go on with 2 rows' }).click();
  await page.getByRole('radio', { name: 'Create, and write over who is there' }).check({ force: true });
  await expect(page.getByText('Auth0 replaces metadata as a whole')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('radio', { name: 'Create only' }).check({ force: true });
  await choose(page, 'Connection', 'Username-Password-Authentication');
  await page.getByRole('button', { name: 'Upload 2 users' }).click();
  await page.getByRole('button', { name: 'Import 2 users' }).click();

  await expect(page.getByText('The import is over')).toBeVisible({ timeout: 15_000 });
  const failures = page.getByRole('table', { name: 'Rows that were not imported' });
  await expect(
    failures.getByRole('row', { name: new RegExp(`^4 ${there.email} .*DUPLICATED_USER`) }),
  ).toBeVisible();
  await expectAccessible(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await expectAccessible(page);

  // The row that failed the check, mended.
  await page.getByRole('link', { name: 'Import another file' }).click();
  await page.getByLabel('Or paste it').fill(failing.replace('no address', `two.${name}@import.example`));
  await page.getByRole('button', { name: 'Read what is pasted' }).click();
  await page.getByRole('button', { name: 'Check 1 row' }).click();
  await page.getByRole('button', { name: 'Go on with 1 row' }).click();
  // The first of them asks for usernames, and says so.
  await expect(page.getByText('Staff-Directory requires a username')).toBeVisible();
  await choose(page, 'Connection', 'Username-Password-Authentication');
  await page.getByRole('button', { name: 'Upload 1 user' }).click();
  await page.getByRole('button', { name: 'Import 1 user' }).click();
  await expect(page.getByText('Every row was imported.')).toBeVisible({ timeout: 15_000 });

  for (const [who, metadata] of [
    ['one', { loyalty: { number: '01234' } }],
    ['two', undefined],
  ] as const) {
    const found = await management('GET', `/users-by-email?email=${who}.${name}@import.example`);
    expect(found.body).toMatchObject([{ given_name: who === 'one' ? 'Ada' : 'Grace' }]);
    if (metadata !== undefined) expect(found.body).toMatchObject([{ user_metadata: metadata }]);
  }
});
