import { maskOver } from '@rollcall/shared/access/decision.ts';
import { isMasked, isPartlyMasked } from '@rollcall/shared/access/mask.ts';
import { isJsonObject, type JsonObject } from '@rollcall/shared/user/merge-patch.ts';
import type { UserPatch } from '@rollcall/shared/user/user-input.ts';
import { ProblemError } from '../http/problem.ts';
import type { TenantUser } from '../management/user-schema.ts';
import type { TeamMember } from '../store/team.ts';

/** The refusal of whatever is about a field that is hidden from the caller. */
export function maskedField(field: string, detail: string): ProblemError {
  return new ProblemError('masked_field', { detail, errors: [{ field, detail }] });
}

/**
 * Refuses a change of what is hidden from the team member. A merge patch of metadata is judged key by
 * key: what is hidden below a changed key stays, and what would take it along is refused.
 *
 * @throws {ProblemError} `masked_field`
 */
export function refuseMasked(member: TeamMember, user: TenantUser, patch: UserPatch): void {
  const field = firstMasked(maskOver(member.grants, user), '', user, patch);
  if (field === undefined) return;
  throw maskedField(
    field,
    `${field} is hidden from you, or holds something that is; it can be neither changed nor removed.`,
  );
}

function firstMasked(
  mask: readonly string[],
  path: string,
  before: unknown,
  patch: JsonObject,
): string | undefined {
  const old = new Map<string, unknown>(isJsonObject(before) ? Object.entries(before) : []);
  for (const [key, value] of Object.entries(patch)) {
    const here = path === '' ? key : `${path}.${key}`;
    if (isMasked(mask, here)) return here;
    if (!isPartlyMasked(mask, here)) continue;
    // A list, or anything put in the place of an object, would not be merged but replace what is there.
    if (!isJsonObject(value) || Array.isArray(old.get(key))) return here;
    const below = firstMasked(mask, here, old.get(key), value);
    if (below !== undefined) return below;
  }
  return undefined;
}
