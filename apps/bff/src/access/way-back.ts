import type { AuditChange } from '@rollcall/shared/contract/audit.ts';
import { diffMergePatch, isJsonObject, sameJson } from '@rollcall/shared/user/merge-patch.ts';
import { UserPatch } from '@rollcall/shared/user/user-input.ts';
import { ProblemError } from '../http/problem.ts';
import type { TenantUser } from '../management/user-schema.ts';

/** Refuses to write over what somebody has changed since. @throws {ProblemError} `conflict` */
export function refuseConflict(
  user: TenantUser,
  changes: readonly AuditChange[],
  id: number | undefined,
): void {
  const errors = changes
    .filter(({ field, after }) => !isSame(field, valueOf(user, field), after))
    .map(({ field }) => ({ field, detail: 'It has another value now.' }));
  if (errors.length === 0) return;
  const names = errors.map(({ field }) => field).join(', ');
  throw new ProblemError('conflict', {
    detail: `Changed again since${id === undefined ? '' : ` event ${id}`}: ${names}.`,
    errors,
  });
}

/** Whether everything is again what it was before these changes. */
export function isBack(user: TenantUser, changes: readonly AuditChange[]): boolean {
  return changes.every(({ field, before }) => isSame(field, valueOf(user, field), before));
}

/** Flags that were never set and flags that are not set are the same to Auth0. */
const flags: ReadonlySet<string> = new Set(['email_verified', 'phone_verified', 'blocked']);

function isSame(field: string, one: unknown, other: unknown): boolean {
  return flags.has(field) ? (one ?? false) === (other ?? false) : sameJson(one, other);
}

/** The present value of a field as the trail names it: an attribute, or a first-level key of metadata. */
function valueOf(user: TenantUser, field: string): unknown {
  const [root, key] = partsOf(field);
  const value = new Map<string, unknown>(Object.entries(user)).get(root) ?? null;
  if (key === undefined) return value;
  return isJsonObject(value) ? (new Map(Object.entries(value)).get(key) ?? null) : null;
}

function partsOf(field: string): [root: string, key: string | undefined] {
  const dot = field.indexOf('.');
  return dot === -1 ? [field, undefined] : [field.slice(0, dot), field.slice(dot + 1)];
}

/**
 * What has to be written so that the fields are again what they were before: a block of its own, as in
 * the rows, and a patch of the rest.
 *
 * @throws {ProblemError} `not_revertible` when it cannot be written
 */
export function wayBack(user: TenantUser, changes: readonly AuditChange[]) {
  const patch = new Map<string, unknown>();
  let blocked: boolean | undefined;
  for (const { field, before } of changes) {
    const [root, key] = partsOf(field);
    if (field === 'blocked') {
      blocked = before === true;
    } else if (key === undefined) {
      patch.set(field, flags.has(field) ? (before ?? false) : before);
    } else {
      const former = diffMergePatch({ [key]: valueOf(user, field) }, { [key]: before });
      const others = patch.get(root);
      patch.set(root, { ...(isJsonObject(others) ? others : {}), ...former });
    }
  }
  return { blocked, patch: patch.size === 0 ? undefined : readPatch(Object.fromEntries(patch)) };
}

/** A value that Auth0 once had can be one that Rollcall does not write. */
function readPatch(patch: object): UserPatch {
  const read = UserPatch.safeParse(patch);
  if (read.success) return read.data;
  const [first] = read.error.issues;
  const field = first?.path.join('.') ?? '';
  throw new ProblemError('not_revertible', {
    detail: `The former value of ${field} is none that Rollcall writes: ${first?.message ?? ''}`,
  });
}
