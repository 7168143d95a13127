import type { Query, Value } from './ast.ts';
import { choiceOf } from './choice.ts';
import { kindOf } from './field-guide.ts';
import { normalizeQuery } from './normalize.ts';
import { relativeDateOf } from './relative-dates.ts';
import { wordOf, wordQuery } from './words.ts';

/** A search as rows and groups of rows. `key` tells the parts of one tree apart. */
export type Part = Condition | Group;

/** Parts of which all, any or none have to hold. */
export interface Group {
  kind: 'group';
  key: number;
  mode: 'all' | 'any' | 'none';
  parts: readonly Part[];
}

/** One row. Its field is `undefined` where it looks into several attributes, and '' while none is chosen. */
export interface Condition {
  kind: 'condition';
  key: number;
  field: string | undefined;
  negated: boolean;
  operator: Operator;
  /** As many as the operator takes; one that is not given yet is `undefined`. */
  values: readonly (string | undefined)[];
}

export type Operator =
  /** `word`: as the words of the search box are looked for. `matches`: `*` stands for anything, `\*` for itself. */
  | 'word'
  | 'is'
  | 'one_of'
  | 'starts'
  | 'contains'
  | 'ends'
  | 'matches'
  | 'at_least'
  | 'more_than'
  | 'at_most'
  | 'less_than'
  | 'between'
  | 'between_exclusive'
  | 'between_from'
  | 'between_to'
  /** In the last `90d`; more than `90d` ago. */
  | 'within'
  | 'ago'
  | 'set'
  /** Everybody: what only a negation of everybody leaves over. */
  | 'everybody';

/** How many values an operator takes; `one_of` takes any number. */
export function arityOf(operator: Operator): number {
  if (operator === 'set' || operator === 'everybody') return 0;
  return operator.startsWith('between') ? 2 : 1;
}

/** The query as a builder shows it: every query can be. `queryOf` gives it back, normalised. */
export function builderOf(query: Query): Group {
  let key = 0;
  const next = () => key++;
  const normal = normalizeQuery(query);
  if (normal.kind === 'all') return { kind: 'group', key: next(), mode: 'all', parts: [] };
  const root = next();
  const part = partOf(normal, next);
  if (part.kind === 'group') return { ...part, key: root };
  return { kind: 'group', key: root, mode: 'all', parts: [part] };
}

/**
 * The query of a builder, normalised. What is not complete yet is left out, and so is a group in which
 * nothing is complete.
 */
export function queryOf(part: Part): Query {
  return normalizeQuery(completeOf(part) ?? { kind: 'all' });
}

/** Whether a row says all that it needs to become part of the query. */
export function isComplete(condition: Condition): boolean {
  const { field, operator, values } = condition;
  if (operator === 'everybody') return true;
  if (field === '') return false;
  if (operator === 'one_of') return values.some((value) => value !== undefined);
  const needed = values.slice(0, arityOf(operator));
  return needed.length === arityOf(operator) && needed.every((value) => value !== undefined);
}

/** Every key below a part is less than this. */
export function nextKey(part: Part): number {
  const below = part.kind === 'group' ? part.parts.map(nextKey) : [];
  return Math.max(part.key + 1, ...below);
}

function partOf(query: Query, next: () => number): Part {
  const row = rowOf(query);
  if (row !== undefined) return { kind: 'condition', key: next(), negated: false, ...row };
  if (query.kind === 'not') {
    const negated = rowOf(query.operand);
    if (negated !== undefined) return { kind: 'condition', key: next(), negated: true, ...negated };
    const parts = query.operand.kind === 'or' ? query.operand.operands : [query.operand];
    return group('none', parts, next);
  }
  // What is neither a row nor a negation has operands.
  if (query.kind === 'and' || query.kind === 'or') {
    return group(query.kind === 'and' ? 'all' : 'any', query.operands, next);
  }
  return {
    kind: 'condition',
    key: next(),
    negated: false,
    field: undefined,
    operator: 'everybody',
    values: [],
  };
}

function group(mode: Group['mode'], operands: readonly Query[], next: () => number): Group {
  return { kind: 'group', key: next(), mode, parts: operands.map((operand) => partOf(operand, next)) };
}

type RowParts = Pick<Condition, 'field' | 'operator' | 'values'>;

function rowOf(query: Query): RowParts | undefined {
  switch (query.kind) {
    case 'all':
      return { field: undefined, operator: 'everybody', values: [] };
    case 'exists':
      return { field: query.field, operator: 'set', values: [] };
    case 'term':
      return { field: query.field, ...askedOf(query.field, query.value) };
    case 'or': {
      const word = wordOf(query);
      if (word !== undefined) return { field: undefined, operator: 'word', values: [word] };
      const choice = choiceOf(query);
      return choice === undefined ? undefined : { ...choice, operator: 'one_of' };
    }
    case 'and':
    case 'not':
      return undefined;
  }
}

function askedOf(field: string | undefined, value: Value): Pick<Condition, 'operator' | 'values'> {
  switch (value.kind) {
    case 'text':
      return { operator: 'is', values: [value.text] };
    case 'pattern':
      return patternAsked(value.parts);
    case 'range':
      return rangeAsked(field, value);
  }
}

function patternAsked(parts: readonly string[]): Pick<Condition, 'operator' | 'values'> {
  const [first = '', second = '', third] = parts;
  if (parts.length === 2 && second === '') return { operator: 'starts', values: [first] };
  if (parts.length === 2 && first === '') return { operator: 'ends', values: [second] };
  if (parts.length === 3 && first === '' && third === '') return { operator: 'contains', values: [second] };
  return { operator: 'matches', values: [parts.map((part) => part.replace(/[\\*]/gu, '\\$&')).join('*')] };
}

function rangeAsked(
  field: string | undefined,
  range: Extract<Value, { kind: 'range' }>,
): Pick<Condition, 'operator' | 'values'> {
  const { from, to, includeFrom, includeTo } = range;
  const countedBack = (bound: string) =>
    field !== undefined && kindOf(field) === 'date' && bound !== 'now' && relativeDateOf(bound) !== undefined;
  if (from !== undefined && to !== undefined) {
    const open = includeTo ? 'between_to' : 'between_exclusive';
    const closed = includeTo ? 'between' : 'between_from';
    return { operator: includeFrom ? closed : open, values: [from, to] };
  }
  if (from !== undefined) {
    if (includeFrom && countedBack(from)) return { operator: 'within', values: [from.slice('now-'.length)] };
    return { operator: includeFrom ? 'at_least' : 'more_than', values: [from] };
  }
  if (!includeTo && to !== undefined && countedBack(to)) {
    return { operator: 'ago', values: [to.slice('now-'.length)] };
  }
  return { operator: includeTo ? 'at_most' : 'less_than', values: [to] };
}

function completeOf(part: Part): Query | undefined {
  if (part.kind === 'condition') {
    if (!isComplete(part)) return undefined;
    const query = conditionQuery(part);
    return part.negated ? { kind: 'not', operand: query } : query;
  }
  const operands = part.parts.flatMap((inner) => completeOf(inner) ?? []);
  if (operands.length === 0) return undefined;
  const [first] = operands;
  const query: Query =
    operands.length === 1 && first !== undefined
      ? first
      : { kind: part.mode === 'all' ? 'and' : 'or', operands };
  return part.mode === 'none' ? { kind: 'not', operand: query } : query;
}

function conditionQuery({ field, operator, values }: Condition): Query {
  const given = values.flatMap((value) => value ?? []);
  const [first = '', second = ''] = given;
  const term = (value: Value): Query => ({ kind: 'term', field, value });
  const pattern = (...parts: string[]) => term({ kind: 'pattern', parts });
  const range = (from: string | undefined, to: string | undefined, includeFrom = true, includeTo = true) =>
    term({ kind: 'range', from, to, includeFrom, includeTo });
  switch (operator) {
    case 'everybody':
      return { kind: 'all' };
    case 'set':
      return field === undefined ? { kind: 'all' } : { kind: 'exists', field };
    case 'word':
      return wordQuery(first);
    case 'is':
      return term({ kind: 'text', text: first });
    case 'one_of':
      return { kind: 'or', operands: given.map((text) => term({ kind: 'text', text })) };
    case 'starts':
      return pattern(first, '');
    case 'ends':
      return pattern('', first);
    case 'contains':
      return pattern('', first, '');
    case 'matches':
      return pattern(...partsOf(first));
    case 'at_least':
      return range(first, undefined);
    case 'more_than':
      return range(first, undefined, false);
    case 'at_most':
      return range(undefined, first);
    case 'less_than':
      return range(undefined, first, true, false);
    case 'between':
      return range(first, second);
    case 'between_exclusive':
      return range(first, second, false, false);
    case 'between_from':
      return range(first, second, true, false);
    case 'between_to':
      return range(first, second, false, true);
    case 'within':
      return range(`now-${first}`, undefined);
    case 'ago':
      return range(undefined, `now-${first}`, true, false);
  }
}

/** Splits at each `*` before which there is no backslash. */
function partsOf(text: string): string[] {
  const parts = [''];
  for (const [piece] of text.matchAll(/\\[\\*]|[^]/gu)) {
    if (piece === '*') parts.push('');
    else
      parts.push(
        `${parts.pop() ?? ''}${piece.length > 1 && piece.startsWith('\\') ? piece.slice(1) : piece}`,
      );
  }
  return parts;
}
