import type { Value } from './ast.ts';

/** Why a text is no query, and where. */
export interface QueryError {
  /** A sentence a person can act on. */
  message: string;
  /** Offset in the text, from 0. */
  position: number;
}

/** Carries a `QueryError` out of the scanner or the parser; never leaves `parseQuery`. */
export class QueryRefused extends Error {
  readonly error: QueryError;
  constructor(message: string, position: number) {
    super(message);
    this.error = { message, position };
  }
}

export type Token = { position: number; end: number } & (
  | { kind: '(' | ')' | ':' | 'AND' | 'OR' | 'NOT' | '+' | '-' | 'end' }
  /** `parts` has one element unless the word holds an unescaped `*`. */
  | { kind: 'word'; parts: readonly string[] }
  | { kind: 'phrase'; text: string }
  | { kind: 'range'; value: Extract<Value, { kind: 'range' }> }
);

const KEYWORDS = new Map<string, 'AND' | 'OR' | 'NOT'>([
  ['AND', 'AND'],
  ['OR', 'OR'],
  ['NOT', 'NOT'],
]);
const UNSUPPORTED = new Map([
  ['?', 'The wildcard "?" is not supported. Use "*", or write "\\?" for the character itself.'],
  ['~', 'Fuzzy search with "~" is not supported. Write "\\~" for the character itself.'],
  ['^', 'Boosting with "^" is not supported. Write "\\^" for the character itself.'],
]);
const SPACE = /\s/u;

/** Splits a query into tokens in one pass; the last one is `end`. @throws {QueryRefused} */
export function scan(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const position = at;
    const char = text.charAt(at);
    if (SPACE.test(char)) {
      at += 1;
    } else if (char === '(' || char === ')' || char === ':' || char === '+' || char === '-') {
      at += 1;
      tokens.push({ kind: char, position, end: at });
    } else if (char === '!') {
      at += 1;
      tokens.push({ kind: 'NOT', position, end: at });
    } else if (text.startsWith('&&', at) || text.startsWith('||', at)) {
      at += 2;
      tokens.push({ kind: char === '&' ? 'AND' : 'OR', position, end: at });
    } else if (char === '"') {
      const phrase = readPhrase(text, at);
      at = phrase.end;
      tokens.push({ kind: 'phrase', text: phrase.text, position, end: at });
    } else if (char === '[' || char === '{') {
      const range = readRange(text, at);
      at = range.end;
      tokens.push({ kind: 'range', value: range.value, position, end: at });
    } else if (char === ']' || char === '}') {
      throw new QueryRefused(`"${char}" closes a range that was never opened.`, position);
    } else {
      const word = readWord(text, at);
      const keyword = KEYWORDS.get(text.slice(at, word.end));
      at = word.end;
      tokens.push(
        keyword === undefined
          ? { kind: 'word', parts: word.parts, position, end: at }
          : { kind: keyword, position, end: at },
      );
    }
  }
  tokens.push({ kind: 'end', position: text.length, end: text.length });
  return tokens;
}

function endsWord(text: string, at: number): boolean {
  const char = text.charAt(at);
  return (
    SPACE.test(char) || '():"[]{}!'.includes(char) || text.startsWith('&&', at) || text.startsWith('||', at)
  );
}

function readWord(text: string, start: number): { parts: string[]; end: number } {
  const parts: string[] = [];
  let part = '';
  let at = start;
  while (at < text.length && !endsWord(text, at)) {
    const char = text.charAt(at);
    const unsupported = UNSUPPORTED.get(char);
    if (unsupported !== undefined) throw new QueryRefused(unsupported, at);
    if (char === '\\') {
      const escaped = readEscape(text, at);
      part += escaped.char;
      at = escaped.end;
    } else {
      if (char === '*') {
        parts.push(part);
        part = '';
      } else {
        part += char;
      }
      at += 1;
    }
  }
  parts.push(part);
  return { parts, end: at };
}

function readPhrase(text: string, start: number): { text: string; end: number } {
  let phrase = '';
  let at = start + 1;
  while (at < text.length) {
    const char = text.charAt(at);
    if (char === '"') return { text: phrase, end: at + 1 };
    if (char === '\\') {
      const escaped = readEscape(text, at);
      phrase += escaped.char;
      at = escaped.end;
    } else {
      phrase += char;
      at += 1;
    }
  }
  throw new QueryRefused('This quotation mark is never closed.', start);
}

/** `\` and a character is that character; `\u0041` is a code unit, as in Lucene. */
function readEscape(text: string, at: number): { char: string; end: number } {
  const code = /^\\u([0-9a-f]{4})/iu.exec(text.slice(at, at + 6))?.[1];
  if (code !== undefined) return { char: String.fromCharCode(Number.parseInt(code, 16)), end: at + 6 };
  const point = text.codePointAt(at + 1);
  if (point === undefined) {
    throw new QueryRefused('Nothing follows this "\\". Write "\\\\" for the character itself.', at);
  }
  const char = String.fromCodePoint(point);
  return { char, end: at + 1 + char.length };
}

const RANGE_HELP = 'A range reads [from TO to] or {from TO to}, with * for an open end.';

function readRange(text: string, start: number): { value: Extract<Value, { kind: 'range' }>; end: number } {
  const from = readBound(text, start + 1, start);
  const to = /^\s+TO\s/u.exec(text.slice(from.end, from.end + 64));
  if (to === null) throw new QueryRefused(RANGE_HELP, start);
  const upper = readBound(text, from.end + to[0].length, start);
  let end = upper.end;
  while (SPACE.test(text.charAt(end))) end += 1;
  const close = text.charAt(end);
  if (close !== ']' && close !== '}') throw new QueryRefused(RANGE_HELP, start);
  return {
    value: {
      kind: 'range',
      from: from.bound,
      to: upper.bound,
      includeFrom: text.charAt(start) === '[',
      includeTo: close === ']',
    },
    end: end + 1,
  };
}

function readBound(text: string, start: number, range: number): { bound: string | undefined; end: number } {
  let at = start;
  while (SPACE.test(text.charAt(at))) at += 1;
  if (text.charAt(at) === '"') {
    const phrase = readPhrase(text, at);
    return { bound: phrase.text, end: phrase.end };
  }
  const first = at;
  let bound = '';
  while (at < text.length && !SPACE.test(text.charAt(at)) && !'[]{}"'.includes(text.charAt(at))) {
    if (text.charAt(at) === '\\') {
      const escaped = readEscape(text, at);
      bound += escaped.char;
      at = escaped.end;
    } else {
      bound += text.charAt(at);
      at += 1;
    }
  }
  if (at === first) throw new QueryRefused(RANGE_HELP, range);
  return { bound: text.slice(first, at) === '*' ? undefined : bound, end: at };
}
