import type { Query } from './ast.ts';
import { printQuery } from './print.ts';
import { fieldFault } from './lint-fields.ts';
import { type Finding, valueFindings } from './lint-values.ts';
import { normalizeQuery } from './normalize.ts';
import { parseWithPlaces, type Place } from './parse.ts';

/** Something to know about a query before it is sent, and where it stands. */
export interface Advice extends Omit<Finding, 'instead'> {
  start: number;
  end: number;
  /** What could stand there instead, and the whole text with it. */
  rewrite?: { part: string; text: string };
}

/** More alternatives than this make a search slow, and its address long. */
const MANY = 50;
const severity = { error: 0, warning: 1, hint: 2 };

/**
 * What Auth0 forbids in a query, what makes it slow, and what means something else than it looks like; the
 * worst first. Empty where the text cannot be read, because then that is what has to be said.
 *
 * @see https://auth0.com/docs/manage-users/user-search/user-search-query-syntax
 */
export function lintQuery(text: string): Advice[] {
  const parsed = parseWithPlaces(text);
  if (!parsed.ok) return [];
  const { places } = parsed;
  const absent = new Set(absentFields(parsed.query));
  const advice = places.flatMap((place, index) => [
    ...placeAdvice(text, place, absent.has(place.term.field ?? '')),
    ...besideAdvice(text, place, places[index + 1]),
  ]);
  if (places.length > MANY) advice.push(manyAdvice(text, places.length));
  return advice.toSorted((a, b) => severity[a.level] - severity[b.level] || a.start - b.start);
}

/** The fields of which the query says itself that users may have none: `false` or 0 leaves nobody out then. */
function absentFields(query: Query): string[] {
  if (query.kind === 'and' || query.kind === 'or') return query.operands.flatMap(absentFields);
  return query.kind === 'not' && query.operand.kind === 'exists' ? [query.operand.field] : [];
}

function placeAdvice(text: string, place: Place, isAbsenceAsked: boolean): Advice[] {
  const { term, start, end } = place;
  if (term.field !== undefined) {
    const fault = fieldFault(term.field, term.kind === 'exists');
    if (fault !== undefined) {
      const instead = fault.meant === undefined ? {} : { instead: { ...term, field: fault.meant } };
      return [adviceOf(text, start, end, { level: 'error', sentence: fault.sentence, ...instead })];
    }
  }
  if (term.kind === 'exists') return [];
  const findings =
    quotedStar(text, place) ?? keyword(place) ?? valueFindings(term.field, term.value, isAbsenceAsked);
  return findings.map((finding) => adviceOf(text, start, end, finding));
}

function quotedStar(text: string, { term, value, end }: Place): Finding[] | undefined {
  if (term.kind !== 'term' || term.value.kind !== 'text') return undefined;
  const isQuoted = text.slice(value, end).startsWith('"');
  if (!isQuoted || !term.value.text.includes('*')) return undefined;
  return [
    {
      level: 'warning',
      sentence: 'Between quotation marks, “*” is an ordinary character.',
      instead: { ...term, value: { kind: 'pattern', parts: term.value.text.split('*') } },
    },
  ];
}

function keyword({ term }: Place): Finding[] | undefined {
  if (term.kind !== 'term' || term.field !== undefined || term.value.kind !== 'text') return undefined;
  const { text } = term.value;
  if (!['and', 'or', 'not'].includes(text)) return undefined;
  const sentence = `“${text}” is a word to look for; the operator is ${text.toUpperCase()}, in capitals.`;
  return [{ level: 'warning', sentence }];
}

/** Two terms with nothing but space between them: Lucene reads OR, most people mean AND. */
function besideAdvice(text: string, place: Place, next: Place | undefined): Advice[] {
  if (next === undefined) return [];
  const [, closed, opened] = /^(\)*)\s+(\(*)$/u.exec(text.slice(place.end, next.start)) ?? [];
  const isKeyword = [place, next].some((one) => keyword(one) !== undefined);
  if (closed === undefined || isKeyword || next.term.field === undefined || next.start === next.value)
    return [];
  return [
    {
      level: 'warning',
      start: place.start,
      end: next.end,
      sentence: 'Side by side, either of the two is enough.',
      rewrite: {
        part: 'AND',
        text: `${text.slice(0, place.end)}${closed} AND ${opened}${text.slice(next.start)}`,
      },
    },
  ];
}

function manyAdvice(text: string, count: number): Advice {
  return {
    level: 'warning',
    start: 0,
    end: text.length,
    sentence: `${count} conditions: Auth0 may take longer than the two seconds that it gives a search.`,
  };
}

function adviceOf(text: string, start: number, end: number, { instead, ...finding }: Finding): Advice {
  const kind = instead === undefined ? 'all' : normalizeQuery(instead).kind;
  if (instead === undefined || kind === 'all') return { ...finding, start, end };
  const printed = printQuery(instead);
  const part = kind === 'and' || kind === 'or' || kind === 'not' ? `(${printed})` : printed;
  return { ...finding, start, end, rewrite: { part, text: text.slice(0, start) + part + text.slice(end) } };
}
