import type { Query, Value } from './ast.ts';
import { periodOf } from './dates.ts';
import { kindOf } from './field-guide.ts';
import { relativeDateOf } from './relative-dates.ts';
import { SHORTEST_CONTAINED, wordQuery } from './words.ts';

/** Something to say about a term, and what to ask in its place, where there is something. */
export interface Finding {
  /** `error`: Auth0 refuses it, or it can find nobody. `warning`: slow, or not what it looks like. `hint`: good to know. */
  level: 'error' | 'warning' | 'hint';
  sentence: string;
  instead?: Query;
}

type Rule = (field: string, value: Value) => Finding | undefined;

/**
 * What there is to say about the value that a term asks for.
 *
 * @param isAbsenceAsked whether the query asks for users without the field, too
 * @see https://auth0.com/docs/manage-users/user-search/user-search-query-syntax
 */
export function valueFindings(field: string | undefined, value: Value, isAbsenceAsked: boolean): Finding[] {
  if (field === undefined) return [bareFinding(value), leadingWildcard(undefined, value)].filter(isFinding);
  // The first that is wrong is enough: what mends it is judged again.
  const errors = [oldComparison, exactOnly, wrongDate, wrongFlag, relativeElsewhere, backwards];
  const first = errors.map((rule) => rule(field, value)).find(isFinding);
  if (first !== undefined) return [first];
  const others = [leadingWildcard(field, value), appMetadata(field, value), capitals(field, value)];
  const missing = isAbsenceAsked ? undefined : missingFlag(field, value);
  return [...others, wholeValue(field, value), missing].filter(isFinding);
}

function isFinding(finding: Finding | undefined): finding is Finding {
  return finding !== undefined;
}

function term(field: string | undefined, value: Value): Query {
  return { kind: 'term', field, value };
}

function either(...operands: Query[]): Query {
  return { kind: 'or', operands };
}

const text = (of: string): Value => ({ kind: 'text', text: of });

function bareFinding(value: Value): Finding | undefined {
  if (value.kind !== 'text') {
    return {
      level: 'hint',
      sentence:
        'Without a field, Auth0 does not say which attributes it looks into; never into user_metadata.',
    };
  }
  return {
    level: 'hint',
    sentence: `Without a field, “${value.text}” has to be a whole value, and is never looked for in user_metadata.`,
    instead: wordQuery(value.text),
  };
}

const oldComparison: Rule = (field, value) => {
  const [, sign, bound = ''] = value.kind === 'text' ? (/^([<>]=?)(.+)$/u.exec(value.text) ?? []) : [];
  if (sign === undefined) return undefined;
  const isFrom = sign.startsWith('>');
  const isIncluded = sign.endsWith('=');
  return {
    level: 'error',
    sentence: `“${sign}” ended with the second search engine. A range says the same.`,
    instead: term(field, {
      kind: 'range',
      from: isFrom ? bound : undefined,
      to: isFrom ? undefined : bound,
      includeFrom: !isFrom || isIncluded,
      includeTo: isFrom || isIncluded,
    }),
  };
};

const exactOnly: Rule = (field, value) => {
  if (kindOf(field) !== 'user_metadata' || value.kind === 'text') return undefined;
  const sentence = `Auth0 refuses ${value.kind === 'range' ? 'ranges' : 'wildcards'} in user_metadata: it compares whole values only.`;
  const longest = value.kind === 'pattern' ? value.parts.toSorted((a, b) => b.length - a.length)[0] : '';
  return {
    level: 'error',
    sentence,
    instead: longest === undefined || longest === '' ? { kind: 'exists', field } : term(field, text(longest)),
  };
};

const wrongDate: Rule = (field, value) => {
  if (kindOf(field) !== 'date') return undefined;
  if (value.kind === 'pattern') {
    const start = (value.parts[0] ?? '').replace(/[-T:]+$/u, '');
    const sentence = `${field} is a date, which has no wildcards: 2026-11 alone is the whole month.`;
    return { level: 'error', sentence, ...(isDateText(start) ? { instead: term(field, text(start)) } : {}) };
  }
  const texts = value.kind === 'text' ? [value.text] : [value.from, value.to];
  const wrong = texts.find((bound) => bound !== undefined && !isDateText(bound));
  if (wrong === undefined) return undefined;
  const meant = wrong.replace(
    /^(\d{4})[./](\d{1,2})[./](\d{1,2})$/u,
    (_, year: string, month: string, day: string) =>
      [year, month.padStart(2, '0'), day.padStart(2, '0')].join('-'),
  );
  return {
    level: 'error',
    sentence: `“${wrong}” is no date. Write 2026-11-24, 2026-11, or now-90d for ninety days ago.`,
    ...(isDateText(meant) ? { instead: term(field, withBound(value, wrong, meant)) } : {}),
  };
};

function isDateText(of: string): boolean {
  return periodOf(of) !== undefined || relativeDateOf(of) !== undefined;
}

function withBound(value: Value, wrong: string, meant: string): Value {
  if (value.kind !== 'range') return text(meant);
  const mended = (bound: string | undefined) => (bound === wrong ? meant : bound);
  return { ...value, from: mended(value.from), to: mended(value.to) };
}

const wrongFlag: Rule = (field, value) => {
  if (kindOf(field) !== 'boolean') return undefined;
  if (value.kind === 'text' && /^(?:true|false)$/u.test(value.text)) return undefined;
  const said = value.kind === 'text' ? value.text.toLowerCase() : '';
  const isYes = ['yes', '1', 'true', 'on'].includes(said);
  const isNo = ['no', '0', 'false', 'off'].includes(said);
  return {
    level: 'error',
    sentence: `${field} is true or false, in small letters; nothing else matches.`,
    ...(isYes || isNo ? { instead: term(field, text(String(isYes))) } : {}),
  };
};

const relativeElsewhere: Rule = (field, value) => {
  if (kindOf(field) === 'date' || value.kind !== 'range') return undefined;
  const isRelative = [value.from, value.to].some(
    (end) => end !== undefined && relativeDateOf(end) !== undefined,
  );
  if (!isRelative) return undefined;
  return {
    level: 'error',
    sentence: `Dates are counted back from now in created_at, updated_at and last_login only, not in ${field}.`,
  };
};

const backwards: Rule = (field, value) => {
  if (value.kind !== 'range' || value.from === undefined || value.to === undefined) return undefined;
  const [from, to] = [sizeOf(field, value.from), sizeOf(field, value.to)];
  if (from === undefined || to === undefined || from <= to) return undefined;
  const { from: low, to: high, includeFrom, includeTo } = value;
  return {
    level: 'error',
    sentence: 'This range ends before it begins, so it matches nobody.',
    instead: term(field, {
      kind: 'range',
      from: high,
      to: low,
      includeFrom: includeTo,
      includeTo: includeFrom,
    }),
  };
};

function sizeOf(field: string, bound: string): number | undefined {
  if (kindOf(field) === 'date') return periodOf(bound)?.start;
  return /^-?\d+(?:\.\d+)?$/u.test(bound) ? Number(bound) : undefined;
}

function leadingWildcard(field: string | undefined, value: Value): Finding | undefined {
  if (value.kind !== 'pattern' || value.parts[0] !== '') return undefined;
  const contained = value.parts[1] ?? '';
  const instead = term(field, { kind: 'pattern', parts: [contained, ''] });
  const isShort = Array.from(contained).length < SHORTEST_CONTAINED;
  const sentence = isShort
    ? `A leading “*” needs at least ${SHORTEST_CONTAINED} characters after it, or Auth0 refuses the search.`
    : 'A leading “*” makes Auth0 look at every value: slow in a large tenant. The beginning alone is quick.';
  return { level: isShort ? 'error' : 'warning', sentence, ...(contained === '' ? {} : { instead }) };
}

function appMetadata(field: string, value: Value): Finding | undefined {
  if (kindOf(field) !== 'app_metadata' || value.kind === 'text') return undefined;
  const what = value.kind === 'range' ? 'Ranges' : 'Wildcards';
  return {
    level: 'hint',
    sentence: `${what} in app_metadata are not promised: Auth0’s documents contradict each other.`,
  };
}

function capitals(field: string, value: Value): Finding | undefined {
  const isMetadata = kindOf(field) === 'user_metadata' || kindOf(field) === 'app_metadata';
  const minds = isMetadata || field === 'username' || field === 'user_id';
  const asked = value.kind === 'text' ? value.text : value.kind === 'pattern' ? value.parts.join('') : '';
  if (!minds || asked === asked.toLowerCase()) return undefined;
  const small: Value =
    value.kind === 'pattern'
      ? { kind: 'pattern', parts: value.parts.map((part) => part.toLowerCase()) }
      : text(asked.toLowerCase());
  return {
    level: 'hint',
    sentence: `Capitals count in ${field}: only this very spelling is found.`,
    instead: either(term(field, value), term(field, small)),
  };
}

/** Fields in which people expect to find a part of the value. */
const partly: ReadonlyMap<string, (asked: string) => boolean> = new Map([
  ['name', (asked) => !/\s/u.test(asked)],
  ['email', (asked) => !asked.includes('@')],
  ['user_id', (asked) => !asked.includes('|')],
]);

function wholeValue(field: string, value: Value): Finding | undefined {
  if (value.kind !== 'text' || value.text === '' || partly.get(field)?.(value.text) !== true)
    return undefined;
  const isContained = Array.from(value.text).length >= SHORTEST_CONTAINED && field !== 'user_id';
  return {
    level: 'warning',
    sentence: `Auth0 compares the whole of ${field}: this finds only who has exactly “${value.text}”.`,
    instead: term(field, { kind: 'pattern', parts: isContained ? ['', value.text, ''] : [value.text, ''] }),
  };
}

function missingFlag(field: string, value: Value): Finding | undefined {
  if (value.kind !== 'text') return undefined;
  if (kindOf(field) === 'boolean' && value.text === 'false') {
    return {
      level: 'warning',
      sentence: `Users who never had ${field} set are not found by “false”.`,
      instead: { kind: 'not', operand: term(field, text('true')) },
    };
  }
  if (field !== 'logins_count' || value.text !== '0') return undefined;
  return {
    level: 'warning',
    sentence: 'Who never signed in may have no logins_count, and is not found by 0.',
    instead: either({ kind: 'not', operand: { kind: 'exists', field } }, term(field, value)),
  };
}
