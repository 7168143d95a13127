import type { Query, Value } from '@rollcall/shared/query/ast.ts';

/**
 * Whether a query matches a user, straight from Auth0's description of the language and with
 * nothing in common with the code it is to check but the tree. It looks at the user's own JSON,
 * slowly, one condition after the other.
 * @see https://auth0.com/docs/manage-users/user-search/user-search-query-syntax
 */
export function slowlyMatches(query: Query, user: object): boolean {
  switch (query.kind) {
    case 'all':
      return true;
    case 'not':
      return !slowlyMatches(query.operand, user);
    case 'and':
      return !query.operands.some((operand) => !slowlyMatches(operand, user));
    case 'or':
      return query.operands.some((operand) => slowlyMatches(operand, user));
    case 'exists':
      return isPresent(query.field, user);
    case 'term': {
      const { field, value } = query;
      if (field !== undefined) return isAnything(value) ? isPresent(field, user) : holds(field, value, user);
      return isAnything(value) || WITHOUT_FIELD.some((name) => holds(name, value, user));
    }
  }
}

const WITHOUT_FIELD = 'user_id email name nickname given_name family_name username phone_number'.split(' ');
const MOMENTS = 'created_at updated_at last_login'.split(' ');
const ANY_CASE = 'email email.domain name given_name family_name nickname'.split(' ');
const SEARCHABLE = new Set([
  ...WITHOUT_FIELD,
  ...MOMENTS,
  ...ANY_CASE,
  ...'blocked email_verified last_ip logins_count organization_id phone_verified'.split(' '),
  ...'identities.connection identities.provider identities.user_id identities.isSocial'.split(' '),
]);

/** `*`, or a range without ends: whatever there is. */
function isAnything(value: Value): boolean {
  if (value.kind === 'pattern') return value.parts.length > 1 && value.parts.join('') === '';
  return value.kind === 'range' && value.from === undefined && value.to === undefined;
}

function isPresent(field: string, user: object): boolean {
  if (leavesOf(field, user).length > 0) return true;
  const below = [...SEARCHABLE].filter((name) => name.startsWith(`${field}.`));
  if (below.some((name) => leavesOf(name, user).length > 0)) return true;
  const [root] = field.split('.');
  return (root === 'app_metadata' || root === 'user_metadata') && hasLeaf(reach(field.split('.'), user));
}

function hasLeaf(value: unknown): boolean {
  if (typeof value === 'object' && value !== null) return Object.values(value).some(hasLeaf);
  return value !== null && value !== undefined;
}

/** What lies at a path, seen through arrays however deep they are. */
function reach(path: readonly string[], value: unknown): unknown[] {
  if (Array.isArray(value)) return value.flatMap((element: unknown) => reach(path, element));
  const [key, ...rest] = path;
  if (key === undefined) return [value];
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return [];
  const inner: unknown = Object.getOwnPropertyDescriptor(value, key)?.value;
  return reach(rest, inner);
}

function leavesOf(field: string, user: object): unknown[] {
  if (field === 'email.domain') {
    return reach(['email'], user).map((email) => String(email).split('@').at(-1));
  }
  const isMetadata = /^(?:app|user)_metadata\../u.test(field);
  if (!isMetadata && !SEARCHABLE.has(field)) return [];
  return reach(field.split('.'), user).filter((leaf) => leaf !== null && typeof leaf !== 'object');
}

function holds(field: string, value: Value, user: object): boolean {
  if (field.startsWith('user_metadata') && value.kind !== 'text') return false;
  return leavesOf(field, user).some((leaf) => {
    if (MOMENTS.includes(field)) return holdsMoment(value, new Date(String(leaf)).getTime());
    if (typeof leaf === 'string') {
      return ANY_CASE.includes(field) ? holdsText(lower(value), leaf.toLowerCase()) : holdsText(value, leaf);
    }
    return typeof leaf === 'number' ? holdsNumber(value, leaf) : isText(value, String(leaf));
  });
}

function isText(value: Value, text: string): boolean {
  return value.kind === 'text' && value.text === text;
}

function lower(value: Value): Value {
  const parsed: Value = JSON.parse(JSON.stringify(value));
  if (parsed.kind === 'text') return { kind: 'text', text: parsed.text.toLowerCase() };
  if (parsed.kind === 'pattern') {
    return { kind: 'pattern', parts: parsed.parts.map((part) => part.toLowerCase()) };
  }
  return { ...parsed, from: parsed.from?.toLowerCase(), to: parsed.to?.toLowerCase() };
}

function holdsText(value: Value, text: string): boolean {
  if (value.kind === 'text') return value.text === text;
  if (value.kind === 'pattern') {
    const quoted = value.parts.map((part) => part.replace(/[^\p{L}\p{N}]/gu, (sign) => hex(sign)));
    return new RegExp(`^${quoted.join('.*')}$`, 'su').test(text);
  }
  const place = (bound: string) => Buffer.compare(Buffer.from(text), Buffer.from(bound));
  return isBetween(value, place);
}

function hex(sign: string): string {
  return `\\u{${(sign.codePointAt(0) ?? 0).toString(16)}}`;
}

function holdsNumber(value: Value, number: number): boolean {
  if (value.kind === 'pattern') return false;
  if (value.kind === 'text') return numeral(value.text) === number;
  return isBetween(value, (bound) => number - numeral(bound));
}

function numeral(text: string): number {
  return /^-?[0-9]+([.][0-9]+)?$/u.test(text) ? Number(text) : Number.NaN;
}

function isBetween(range: Extract<Value, { kind: 'range' }>, place: (bound: string) => number): boolean {
  const { from, to } = range;
  const isAfter = from === undefined || (range.includeFrom ? place(from) >= 0 : place(from) > 0);
  const isBefore = to === undefined || (range.includeTo ? place(to) <= 0 : place(to) < 0);
  return isAfter && isBefore;
}

function holdsMoment(value: Value, moment: number): boolean {
  if (value.kind === 'pattern') return false;
  const range =
    value.kind === 'range'
      ? value
      : { kind: 'range' as const, from: value.text, to: value.text, includeFrom: true, includeTo: true };
  const [from, to] = [stretchOf(range.from), stretchOf(range.to)];
  if (Number.isNaN(from[0]) || Number.isNaN(to[0])) return false;
  const [after, before] = [from[range.includeFrom ? 0 : 1], to[range.includeTo ? 1 : 0]];
  return (range.from === undefined || moment >= after) && (range.to === undefined || moment < before);
}

/** When what a date names begins, and when it is over; the shapes that the tests use. */
function stretchOf(date = '1970'): readonly [number, number] {
  const start = new Date(
    date.replace(/T(\d\d)(?=Z|[+-]|$)/u, 'T$1:00').replace(/(T[\d:.]+)$/u, '$1Z'),
  ).getTime();
  if (!/^\d{4}(?:-|$)/u.test(date)) return [Number.NaN, Number.NaN];
  const end = new Date(start);
  if (/^\d{4}$/u.test(date)) end.setUTCFullYear(end.getUTCFullYear() + 1);
  else if (/^\d{4}-\d\d$/u.test(date)) end.setUTCMonth(end.getUTCMonth() + 1);
  else {
    const units: readonly (readonly [RegExp, number])[] = [
      [/^[^T]+$/u, 86_400_000],
      [/T\d\d(?:Z|[+-]|$)/u, 3_600_000],
      [/T\d\d:\d\d(?:Z|[+-]|$)/u, 60_000],
      [/T\d\d:\d\d:\d\d(?:Z|[+-]|$)/u, 1_000],
      [/\.\d/u, 1],
    ];
    end.setTime(start + (units.find(([shape]) => shape.test(date))?.[1] ?? 0));
  }
  return [start, end.getTime()];
}
