import { maskForSearches } from '@rollcall/shared/access/decision.ts';
import { isMasked } from '@rollcall/shared/access/mask.ts';
import { isSortable, refusedField } from '@rollcall/shared/access/masked-search.ts';
import type { Query } from '@rollcall/shared/query/ast.ts';
import { BARE_TERM_FIELDS } from '@rollcall/shared/query/fields.ts';
import type { ListState } from '@rollcall/shared/user/list-state.ts';
import { readSearchBox } from '@rollcall/shared/user/search-box.ts';
import type { TeamMember } from '../../store/team.ts';

/**
 * Whether a search or its order is about something that is hidden from a team member. Plain words are, as
 * soon as one of the attributes that they look into is: a hidden address may stand among them.
 */
export function asksAboutHidden(member: TeamMember, { q, sort }: ListState): boolean {
  const mask = maskForSearches(member.grants);
  if (mask.length === 0) return false;
  if (!isSortable(mask, sort.split(':')[0] ?? '')) return true;
  const asked = readSearchBox(q);
  switch (asked.kind) {
    case 'all':
    case 'user_id':
      return false;
    case 'email':
      return isMasked(mask, 'email');
    // Nobody can say what it is about.
    case 'invalid':
      return true;
    case 'organization':
    case 'phone_number':
    case 'last_ip':
    case 'words':
    case 'lucene':
      return refusedField(mask, asked.query) !== undefined || (hasWords(asked.query) && hidesOfWords(mask));
  }
}

function hidesOfWords(mask: readonly string[]): boolean {
  return BARE_TERM_FIELDS.some((field) => isMasked(mask, field));
}

function hasWords(query: Query): boolean {
  switch (query.kind) {
    case 'and':
    case 'or':
      return query.operands.some(hasWords);
    case 'not':
      return hasWords(query.operand);
    case 'term':
      return query.field === undefined;
    default:
      return false;
  }
}
