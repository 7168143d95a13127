import { maskOver } from '@rollcall/shared/access/decision.ts';
import { isMasked, valueAt } from '@rollcall/shared/access/mask.ts';
import type { teamRows } from '@rollcall/shared/contract/team.ts';
import type { Call } from '../../http/handler.ts';
import { ProblemError } from '../../http/problem.ts';

/**
 * Shows one hidden field of one user, once. The audit trail keeps which field it was, and not what was in
 * it. A field that is not hidden from the caller is refused: it would be told as revealed and was not.
 *
 * @throws {ProblemError} `invalid_input`
 */
export async function revealUserField({
  member,
  user,
  body: { field },
  telling,
}: Call<typeof teamRows.revealUserField>): Promise<{ field: string; value: unknown }> {
  if (!isMasked(maskOver(member.grants, user), field)) {
    const detail = `${field} is not hidden from you.`;
    throw new ProblemError('invalid_input', { detail, errors: [{ field: 'field', detail }] });
  }
  telling.changed([{ field: 'revealed', before: null, after: field }]);
  return { field, value: valueAt(user, field) ?? null };
}
