import { describe, expect, test } from 'vitest';
import type { Query } from './ast.ts';
import { MAX_DEPTH, MAX_LENGTH, MAX_TERMS, parseQuery } from './parse.ts';

const text = (value: string, field?: string): Query => ({
  kind: 'term',
  field,
  value: { kind: 'text', text: value },
});
const [a, b, c] = [text('a'), text('b'), text('c')];
const and = (...operands: Query[]): Query => ({ kind: 'and', operands });
const or = (...operands: Query[]): Query => ({ kind: 'or', operands });
const not = (operand: Query): Query => ({ kind: 'not', operand });
const pattern = (field: string, ...parts: string[]): Query => ({
  kind: 'term',
  field,
  value: { kind: 'pattern', parts },
});
const range = (
  from: string | undefined,
  to: string | undefined,
  includeFrom = true,
  includeTo = true,
): Query => ({
  kind: 'term',
  field: 'n',
  value: { kind: 'range', from, to, includeFrom, includeTo },
});

const READINGS: [string, Query][] = [
  ['', { kind: 'all' }],
  ['   ', { kind: 'all' }],
  ['*', { kind: 'all' }],
  ['*:*', { kind: 'all' }],
  ['a', a],
  ['"a"', a],
  ['((a))', a],
  ['a AND b', and(a, b)],
  ['a && b', and(a, b)],
  ['a&&b', and(a, b)],
  ['a OR b', or(a, b)],
  ['a || b', or(a, b)],
  ['a b', or(a, b)],
  ['a AND b OR c', or(and(a, b), c)],
  ['a OR b AND c', or(a, and(b, c))],
  ['a AND (b OR c)', and(a, or(b, c))],
  ['NOT a', not(a)],
  ['!a', not(a)],
  ['-a', not(a)],
  ['NOT a OR b', or(not(a), b)],
  ['NOT a AND b', and(not(a), b)],
  ['a NOT b', and(a, not(b))],
  ['a -b c', and(or(a, c), not(b))],
  ['+a b -c', and(a, not(c))],
  ['+a', a],
  ['a -b OR c', or(and(a, not(b)), c)],
  ['and', text('and')],
  ['\\AND', text('AND')],
  ['"AND"', text('AND')],
  ['email:jane@exam.ple', text('jane@exam.ple', 'email')],
  ['email : "jane@exam.ple"', text('jane@exam.ple', 'email')],
  ['user_id:auth0|5c', text('auth0|5c', 'user_id')],
  ['name:John\\ Doe', text('John Doe', 'name')],
  ['name:"say \\"hi\\" \\\\"', text('say "hi" \\', 'name')],
  ['name:\\u0041b', text('Ab', 'name')],
  ['name:\\😀', text('😀', 'name')],
  ['name:山田', text('山田', 'name')],
  ['user_metadata.a\\ b.c:"x"', text('x', 'user_metadata.a b.c')],
  ['name:("a" OR b)', or(text('a', 'name'), text('b', 'name'))],
  ['name:(a AND email:b)', and(text('a', 'name'), text('b', 'email'))],
  ['name:j*', pattern('name', 'j', '')],
  ['name:*usa', pattern('name', '', 'usa')],
  ['name:jane**smith', pattern('name', 'jane', 'smith')],
  ['name:a\\*b', text('a*b', 'name')],
  ['name:*', { kind: 'exists', field: 'name' }],
  ['name:[* TO *]', { kind: 'exists', field: 'name' }],
  ['_exists_:email_verified', { kind: 'exists', field: 'email_verified' }],
  ['_exists_:"user_metadata.a b"', { kind: 'exists', field: 'user_metadata.a b' }],
  ['_exists_:(a OR b)', or({ kind: 'exists', field: 'a' }, { kind: 'exists', field: 'b' })],
  ['n:[1 TO 5]', range('1', '5')],
  ['n:{1 TO 5}', range('1', '5', false, false)],
  ['n:[10 TO 100}', range('10', '100', true, false)],
  ['n:{* TO 2024-12-31]', range(undefined, '2024-12-31')],
  ['n:[2017-11-01T10:00:00Z TO *]', range('2017-11-01T10:00:00Z', undefined)],
  ['n:[ "a b"  TO  "c \\" d" ]', range('a b', 'c " d')],
];

test.each(READINGS)('parseQuery reads %s', (query, tree) => {
  expect(parseQuery(query)).toEqual({ ok: true, query: tree });
});

const REFUSALS: [string, number, string][] = [
  ['name:', 5, 'ends where a term was expected'],
  ['a AND', 5, 'ends where a term was expected'],
  ['OR a', 0, 'not "OR"'],
  ['a OR OR b', 5, 'not "OR"'],
  ['NOT', 3, 'ends where'],
  ['(a', 0, 'never closed'],
  ['a)', 1, 'never opened'],
  ['()', 1, 'before this ")"'],
  ['"a', 0, 'quotation mark'],
  ['name:"a', 5, 'quotation mark'],
  ['a]', 1, 'never opened'],
  ['n:[1 TO', 2, '[from TO to]'],
  ['n:[1 2]', 2, '[from TO to]'],
  ['n:[1 TO 2', 2, '[from TO to]'],
  ['n:[TO 2]', 2, '[from TO to]'],
  ['a:b:c', 3, 'quotation marks'],
  ['a:-5', 2, 'quotation marks'],
  [':a', 0, 'not ":"'],
  ['"a":b', 3, 'not ":"'],
  ['na*me:b', 0, 'cannot hold "*"'],
  ['jan?', 3, '"?" is not supported'],
  ['jane~', 4, '"~" is not supported'],
  ['"jane"~2', 6, '"~" is not supported'],
  ['jane^2', 4, '"^" is not supported'],
  ['a\\', 1, 'Nothing follows'],
  ['_exists_:a*', 9, 'name of a field'],
  ['_exists_:""', 9, 'name of a field'],
  ['a \0', 2, 'NUL'],
  ['a \ud800', 2, 'half of a character'],
];

test.each(REFUSALS)('parseQuery refuses %j and points at character %i', (query, position, words) => {
  const result = parseQuery(query);
  expect(result).toMatchObject({ ok: false, error: { position } });
  if (!result.ok) expect(result.error.message).toContain(words);
});

describe('hostile input', () => {
  test.each([
    ['groups', '('.repeat(8_000) + 'a' + ')'.repeat(8_000)],
    ['unclosed groups', '('.repeat(MAX_LENGTH)],
    ['negations', '-'.repeat(MAX_LENGTH - 1) + 'a'],
    ['field groups', 'a:('.repeat(5_000)],
    ['nested negated groups', '-('.repeat(MAX_DEPTH) + 'a' + ')'.repeat(MAX_DEPTH)],
    ['terms', 'a '.repeat(MAX_TERMS + 1)],
    ['length', 'a'.repeat(MAX_LENGTH + 1)],
    ['open ranges', '['.repeat(MAX_LENGTH)],
    ['spaces in a range', `n:[1${' '.repeat(MAX_LENGTH - 10)}TO`],
    ['backslashes', '\\'.repeat(MAX_LENGTH - 1)],
  ])('too many or endless %s are refused quickly', (_what, query) => {
    const began = Date.now();
    expect(parseQuery(query).ok).toBe(false);
    expect(Date.now() - began).toBeLessThan(500);
  });

  test('the deepest and widest allowed queries are read', () => {
    const deepest = '-('.repeat(MAX_DEPTH - 1) + 'a' + ')'.repeat(MAX_DEPTH - 1);
    expect(parseQuery(deepest).ok).toBe(true);
    expect(parseQuery('a '.repeat(MAX_TERMS)).ok).toBe(true);
    expect(parseQuery('a'.repeat(MAX_LENGTH)).ok).toBe(true);
  });
});
