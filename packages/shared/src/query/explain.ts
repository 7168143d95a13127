import type { Query, Value } from './ast.ts';
import { choiceOf } from './choice.ts';
import { kindOf, titleOf } from './field-guide.ts';
import { normalizeQuery } from './normalize.ts';
import { printQuery } from './print.ts';
import { type RelativeUnit, relativeDateOf } from './relative-dates.ts';
import { wordOf } from './words.ts';

/** Reads a query back as an English sentence, without a full stop: “Users who are blocked and …”. */
export function explainQuery(query: Query): string {
  const normal = normalizeQuery(query);
  return normal.kind === 'all' ? 'All users' : `Users ${clauseOf(normal)}`;
}

/** Who never signed in: Auth0 counts sign-ins from the first one on only. */
export const NEVER_SIGNED_IN = '(NOT _exists_:logins_count) OR logins_count:0';

function clauseOf(query: Query): string {
  const special = specialClause(query);
  if (special !== undefined) return special;
  switch (query.kind) {
    case 'all':
      return 'of any kind';
    case 'and':
    case 'or':
      return query.operands.map(within).join(` ${query.kind} `);
    case 'not':
      return negated(query.operand);
    case 'exists':
      return presence(query.field, true);
    case 'term':
      return asked(query.field, query.value, false);
  }
}

function within(query: Query): string {
  const isGroup = query.kind === 'and' || query.kind === 'or';
  return isGroup && specialClause(query) === undefined ? `(${clauseOf(query)})` : clauseOf(query);
}

/** What is said of a group as of one thing. */
function specialClause(query: Query): string | undefined {
  if (query.kind === 'and') {
    const words = query.operands.flatMap((operand) => wordOf(operand) ?? []);
    return words.length === query.operands.length ? foundClause(words) : undefined;
  }
  if (query.kind !== 'or') return undefined;
  if (printQuery(query) === NEVER_SIGNED_IN) return 'who have never signed in';
  const word = wordOf(query);
  if (word !== undefined) return foundClause([word]);
  const choice = choiceOf(query);
  if (choice?.field === undefined || flags.has(choice.field) || events.has(choice.field)) return undefined;
  const quoted = choice.values.map((value) => `“${value}”`);
  return `whose ${titleOf(choice.field)} is ${quoted.slice(0, -1).join(', ')} or ${quoted.slice(-1).join('')}`;
}

function foundClause(words: readonly string[]): string {
  const quoted = words.map((word) => `“${word}”`).join(' and ');
  return `in whose name, e-mail, username or user_id ${quoted} ${words.length === 1 ? 'is' : 'are'} found`;
}

function negated(query: Query): string {
  if (query.kind === 'all') return 'of whom there is nobody';
  if (query.kind === 'exists') return presence(query.field, false);
  if (query.kind === 'term') return asked(query.field, query.value, true);
  return `who are not among those ${within(query)}`;
}

function presence(field: string, isThere: boolean): string {
  if (field === 'last_login' || field === 'logins_count') {
    return isThere ? 'who have signed in before' : 'who have never signed in';
  }
  return `whose ${titleOf(field)} is ${isThere ? 'set' : 'not set'}`;
}

const flags: ReadonlyMap<string, readonly [yes: string, no: string]> = new Map([
  ['blocked', ['who are blocked', 'who are not blocked']],
  ['email_verified', ['whose e-mail is verified', 'whose e-mail is not verified']],
  ['phone_verified', ['whose phone number is verified', 'whose phone number is not verified']],
  ['identities.isSocial', ['who have a social identity', 'who have no social identity']],
]);

const events: ReadonlyMap<string, readonly [did: string, not: string]> = new Map([
  ['created_at', ['who were created', 'who were not created']],
  ['updated_at', ['who were last updated', 'who were not last updated']],
  ['last_login', ['who last signed in', 'who did not last sign in']],
]);

function asked(field: string | undefined, value: Value, isNegated: boolean): string {
  if (field === undefined) {
    const identifiers = isNegated
      ? 'of whom no name, e-mail or other identifier'
      : 'of whom a name, e-mail or other identifier';
    return `${identifiers} ${phrase(value, false)}`;
  }
  const flag = flags.get(field);
  if (flag !== undefined && value.kind === 'text' && (value.text === 'true' || value.text === 'false')) {
    // Who has no value at all is among those of whom something is not true.
    const isTold = (value.text === 'true') !== isNegated;
    const isExplicit = value.text === 'false' && !isNegated;
    return isExplicit ? `whose ${titleOf(field)} is “false”` : flag[isTold ? 0 : 1];
  }
  const event = events.get(field);
  if (event !== undefined) return `${event[isNegated ? 1 : 0]} ${time(value)}`;
  return `whose ${titleOf(field)} ${phrase(value, isNegated, kindOf(field) === 'number')}`;
}

function phrase(value: Value, isNegated: boolean, isNumber = false): string {
  const is = isNegated ? 'is not' : 'is';
  const say = (text: string) => (isNumber ? text : `“${text}”`);
  switch (value.kind) {
    case 'text':
      return `${is} ${say(value.text)}`;
    case 'pattern': {
      const [first = '', second = '', third] = value.parts;
      const does = isNegated ? 'does not ' : '';
      const s = isNegated ? '' : 's';
      if (value.parts.length === 2 && second === '') return `${does}begin${s} with ${say(first)}`;
      if (value.parts.length === 2 && first === '') return `${does}end${s} with ${say(second)}`;
      if (value.parts.length === 3 && first === '' && third === '') {
        return `${does}contain${s} ${say(second)}`;
      }
      return `${is} like ${say(value.parts.join('…'))}`;
    }
    case 'range': {
      const { from, to, includeFrom, includeTo } = value;
      const low = from === undefined ? [] : [`${includeFrom ? 'at least' : 'more than'} ${say(from)}`];
      const high = to === undefined ? [] : [`${includeTo ? 'at most' : 'less than'} ${say(to)}`];
      return `${is} ${[...low, ...high].join(' and ')}`;
    }
  }
}

function time(value: Value): string {
  switch (value.kind) {
    case 'text':
      return dayWord(value.text);
    case 'pattern':
      return `at a time like “${value.parts.join('…')}”`;
    case 'range':
      return rangeOfTime(value);
  }
}

function rangeOfTime({ from, to, includeFrom, includeTo }: Extract<Value, { kind: 'range' }>): string {
  const sinceWords = (bound: string) => {
    const ago = agoOf(bound);
    if (ago !== undefined) return { words: `in the last ${ago.replace(/^1 /u, '')}`, isLast: true };
    return { words: `${includeFrom ? 'on or after' : 'after'} ${bound}`, isLast: false };
  };
  const untilWords = (bound: string) => {
    const ago = agoOf(bound);
    if (ago !== undefined)
      return `${includeTo ? '' : 'more than '}${ago} ago${includeTo ? ' or earlier' : ''}`;
    return `${includeTo ? 'on or before' : 'before'} ${bound}`;
  };
  const since = from === undefined ? undefined : sinceWords(from);
  if (to === undefined || (since?.isLast === true && to === 'now')) return since?.words ?? '';
  return since === undefined ? untilWords(to) : `${since.words} and ${untilWords(to)}`;
}

const unitWords: Record<RelativeUnit, string> = {
  m: 'minute',
  h: 'hour',
  d: 'day',
  w: 'week',
  M: 'month',
  y: 'year',
};

/** “90 days” for `now-90d`; undefined for `now` itself and for what is no relative date. */
function agoOf(text: string): string | undefined {
  const relative = relativeDateOf(text);
  if (relative === undefined || text === 'now') return undefined;
  return `${relative.amount} ${unitWords[relative.unit]}${relative.amount === 1 ? '' : 's'}`;
}

function dayWord(text: string): string {
  if (text === 'now') return 'today';
  const ago = agoOf(text);
  if (ago !== undefined) return `on the day ${ago} ago`;
  return `${/^\d{4}(?:-\d{2})?$/u.test(text) ? 'in' : 'on'} ${text}`;
}
