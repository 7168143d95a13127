import { expect, type Locator, type Page } from '@playwright/test';
import { allButAnnouncer, violationsIn, wcag } from './axe.ts';

/** The address of a user's page, or of one of its tabs. */
export function userPath(userId: string, tab = 'profile'): string {
  return `/users/${encodeURIComponent(userId)}${tab === 'overview' ? '' : `/${tab}`}`;
}

/** The row of a user in the list, by what it shows. */
export function rowOf(page: Page, text: string): Locator {
  return page.getByRole('table', { name: 'Users' }).getByRole('row').filter({ hasText: text });
}

/** The names in the list, from above. */
export async function namesIn(page: Page): Promise<string[]> {
  return page.locator('[data-user-link]').allTextContents();
}

/** Presses the save bar's button and waits until the tenant has it. */
export async function save(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByRole('region', { name: 'Unsaved changes' })).toBeHidden();
}

/** What is told for a moment in the corner. */
export function toast(page: Page, text: string | RegExp): Locator {
  return page.getByRole('region', { name: 'Notifications' }).getByText(text);
}

/** The dialog of an act. A toast has the same role. */
export function actDialog(page: Page): Locator {
  return page.getByRole('alertdialog').and(page.locator('section'));
}

/** Chooses from a list of options. */
export async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole('button', { name: label }).click();
  await page.getByRole('option', { name: option }).click();
}

/** One line of the checklist of a password. */
export function passwordRule(page: Page, words: string): Locator {
  return page
    .getByRole('list', { name: 'What the password needs' })
    .getByRole('listitem')
    .filter({ hasText: words });
}

/** Puts a text in place of all that stands in a JSON editor, as pasting does. */
export async function retype(editor: Locator, text: string): Promise<void> {
  await editor.press('ControlOrMeta+A');
  await editor.page().keyboard.insertText(text);
}

/** Holds what is on the screen now to WCAG 2.2 AA, and to scrolling one way only. */
export async function expectAccessible(page: Page): Promise<void> {
  const { clientWidth, scrollWidth } = await page.evaluate(() => document.documentElement);
  expect(scrollWidth).toBe(clientWidth);
  expect(await violationsIn(page, wcag, allButAnnouncer)).toEqual([]);
}
