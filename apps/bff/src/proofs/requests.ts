import { TeamMemberDetail } from '@rollcall/shared/contract/team.ts';
import { defaultListState } from '@rollcall/shared/user/list-state.ts';
import { z } from 'zod';
import { type Caller, givenAtAll } from './callers.ts';
import type { PlantedUser } from './canary-users.ts';
import type { Asked, CanaryWorld } from './canary-world.ts';
import { type Cell, ofFreshUsers } from './cells.ts';
import { acme, analyst } from './tenant-ids.ts';

/** A cell with who asks it, and what is expected to come of it. `unique` tells it apart from all others. */
interface Question {
  cell: Cell;
  caller: Caller;
  expected: number;
  unique: string;
}

const WithId = z.object({ id: z.string() });

/** The request of a cell. A change is based on the user as its caller reads them, where they can. */
export async function requestOf(canary: CanaryWorld, question: Question): Promise<Asked> {
  const { cell, caller, expected } = question;
  const { row, spoiled } = cell;
  const { id, children = {}, body = cell.body.value } = await aimOf(canary, question);
  const child = cell.target.kind === 'malformed' ? cell.target.child : undefined;
  const path = row.path
    .replace(/:\w+/, id)
    .replace(child === undefined ? /$^/ : /:\w+(?=[^:]*$)/, child ?? '')
    .replaceAll(/:(\w+)/g, (_, name: string) => children[name] ?? someChild[name] ?? nobody);
  const headers: Record<string, string> = { 'audit-reason': 'proof' };
  if (row.ifMatch === 'required') {
    const read = expected === 200 ? await canary.ask(caller, { method: 'GET', path }) : undefined;
    headers['if-match'] = String(read?.headers.etag ?? '"x"');
  }
  const value = spoiled === 'body' ? { ...body, unknown: 1 } : spoiled === 'array' ? [1] : body;
  return {
    method: row.method,
    path: spoiled === 'query' ? `${path}?unknown=1` : path,
    headers,
    body: value === undefined ? undefined : JSON.stringify(value),
  };
}

const nobody = '00000000-0000-4000-8000-000000000000';

/** What stands for the second ids of addresses: of what the tenant has, or else of nothing. */
const someChild: Readonly<Record<string, string>> = {
  authenticationMethodId: 'totp%7Cdev_0000000000000000',
  tenantRoleId: analyst,
  organizationId: acme,
  invitationId: 'uinv_0123456789abcdef',
  provider: 'email',
  identityId: '0123456789abcdef01234567',
};

/** What a request is aimed at: the first id in its address, those after it, and a body that names what is there. */
interface Aim {
  id: string;
  children?: Readonly<Record<string, string>>;
  body?: Record<string, unknown>;
}

async function aimOf(canary: CanaryWorld, question: Question): Promise<Aim> {
  const { cell, caller, expected, unique } = question;
  const { name, target, body } = cell;
  if (target.kind === 'none') return { id: '' };
  if (target.kind === 'own') {
    // Who may not change what others share is told so; of what else is not theirs they learn nothing.
    const isMade = expected < 300 || (expected === 403 && name.endsWith('View'));
    return { id: isMade ? await makeTarget(canary, name, unique) : makeUp(name) };
  }
  if (target.kind !== 'user') return { id: target.id };
  const isHandled = expected < 300 || expected === 403;
  const isFresh = isHandled && ofFreshUsers.has(name) && givenAtAll(caller, cell.row.permission ?? '');
  const planted = canary.users[target.region][target.index];
  const user = isFresh ? await canary.door.user(target.region, unique) : planted;
  if (user === undefined) throw new Error(`${name} has no user.`);
  const id = encodeURIComponent(user.userId);
  if (body.secondary !== undefined && givenAtAll(caller, 'identities:link')) {
    const second = await canary.door.user(body.secondary, `${unique}-second`);
    return { id, body: { user_id: second.userId, version: await versionOf(canary, second) } };
  }
  return { id, ...(isFresh ? await prepared(canary, cell, user, unique) : {}) };
}

/** Gives a fresh user what the row takes away or changes. */
async function prepared(
  { door }: CanaryWorld,
  { name, target }: Cell,
  user: PlantedUser,
  unique: string,
): Promise<Partial<Aim>> {
  if (name === 'removeUserFromOrganization' || name === 'setOrganizationRoles') await door.join(user, acme);
  if (name === 'revokeInvitation') return { children: { invitationId: await door.invite(user, acme) } };
  if (name === 'unlinkIdentity' && target.kind === 'user') {
    const second = await door.user(target.region, `${unique}-second`);
    await door.link(user, second);
    return { children: { identityId: second.userId.slice('email|'.length) } };
  }
  return {};
}

/** The version of a user as somebody has read it who may see everybody. */
async function versionOf(canary: CanaryWorld, { userId }: PlantedUser): Promise<string> {
  const path = `/api/users/${encodeURIComponent(userId)}`;
  const { headers } = await canary.ask(canary.callerOf('admin'), { method: 'GET', path });
  return String(headers.etag);
}

/** Makes something of Rollcall's own for an Admin to change, and answers its id. */
async function makeTarget(canary: CanaryWorld, name: string, unique: string): Promise<string> {
  const admin = canary.callerOf('admin');
  const post = async (path: string, body: unknown) => {
    const made = await canary.ask(admin, { method: 'POST', path, body: JSON.stringify(body) });
    if (made.status !== 201) throw new Error(made.text);
    return z.record(z.string(), z.unknown()).parse(JSON.parse(made.text));
  };
  if (name.endsWith('Role')) {
    return WithId.parse(await post('/api/team/roles', { title: unique, permissions: ['users:read'] })).id;
  }
  if (name.endsWith('View')) {
    return WithId.parse(await post('/api/views', { name: unique, state: defaultListState, is_shared: true }))
      .id;
  }
  if (name.endsWith('Webhook')) {
    const { webhook } = await post('/api/webhooks', {
      url: `https://hooks.example/${unique}`,
      enabled: false,
    });
    return WithId.parse(webhook).id;
  }
  const grants = [{ role: 'viewer-users', scope: { all: true }, mask: [] }];
  const { member } = await post('/api/team', { email: `${unique}@target.example`, grants });
  return TeamMemberDetail.parse(member).id;
}

function makeUp(name: string): string {
  return name.endsWith('Role') ? 'role_0123456789abcdef' : nobody;
}
