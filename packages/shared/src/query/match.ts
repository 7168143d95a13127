import type { Query, Value } from './ast.ts';
import { periodOf } from './dates.ts';
import { BARE_TERM_FIELDS, isCaseInsensitive, isDate, isExactOnly } from './fields.ts';
import { flattenUser, type IndexedUser, type Leaf } from './flatten.ts';

/**
 * Whether a user (the plain JSON of the Management API) matches, by Auth0's rules: whole values,
 * capitals ignored only in `email`, `name`, `given_name`, `family_name` and `nickname`, array
 * levels ignored, dates as periods, no wildcards or ranges in `user_metadata`. Anything that is no
 * such JSON matches only what a user without attributes would.
 */
export function matchesQuery(query: Query, user: unknown): boolean {
  return matchesIndexed(query, flattenUser(user));
}

/** `matchesQuery` for a user who is flattened once and asked about often. */
export function matchesIndexed(query: Query, user: IndexedUser): boolean {
  switch (query.kind) {
    case 'all':
      return true;
    case 'and':
      return query.operands.every((operand) => matchesIndexed(operand, user));
    case 'or':
      return query.operands.some((operand) => matchesIndexed(operand, user));
    case 'not':
      return !matchesIndexed(query.operand, user);
    case 'exists':
      return user.paths.has(query.field);
    case 'term': {
      const { field, value } = query;
      const fields = field === undefined ? BARE_TERM_FIELDS : [field];
      return fields.some((name) =>
        (user.values.get(name) ?? []).some((leaf) => matchesLeaf(name, value, leaf)),
      );
    }
  }
}

function matchesLeaf(field: string, value: Value, leaf: Leaf): boolean {
  if (isDate(field)) return typeof leaf === 'string' && matchesMoment(value, Date.parse(leaf));
  const fold = (text: string) => (isCaseInsensitive(field) ? text.toLowerCase() : text);
  switch (value.kind) {
    case 'text':
      return leaf === fold(value.text) || (typeof leaf !== 'string' && leaf === scalarOf(value.text));
    case 'pattern':
      return typeof leaf === 'string' && !isExactOnly(field) && matchesPattern(value.parts.map(fold), leaf);
    case 'range':
      return !isExactOnly(field) && matchesRange(value, fold, leaf);
  }
}

/** The number or boolean a text stands for; numbers only as far as a double holds them exactly. */
export function scalarOf(text: string): number | boolean | undefined {
  if (text === 'true') return true;
  if (text === 'false') return false;
  return /^-?\d+(?:\.\d+)?$/u.test(text) && text.replace(/\D/gu, '').length <= 15 ? Number(text) : undefined;
}

function matchesMoment(value: Value, moment: number): boolean {
  if (value.kind === 'pattern') return false;
  const from = value.kind === 'text' ? value.text : value.from;
  const to = value.kind === 'text' ? value.text : value.to;
  const first = from === undefined ? undefined : periodOf(from);
  const last = to === undefined ? undefined : periodOf(to);
  if ((from !== undefined && first === undefined) || (to !== undefined && last === undefined)) return false;
  const includeFrom = value.kind === 'text' || value.includeFrom;
  const includeTo = value.kind === 'text' || value.includeTo;
  return (
    (first === undefined || moment >= (includeFrom ? first.start : first.end)) &&
    (last === undefined || moment < (includeTo ? last.end : last.start))
  );
}

function matchesPattern(parts: readonly string[], text: string): boolean {
  const first = parts[0] ?? '';
  const last = parts.at(-1) ?? '';
  if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length)
    return false;
  const end = text.length - last.length;
  let at = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = text.indexOf(part, at);
    if (found < 0 || found + part.length > end) return false;
    at = found + part.length;
  }
  return true;
}

function matchesRange(
  range: Extract<Value, { kind: 'range' }>,
  fold: (text: string) => string,
  leaf: Leaf,
): boolean {
  if (typeof leaf === 'boolean') return false;
  const below = compareBound(range.from, fold, leaf);
  const above = compareBound(range.to, fold, leaf);
  if (below === undefined || above === undefined) return false;
  return (
    (range.from === undefined || (range.includeFrom ? below >= 0 : below > 0)) &&
    (range.to === undefined || (range.includeTo ? above <= 0 : above < 0))
  );
}

/** Where the leaf lies: negative before the bound, 0 on it, positive after; undefined when they do not compare. */
function compareBound(
  bound: string | undefined,
  fold: (text: string) => string,
  leaf: string | number,
): number | undefined {
  if (bound === undefined) return 0;
  if (typeof leaf === 'string') return compareCodePoints(leaf, fold(bound));
  const number = scalarOf(bound);
  return typeof number === 'number' ? leaf - number : undefined;
}

/** The order of UTF-8 and of PostgreSQL's "C" collation; JavaScript's own differs beyond the basic plane. */
function compareCodePoints(left: string, right: string): number {
  const a = Array.from(left, (char) => char.codePointAt(0) ?? 0);
  const b = Array.from(right, (char) => char.codePointAt(0) ?? 0);
  for (const [index, point] of a.entries()) {
    const other = b[index];
    if (other === undefined) return 1;
    if (point !== other) return point - other;
  }
  return a.length - b.length;
}
