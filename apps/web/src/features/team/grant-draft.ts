import { assignableBy } from '@rollcall/shared/access/assignable-roles.ts';
import { describeUserScope } from '@rollcall/shared/access/describe-user-scope.ts';
import { Grant } from '@rollcall/shared/access/grants.ts';
import type { HeldGrant } from '@rollcall/shared/access/grants.ts';
import { holdGrants } from '@rollcall/shared/access/grants.ts';
import { UserScope } from '@rollcall/shared/access/user-scope.ts';
import type { TeamRoleDetail } from '@rollcall/shared/contract/team.ts';
import type { z } from 'zod';
import { draftOf, type GroupDraft, isIncomplete, newId, scopeOf } from './scope-draft.ts';
import { readScope } from './scope-faults.ts';

/** Whom a grant covers, while it is being said: everybody, conditions, or a text that is to become JSON. */
export type ScopeDraft =
  { kind: 'everybody' } | { kind: 'builder'; root: GroupDraft } | { kind: 'json'; text: string };

/** A grant as it is being edited. */
export interface GrantDraft {
  id: string;
  role: string | null;
  scope: ScopeDraft;
  mask: string[];
  /** The ids of the roles of the tenant that it lets be given. Absent: all over everybody, else none. */
  assignableRoles?: string[] | undefined;
}

/** A grant with nothing chosen yet. */
export function newGrantDraft(): GrantDraft {
  return { id: newId(), role: null, scope: { kind: 'everybody' }, mask: [] };
}

/** A grant that is there, to be edited. */
export function draftOfGrant({ role, scope, mask, assignableRoles }: Grant): GrantDraft {
  return { id: newId(), role, scope: scopeDraftOf(scope), mask, assignableRoles };
}

/** A scope in the simplest editor that can show it. */
function scopeDraftOf(scope: UserScope): ScopeDraft {
  if ('all' in scope) return { kind: 'everybody' };
  const root = draftOf(scope);
  return root === undefined ? { kind: 'json', text: jsonOf(scope) } : { kind: 'builder', root };
}

/** A scope as experts read it. */
export function jsonOf(scope: UserScope): string {
  return JSON.stringify(scope, null, 2);
}

/** The scope that is said, or why there is none yet. */
export function readScopeDraft(
  draft: ScopeDraft,
): { ok: true; scope: UserScope } | { ok: false; sentence: string } {
  if (draft.kind === 'everybody') return { ok: true, scope: { all: true } };
  if (draft.kind === 'json') {
    const scope = readScope(draft.text);
    return scope === undefined
      ? { ok: false, sentence: 'The JSON is not a scope yet.' }
      : { ok: true, scope };
  }
  if (isIncomplete(draft.root)) return { ok: false, sentence: 'A condition is not complete yet.' };
  const parsed = UserScope.safeParse(scopeOf(draft.root));
  return parsed.success
    ? { ok: true, scope: parsed.data }
    : { ok: false, sentence: 'The conditions are nested too deeply, or a value is too long.' };
}

/** All grants, or the first thing that is still missing, in a sentence. */
export function readGrantDrafts(
  drafts: readonly GrantDraft[],
): { ok: true; grants: Grant[] } | { ok: false; sentence: string } {
  if (drafts.length === 0) return { ok: false, sentence: 'Give at least one role.' };
  const grants: Grant[] = [];
  for (const { role, scope, ...rest } of drafts) {
    if (role === null) return { ok: false, sentence: 'Choose a team role.' };
    const read = readScopeDraft(scope);
    if (!read.ok) return read;
    const parsed = Grant.safeParse(grantOf(role, read.scope, rest));
    if (!parsed.success) return { ok: false, sentence: faultOf(parsed.error) };
    grants.push(parsed.data);
  }
  return { ok: true, grants };
}

/** What a draft gives once its role and its scope are said. */
export function grantOf(
  role: string,
  scope: UserScope,
  { mask, assignableRoles }: Pick<GrantDraft, 'mask' | 'assignableRoles'>,
): Grant {
  return { role, scope, mask, ...(assignableRoles === undefined ? {} : { assignableRoles }) };
}

function faultOf({ issues }: z.ZodError): string {
  return issues.some(({ path }) => path[0] === 'assignableRoles')
    ? 'At most 50 roles of the tenant can be named.'
    : 'There is no such team role, or too much is hidden.';
}

/** Grants with what their roles mean now. */
export function holdWith(grants: readonly Grant[], roles: readonly TeamRoleDetail[]): HeldGrant[] {
  const custom = roles.filter(({ builtIn }) => !builtIn).map((role) => [role.id, role] as const);
  return holdGrants(grants, Object.fromEntries(custom));
}

/** What a role is called; its id where it is gone. */
export function roleTitle(roles: readonly TeamRoleDetail[] | undefined, id: string): string {
  return roles?.find((role) => role.id === id)?.title ?? id;
}

/**
 * Whom a grant covers, what it hides, and which roles of the tenant it lets be given where these are not all,
 * in one line for the places that have no room for more.
 */
export function describeGrant(grant: Grant, roles: readonly TeamRoleDetail[] = []): string {
  const { scope, mask } = grant;
  const hidden = mask.length === 0 ? [] : [`hides ${mask.map((field) => `\`${field}\``).join(', ')}`];
  return [describeUserScope(scope), ...hidden, ...describeGiving(holdWith([grant], roles))].join('; ');
}

function describeGiving(held: readonly HeldGrant[]): string[] {
  return held.flatMap((grant) => {
    const given = assignableBy(grant);
    if (given === 'all' || !grant.permissions.includes('roles:assign')) return [];
    if (given.size === 0) return ['gives no roles of the tenant'];
    return [`gives only ${given.size} ${given.size === 1 ? 'role' : 'roles'} of the tenant`];
  });
}
