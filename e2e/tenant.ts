import { randomBytes } from 'node:crypto';
import { tenantUrl } from './houses.ts';

/** What the Management API answered. */
interface Answer {
  status: number;
  /** Parsed JSON. */
  body: unknown;
}

/** A user as the tenant keeps it; an absent name or address is empty. */
export interface TenantUser extends Readonly<Record<string, unknown>> {
  user_id: string;
  name: string;
  email: string;
}

/** The password of every seeded user of a database, the team members among them. */
export const seedPassword = 'Rollcall-demo-1';

let token: Promise<string> | undefined;

/** A call of the Management API past Rollcall, with a token that has every scope. */
export async function management(method: string, path: string, body?: unknown): Promise<Answer> {
  token ??= requestToken();
  const response = await send(`${tenantUrl}/api/v2${path}`, method, body, `Bearer ${await token}`);
  const text = await response.text();
  return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
}

/** Creates a user that no other test knows, with a name and an address of its own where none is given. */
export async function createUser(attributes: Record<string, unknown> = {}): Promise<TenantUser> {
  const mark = unique();
  return userIn(
    await management('POST', '/users', {
      connection: 'Username-Password-Authentication',
      email: `e2e.${mark}@example.com`,
      password: seedPassword,
      name: `Robin ${mark}`,
      verify_email: false,
      ...attributes,
    }),
  );
}

/** The user as it is stored now. */
export async function readUser(userId: string): Promise<TenantUser> {
  return userIn(await management('GET', pathOf(userId)));
}

/** Changes a user as an application of the tenant would, behind Rollcall's back. */
export async function changeUser(userId: string, change: Record<string, unknown>): Promise<TenantUser> {
  return userIn(await management('PATCH', pathOf(userId), change));
}

/** The users that a query finds, by name. */
export async function findUsers(query: string): Promise<{ users: TenantUser[]; total: number }> {
  const search = new URLSearchParams({ q: query, include_totals: 'true', sort: 'name:1', per_page: '100' });
  const { body } = await management('GET', `/users?${search}`);
  const { users, total }: { users: unknown[]; total: number } = Object(body);
  return { users: users.map(userOf), total };
}

/** The one seeded user with this e-mail address. */
export async function userByEmail(email: string): Promise<TenantUser> {
  const { status, body } = await management('GET', `/users-by-email?email=${encodeURIComponent(email)}`);
  return userIn({ status, body: Object(body)[0] });
}

/** The path of a user in the Management API. */
export function pathOf(userId: string): string {
  return `/users/${encodeURIComponent(userId)}`;
}

/** A word that stands nowhere else. */
export function unique(): string {
  return randomBytes(5).toString('hex');
}

/** What the tests of this worker have added; those of another one have their own. */
const faultPaths = new Set<string>();

/** Something that goes wrong on purpose, on a path that no other test uses; see the tenant's `faults/fault.ts`. */
export async function addFault(fault: Record<string, unknown> & { path: string }): Promise<void> {
  faultPaths.add(fault.path);
  const response = await send(`${tenantUrl}/__tenant/faults`, 'POST', fault);
  if (!response.ok) throw new Error(await response.text());
}

/** Nothing that the tests of this worker have added goes wrong any more. */
export async function clearFaults(): Promise<void> {
  for (const path of faultPaths)
    await send(`${tenantUrl}/__tenant/faults?path=${encodeURIComponent(path)}`, 'DELETE');
  faultPaths.clear();
}

async function requestToken(): Promise<string> {
  const response = await send(`${tenantUrl}/oauth/token`, 'POST', {
    grant_type: 'client_credentials',
    audience: `${tenantUrl}/api/v2/`,
    client_id: 'rollcall_local_m2m',
    client_secret: 'rollcall_local_m2m_secret',
  });
  return String(Object(await response.json()).access_token);
}

function send(url: string, method: string, body?: unknown, authorization?: string): Promise<Response> {
  return fetch(url, {
    method,
    headers: {
      ...(authorization === undefined ? {} : { authorization }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

function userIn({ status, body }: Answer): TenantUser {
  if (status < 300 && body !== undefined) return userOf(body);
  throw new Error(`The tenant answered ${status}: ${JSON.stringify(body)}`);
}

function userOf(body: unknown): TenantUser {
  const user: Record<string, unknown> = Object(body);
  const { user_id: userId, name, email } = user;
  return { ...user, user_id: textOf(userId), name: textOf(name), email: textOf(email) };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** The newest log events of a user. */
export async function logsOf(userId: string): Promise<{ type: string }[]> {
  const { body } = await management('GET', `${pathOf(userId)}/logs?per_page=20`);
  const events: unknown[] = Array.isArray(body) ? body : [];
  return events.map((event) => ({ type: textOf(Object(event).type) }));
}

/** Where brute-force protection keeps a user out. */
export async function blocksOf(userId: string): Promise<{ ip: string }[]> {
  const { body } = await management('GET', `/user-blocks/${encodeURIComponent(userId)}`);
  const blocks: unknown[] = Object(body).blocked_for;
  return blocks.map((block) => ({ ip: textOf(Object(block).ip) }));
}

/** One of the seed's people who failed to sign in too often from some address. */
export async function blockedUser(): Promise<string> {
  const { users } = await findUsers('user_id:auth0* AND NOT blocked:true');
  for (const { user_id: userId } of users) {
    if ((await blocksOf(userId)).some(({ ip }) => ip !== '')) return userId;
  }
  throw new Error('Nobody is blocked.');
}

/** What the tenant keeps of a user beside the profile. */
type Kept = 'sessions' | 'refresh-tokens' | 'device-credentials' | 'grants' | 'authentication-methods';

/** Everything of a kind that the tenant keeps of a user, as the Management API answers it. */
export async function keptOf(userId: string, kind: Kept): Promise<Record<string, unknown>[]> {
  const isByQuery = kind === 'device-credentials' || kind === 'grants';
  const path = isByQuery ? `/${kind}?user_id=${encodeURIComponent(userId)}` : `${pathOf(userId)}/${kind}`;
  const { body } = await management('GET', path);
  const list: unknown = Array.isArray(body) ? body : Object.values(Object(body)).find(Array.isArray);
  return Array.from(Object(list));
}

/** Gives a user something to prove themselves with beside the password. */
export async function addMethod(userId: string, method: Record<string, unknown>): Promise<void> {
  const { status, body } = await management('POST', `${pathOf(userId)}/authentication-methods`, method);
  if (status !== 201) throw new Error(JSON.stringify(body));
}
