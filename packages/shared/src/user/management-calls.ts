import { changesOf, inSteps } from './user-changes.ts';
import type { User } from './user.ts';
import type { UserPatch } from './user-input.ts';

/** A call of the Management API that an act amounts to. */
export interface ManagementRequest {
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below `/api/v2`, encoded. */
  path: string;
  body?: Readonly<Record<string, unknown>>;
}

/** A value that is not to be shown: a shell fills it in from the environment. */
class FromEnvironment {
  readonly variable: string;

  constructor(variable: string) {
    this.variable = variable;
  }

  toJSON(): string {
    return `${mark}${this.variable}${mark}`;
  }
}

/** Never part of what is typed: metadata and attributes hold no such character. */
const mark = '\u0000';

function userPath(userId: string): string {
  return `/users/${encodeURIComponent(userId)}`;
}

/** The calls that save a change: as many as Auth0 wants, each with what really changes. */
export function updateUserCalls(user: User, patch: UserPatch): ManagementRequest[] {
  return inSteps(changesOf(user, patch)).map((step) => ({
    method: 'PATCH',
    path: userPath(user.user_id),
    body: Object.fromEntries(step.map(({ field, sent }) => [field, sent])),
  }));
}

/** The call that blocks or unblocks a user. */
export function setBlockedCall(userId: string, blocked: boolean): ManagementRequest {
  return { method: 'PATCH', path: userPath(userId), body: { blocked } };
}

/** The calls that set a password, which is not in them, and sign the user out everywhere where asked to. */
export function setPasswordCalls(userId: string, connection: string, signOut: boolean): ManagementRequest[] {
  const body = { password: new FromEnvironment('PASSWORD'), connection };
  const revoke: ManagementRequest = { method: 'POST', path: `${userPath(userId)}/revoke-access`, body: {} };
  return [{ method: 'PATCH', path: userPath(userId), body }, ...(signOut ? [revoke] : [])];
}

/** The call that deletes a user. */
export function deleteUserCall(userId: string): ManagementRequest {
  return { method: 'DELETE', path: userPath(userId) };
}

/** The call that lifts the blocks of brute-force protection. */
export function clearBlocksCall(userId: string): ManagementRequest {
  return { method: 'DELETE', path: `/user-blocks/${encodeURIComponent(userId)}` };
}

/**
 * The calls as commands of a POSIX shell. The token and other secrets come from its environment, and
 * nothing in a body can end the quotes that it stands in.
 */
export function asCurl(tenant: string, calls: readonly ManagementRequest[]): string {
  return calls.map((call) => curlOf(tenant, call)).join('\n\n');
}

function curlOf(tenant: string, { method, path, body }: ManagementRequest): string {
  const lines = [
    `curl --fail-with-body -X ${method} ${quoted(`https://${tenant}/api/v2${path}`)}`,
    '-H "authorization: Bearer $AUTH0_TOKEN"',
    ...(body === undefined
      ? []
      : [`-H 'content-type: application/json'`, `-d ${quoted(JSON.stringify(body))}`]),
  ];
  return lines.join(' \\\n  ');
}

/** In single quotes, which a shell reads as they are; a variable stands between two such texts. */
function quoted(text: string): string {
  const safe = text.replaceAll("'", String.raw`'\''`);
  return `'${safe.replaceAll(/\\u0000(\w+)\\u0000/g, (_whole, variable: string) => `'"$${variable}"'`)}'`;
}
