import { UserList } from '@rollcall/shared/contract/users.ts';
import { UserDetail } from '@rollcall/shared/user/user.ts';
import { type UserSummary } from '@rollcall/shared/user/user-summary.ts';
import type { ApiRequest, Browser } from './browser.ts';

/** The address of a user in the API. */
export function pathOf(userId: string, rest = ''): string {
  return `/api/users/${encodeURIComponent(userId)}${rest}`;
}

/** What a search finds; fails unless it succeeds. */
export async function search(browser: Browser, q: string, more = ''): Promise<UserList> {
  const page = await browser.api('GET', `/api/users?q=${encodeURIComponent(q)}${more}`);
  return UserList.parse(page.body);
}

const prefixes: Record<string, string> = { 'Acme-SAML': 'samlp', 'Contoso-AD': 'waad' };

/** Searches for users whose primary identity is of this connection, whatever is linked to them. */
export function from(connection: string): string {
  const isDatabase = ['Username-Password-Authentication', 'Staff-Directory'].includes(connection);
  const prefix = isDatabase ? 'auth0' : (prefixes[connection] ?? connection);
  return `identities.connection:"${connection}" AND user_id:${prefix}*`;
}

/** The first user that a search finds. */
export async function one(browser: Browser, q: string): Promise<UserSummary> {
  const { users } = await search(browser, q, '&sort=user_id:1');
  const [first] = users;
  if (first === undefined) throw new Error(`Nobody is found by ${q}.`);
  return first;
}

/** A user as read, with the version to base a change on. */
export async function read(browser: Browser, userId: string): Promise<{ user: UserDetail; etag: string }> {
  const page = await browser.api('GET', pathOf(userId));
  return { user: UserDetail.parse(page.body), etag: page.headers.get('etag') ?? '' };
}

/** A change based on the user as it is now. */
export async function patch(browser: Browser, userId: string, body: unknown, more: ApiRequest = {}) {
  const { etag } = await read(browser, userId);
  return browser.api('PATCH', pathOf(userId), { body, headers: { 'if-match': etag, ...more.headers } });
}
