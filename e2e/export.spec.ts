import { readFile } from 'node:fs/promises';
import { inflateRawSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { expectAccessible } from './rollcall-pages.ts';

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Export users' });
/** The newest export in this format: other tests make their own at the same time. */
const newest = (page: Page, format: string) =>
  dialog(page)
    .getByRole('region', { name: 'Your exports' })
    .getByRole('listitem')
    .filter({ hasText: ` as ${format}` })
    .first();

/** Exports with what is chosen, and reads the file. */
async function exported(page: Page, format: string): Promise<{ name: string; bytes: Buffer }> {
  await dialog(page).getByRole('button', { name: 'Export' }).click();
  await expect(newest(page, format).getByRole('status')).toHaveText(/^[\d,]+ users?, .* gone in/);
  const saved = page.waitForEvent('download');
  await newest(page, format)
    .getByRole('button', { name: /^Download / })
    .click();
  const download = await saved;
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

/** The sheet of a workbook; it is the last of its entries. */
function sheetOf(bytes: Buffer): string {
  const head = bytes.lastIndexOf(Buffer.from('PK\u0003\u0004'));
  const start = head + 30 + bytes.readUInt16LE(head + 26);
  return inflateRawSync(bytes.subarray(start)).toString('utf8');
}

test('the list is saved as it is filtered, in its columns, and what is selected in a workbook', async ({
  page,
}) => {
  await page.goto('/users?q=blocked:true&columns=user_id,name,status&sort=user_id:1');
  const total = page.getByRole('main').getByRole('status');
  await expect(total).toHaveText(/^1–\d+ of \d+$/);
  const count = Number(/of (\d+)$/.exec((await total.textContent()) ?? '')?.[1]);
  await page.getByRole('button', { name: 'Export…' }).click();
  await expect(dialog(page)).toBeVisible();
  await expectAccessible(page);
  const csv = await exported(page, 'CSV');
  await expectAccessible(page);
  expect(csv.name).toMatch(/^rollcall-users-.*\.csv$/);
  const [head, ...lines] = csv.bytes.toString('utf8').trimEnd().split('\r\n');
  expect(head).toBe('\uFEFF"user_id","Name","Status"');
  expect(lines).toHaveLength(count);
  expect(lines.every((line) => line.endsWith('"Blocked"'))).toBe(true);

  await page.keyboard.press('Escape');
  await page
    .getByRole('checkbox', { name: /^Select (?!all)/ })
    .first()
    .check();
  await page.getByRole('region', { name: 'Selection' }).getByRole('button', { name: 'Export…' }).click();
  await expect(dialog(page).getByRole('radio', { name: 'The 1 selected' })).toBeChecked();
  await dialog(page).getByText('XLSX', { exact: true }).click();
  await dialog(page).getByText('Roles', { exact: true }).click();
  const xlsx = await exported(page, 'XLSX');
  expect(xlsx.name).toMatch(/\.xlsx$/);
  const sheet = sheetOf(xlsx.bytes);
  expect(sheet).toContain('>Roles<');
  expect(sheet.split('<row ')).toHaveLength(3);
});

test('the whole tenant is saved by Auth0’s own job, and what is gone says so', async ({ page, noise }) => {
  noise.allow(/status of 404 .*\/api\/exports\//);
  await page.goto('/users');
  await page.getByRole('button', { name: 'Export…' }).click();
  await dialog(page).getByText('All users of the tenant, by Auth0', { exact: true }).click();
  await dialog(page).getByText('NDJSON', { exact: true }).click();
  const { bytes } = await exported(page, 'NDJSON');
  const [line = ''] = bytes.toString('utf8').split('\n');
  expect(Object.keys(JSON.parse(line))).toContain('name');
  await page.route('**/api/exports/*/file', (route) =>
    route.fulfill({
      status: 404,
      contentType: 'application/problem+json',
      json: {
        type: 'urn:rollcall:problem:not_found',
        title: 'There is nothing here',
        status: 404,
        detail: 'This file is not there (any more). Export the users again.',
        code: 'not_found',
        requestId: 'r-1',
      },
    }),
  );
  await newest(page, 'NDJSON')
    .getByRole('button', { name: /^Download / })
    .click();
  await expect(newest(page, 'NDJSON').getByText('Export the users again.')).toBeVisible();
});
