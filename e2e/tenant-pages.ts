import { createHash, randomBytes } from 'node:crypto';
import { expect, type Page } from '@playwright/test';
import { houses, tenantUrl } from './houses.ts';
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

/** An application that runs in browsers, and may keep refresh tokens. */
const application = { client_id: 'rollcall_local_spa', redirect_uri: `${houses.whole}/auth/callback` };

/** What Rollcall's own page reports when it is opened by somebody who is not signed in to Rollcall. */
export const nobodySignedIn = /status of 401 .*\/api\/me\b/;

/** What an application gets when somebody signs in to it; `refresh` is empty without `offline_access`. */
export async function tokensOf(
  page: Page,
  username: string,
  scope = 'openid profile',
): Promise<{ access: string; id: string; refresh: string }> {
  const verifier = randomBytes(32).toString('base64url');
  const query = new URLSearchParams({
    ...application,
    scope,
    response_type: 'code',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    state: 's',
  });
  await page.goto(`${tenantUrl}/authorize?${query}`);
  const landed = page.waitForRequest((request) => request.url().startsWith(`${application.redirect_uri}?`));
  await signInAtTenant(page, username);
  const code = new URL((await landed).url()).searchParams.get('code') ?? '';
  const { redirect_uri } = application;
  const { body } = await tokenRequest({
    grant_type: 'authorization_code',
    code,
    redirect_uri,
    code_verifier: verifier,
  });
  const { access_token: access, id_token: id, refresh_token: refresh = '' } = Object(body);
  return { access: String(access), id: String(id), refresh: String(refresh) };
}

/** Whether an application is still given access for the refresh token that it keeps. */
export async function isRefreshed(token: string): Promise<boolean> {
  const { status } = await tokenRequest({ grant_type: 'refresh_token', refresh_token: token });
  return status === 200;
}

async function tokenRequest(parameters: Record<string, string>): Promise<{ status: number; body: unknown }> {
  const response = await fetch(`${tenantUrl}/oauth/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ client_id: application.client_id, ...parameters }),
  });
  return { status: response.status, body: await response.json() };
}
