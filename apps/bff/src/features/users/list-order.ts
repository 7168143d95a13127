import { maskForSearches } from '@rollcall/shared/access/decision.ts';
import { isSortable } from '@rollcall/shared/access/masked-search.ts';
import { maskedField } from '../../access/masked-fields.ts';
import type { TeamMember } from '../../store/team.ts';

/**
 * Refuses an order that would tell what is hidden.
 *
 * @throws {ProblemError} `masked_field`
 */
export function refuseUnsortable(member: TeamMember, sort: string): void {
  const field = sort.split(':')[0] ?? '';
  if (isSortable(maskForSearches(member.grants), field)) return;
  throw maskedField(
    field,
    `Users cannot be put in the order of ${field}: it is hidden from you, or tells what is.`,
  );
}
