import { expect, type Page } from '@playwright/test';
import { seedPassword } from './tenant.ts';

/** Fills in the tenant's sign-in page, on which the browser is. */
export async function signInAtTenant(page: Page, username: string, password = seedPassword): Promise<void> {
  await page.getByLabel('E-mail address or username').fill(username);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Continue', exact: true }).click();
}

/**
 * Signs in through the stand-in for a social or enterprise provider: picks a person by e-mail
 * address, and changes what the provider says about them.
 */
export async function signInThrough(
  page: Page,
  provider: string,
  email: string,
  said: Readonly<Record<string, string>>,
): Promise<void> {
  await page.getByRole('link', { name: `Continue with ${provider}` }).click();
  await page.getByLabel('Name or e-mail address').fill(email);
  await page.getByRole('button', { name: 'Search' }).click();
  await page.getByRole('link', { name: email }).click();
  for (const [label, value] of Object.entries(said))
    await page.getByLabel(label, { exact: true }).fill(value);
  await page.getByRole('button', { name: 'Continue' }).click();
}

/** Signs in with a password that is right: the tenant lets in, though Rollcall knows nobody of that name. */
export async function expectSignIn(page: Page, username: string, password: string): Promise<void> {
  await page.goto('/auth/login?switch=1');
  await signInAtTenant(page, username, password);
  await expect(page.getByText('You are not in the team')).toBeVisible();
}

/** Tries to sign in, and is refused in these words. */
export async function expectRefusal(
  page: Page,
  username: string,
  password: string,
  words: string,
): Promise<void> {
  await page.goto('/auth/login?switch=1');
  await signInAtTenant(page, username, password);
  await expect(page.getByRole('alert')).toHaveText(words);
}
