import type { Query, Value } from './ast.ts';
import { normalizeQuery } from './normalize.ts';
import { type QueryError, QueryRefused, scan, type Token } from './scan.ts';

export type { QueryError } from './scan.ts';
export type ParseResult = { ok: true; query: Query } | { ok: false; error: QueryError };

/** A term, and where it stands in the text: from its field, where it says one itself, to behind its value. */
export interface Place {
  term: Extract<Query, { kind: 'term' | 'exists' }>;
  start: number;
  end: number;
  /** Where its value begins. */
  value: number;
}

/** Longest query, in UTF-16 code units. */
export const MAX_LENGTH = 16_384;
/** Deepest tree. */
export const MAX_DEPTH = 64;
/** Most terms: Lucene's own `maxClauseCount`. */
export const MAX_TERMS = 1_024;
/** Deepest nesting of groups and negations in the text: what the deepest tree needs when printed, and more. */
const MAX_NESTING = 256;

/**
 * Reads a query in Auth0's subset of Lucene 2.9.4. Never throws; the time is linear in the length.
 *
 * `NOT` binds closest, then `AND`, then standing side by side, then `OR`. Side by side means OR
 * (Lucene's default), unless one of the neighbours carries `+` (required) or `-`, `!`, `NOT`
 * (prohibited): then the required ones must match, the prohibited must not, and the others count
 * only where nothing is required. `field:*` and `field:[* TO *]` ask whether the field exists;
 * `*` and `*:*` match everybody.
 *
 * @see https://auth0.com/docs/manage-users/user-search/user-search-query-syntax
 * @see https://lucene.apache.org/core/2_9_4/queryparsersyntax.html
 */
export function parseQuery(text: string): ParseResult {
  const parsed = parseWithPlaces(text);
  return parsed.ok ? { ok: true, query: parsed.query } : parsed;
}

/** `parseQuery` that also says where each term stands, in the order of the text. */
export function parseWithPlaces(
  text: string,
): { ok: true; query: Query; places: readonly Place[] } | { ok: false; error: QueryError } {
  try {
    refuseUnreadable(text);
    const tokens = scan(text);
    if (tokens.length === 1) return { ok: true, query: { kind: 'all' }, places: [] };
    const parser = new Parser(tokens);
    const query = normalizeQuery(parser.parse());
    if (depthOf(query) > MAX_DEPTH) {
      throw new QueryRefused(`The query is nested more than ${MAX_DEPTH} levels deep.`, 0);
    }
    return { ok: true, query, places: parser.places };
  } catch (error) {
    if (error instanceof QueryRefused) return { ok: false, error: error.error };
    throw error;
  }
}

function refuseUnreadable(text: string): void {
  if (text.length > MAX_LENGTH) {
    throw new QueryRefused(`The query is longer than ${MAX_LENGTH} characters.`, MAX_LENGTH);
  }
  if (!text.isWellFormed()) {
    const broken = /\p{Surrogate}/u.exec(text)?.index ?? 0;
    throw new QueryRefused('The query holds half of a character.', broken);
  }
  const nul = text.indexOf('\0');
  if (nul >= 0) throw new QueryRefused('The query holds a NUL character.', nul);
}

function depthOf(query: Query): number {
  switch (query.kind) {
    case 'and':
    case 'or':
      return 1 + query.operands.reduce((deepest, operand) => Math.max(deepest, depthOf(operand)), 0);
    case 'not':
      return 1 + depthOf(query.operand);
    case 'all':
    case 'term':
    case 'exists':
      return 1;
  }
}

interface Clause {
  query: Query;
  mark: 'optional' | 'required' | 'prohibited';
}

class Parser {
  readonly #tokens: readonly Token[];
  readonly places: Place[] = [];
  #at = 0;
  #nesting = 0;
  #terms = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  parse(): Query {
    const query = this.#disjunction(undefined);
    const rest = this.#peek();
    if (rest.kind === 'end') return query;
    throw new QueryRefused('This ")" closes a group that was never opened.', rest.position);
  }

  #disjunction(field: string | undefined): Query {
    const operands = [this.#neighbours(field)];
    while (this.#accept('OR')) operands.push(this.#neighbours(field));
    return one('or', operands);
  }

  #neighbours(field: string | undefined): Query {
    const clauses = [this.#conjunction(field)];
    while (!['end', ')', 'OR'].includes(this.#peek().kind)) clauses.push(this.#conjunction(field));
    const marked = (mark: Clause['mark']) =>
      clauses.filter((clause) => clause.mark === mark).map((clause) => clause.query);
    const [first] = clauses;
    if (first !== undefined && clauses.length === 1) return first.query;
    const required = marked('required');
    const optional = marked('optional');
    const counts = required.length === 0 && optional.length > 0 ? [one('or', optional)] : [];
    return one('and', [...required, ...counts, ...marked('prohibited')]);
  }

  #conjunction(field: string | undefined): Clause {
    const first = this.#clause(field);
    const operands = [first.query];
    while (this.#accept('AND')) operands.push(this.#clause(field).query);
    return operands.length === 1 ? first : { query: one('and', operands), mark: 'optional' };
  }

  #clause(field: string | undefined): Clause {
    if (this.#accept('+')) return { query: this.#nested(() => this.#clause(field).query), mark: 'required' };
    if (this.#accept('-') || this.#accept('NOT')) {
      const operand = this.#nested(() => this.#clause(field).query);
      return { query: { kind: 'not', operand }, mark: 'prohibited' };
    }
    return { query: this.#primary(field), mark: 'optional' };
  }

  #primary(field: string | undefined): Query {
    const token = this.#next();
    if (token.kind === 'word' && this.#peek().kind === ':') return this.#fielded(token);
    if (token.kind === '(') return this.#group(token.position, field);
    return this.#term(token, field);
  }

  #fielded(word: Extract<Token, { kind: 'word' }>): Query {
    this.#next();
    const [field, ...more] = word.parts;
    const value = this.#next();
    if (word.parts.length === 2 && word.parts.join('') === '') {
      if (value.kind === 'word' && value.parts.length > 1 && value.parts.join('') === '')
        return { kind: 'all' };
    }
    if (field === undefined || more.length > 0) {
      throw new QueryRefused('The name of a field cannot hold "*".', word.position);
    }
    if (value.kind === '(') return this.#group(value.position, field);
    if (value.kind === '-' || value.kind === '+') {
      throw new QueryRefused(
        `Put a value that begins with "${value.kind}" in quotation marks.`,
        value.position,
      );
    }
    const term = this.#term(value, field, word.position);
    const after = this.#peek();
    if (after.kind === ':') {
      throw new QueryRefused('Put a value that holds ":" in quotation marks.', after.position);
    }
    return term;
  }

  #group(position: number, field: string | undefined): Query {
    const query = this.#nested(() => this.#disjunction(field));
    if (!this.#accept(')')) throw new QueryRefused('This "(" is never closed.', position);
    return query;
  }

  #term(token: Token, field: string | undefined, start = token.position): Query {
    const term = this.#termOf(token, field);
    this.places.push({ term, start, end: token.end, value: token.position });
    return term;
  }

  #termOf(token: Token, field: string | undefined): Place['term'] {
    const value = valueOf(token);
    this.#terms += 1;
    if (this.#terms > MAX_TERMS) {
      throw new QueryRefused(`The query holds more than ${MAX_TERMS} terms.`, token.position);
    }
    if (field !== '_exists_') return { kind: 'term', field, value };
    if (value.kind !== 'text' || value.text === '') {
      throw new QueryRefused('"_exists_:" needs the name of a field.', token.position);
    }
    return { kind: 'exists', field: value.text };
  }

  #nested(read: () => Query): Query {
    this.#nesting += 1;
    if (this.#nesting > MAX_NESTING) {
      throw new QueryRefused('The query is nested too deeply.', this.#peek().position);
    }
    const query = read();
    this.#nesting -= 1;
    return query;
  }

  #peek(): Token {
    return this.#tokens[this.#at] ?? { kind: 'end', position: 0, end: 0 };
  }

  #next(): Token {
    const token = this.#peek();
    this.#at += 1;
    return token;
  }

  #accept(kind: Token['kind']): boolean {
    if (this.#peek().kind !== kind) return false;
    this.#at += 1;
    return true;
  }
}

function one(kind: 'and' | 'or', operands: readonly Query[]): Query {
  const [first] = operands;
  return first !== undefined && operands.length === 1 ? first : { kind, operands };
}

function valueOf(token: Token): Value {
  switch (token.kind) {
    case 'word':
      return token.parts.length === 1
        ? { kind: 'text', text: token.parts.join('') }
        : { kind: 'pattern', parts: token.parts };
    case 'phrase':
      return { kind: 'text', text: token.text };
    case 'range':
      return token.value;
    case 'end':
      throw new QueryRefused('The query ends where a term was expected.', token.position);
    case ')':
      throw new QueryRefused('A term was expected before this ")".', token.position);
    case '(':
    case ':':
    case '+':
    case '-':
    case 'AND':
    case 'OR':
    case 'NOT':
      throw new QueryRefused(`A term was expected here, not "${token.kind}".`, token.position);
  }
}
