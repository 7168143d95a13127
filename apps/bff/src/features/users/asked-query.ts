import { maskForSearches } from '@rollcall/shared/access/decision.ts';
import { isMasked } from '@rollcall/shared/access/mask.ts';
import { refusedField } from '@rollcall/shared/access/masked-search.ts';
import { resolveDates } from '@rollcall/shared/query/relative-dates.ts';
import { readSearchBox, type SearchBox } from '@rollcall/shared/user/search-box.ts';
import { maskedField } from '../../access/masked-fields.ts';
import { ProblemError } from '../../http/problem.ts';
import type { TeamMember } from '../../store/team.ts';

/** What the search box asks for, where it can be answered. */
export type Asked = Exclude<SearchBox, { kind: 'invalid' }>;

/**
 * Reads the search box for a team member: what is hidden from them finds nobody. Dates that are counted back
 * from now are fixed ones from here on, so that all that follows sees Auth0's own language.
 *
 * @throws {ProblemError} `invalid_query` with the position, `masked_field`
 */
export function readAsked(member: TeamMember, text: string, now = new Date()): Asked {
  const asked = readSearchBox(text);
  const mask = maskForSearches(member.grants);
  if (asked.kind === 'invalid') {
    throw new ProblemError('invalid_query', { detail: asked.error.message, position: asked.error.position });
  }
  if (asked.kind === 'email' && isMasked(mask, 'email')) throw notAsked('email');
  if (asked.kind === 'words' || !('query' in asked)) return asked;
  const refused = refusedField(mask, asked.query);
  if (refused !== undefined) throw notAsked(refused);
  return { ...asked, query: resolveDates(asked.query, now) };
}

function notAsked(field: string): ProblemError {
  return maskedField(field, `${field} cannot be searched by: it is hidden from you, or may tell what is.`);
}
