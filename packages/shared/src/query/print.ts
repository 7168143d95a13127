import type { Query, Value } from './ast.ts';
import { normalizeQuery } from './normalize.ts';

/**
 * Writes a query as canonical Lucene: every reserved character escaped or quoted, and every group
 * inside another one in parentheses, so that no reading of the precedence of `AND`, `OR` and `NOT`
 * can change its meaning. `parseQuery` reads it back to the same (normalised) tree. The query that
 * matches everybody is the empty text.
 *
 * @throws {RangeError} when a term names a field without a name, which no text can say.
 */
export function printQuery(query: Query): string {
  const normal = normalizeQuery(query);
  return normal.kind === 'all' ? '' : print(normal);
}

function print(query: Query): string {
  switch (query.kind) {
    case 'all':
      return '*:*';
    case 'and':
      return query.operands
        .map((operand) => (operand.kind === 'not' ? print(operand) : embed(operand)))
        .join(' AND ');
    case 'or':
      // A bare NOT beside OR would forbid instead of offer, in Lucene's own reading.
      return query.operands.map(embed).join(' OR ');
    case 'not':
      return `NOT ${embed(query.operand)}`;
    case 'exists':
      return `_exists_:${printName(query.field)}`;
    case 'term':
      return query.field === undefined
        ? printValue(query.value)
        : `${printName(query.field)}:${printValue(query.value)}`;
  }
}

function embed(query: Query): string {
  const compound = query.kind === 'and' || query.kind === 'or' || query.kind === 'not';
  return compound ? `(${print(query)})` : print(query);
}

const KEYWORD = /^(?:AND|OR|NOT|TO)$/u;
const RESERVED = /[+\-&|!(){}[\]^"~*?:\\/\s]/gu;

function printName(name: string): string {
  if (name === '') throw new RangeError('A field needs a name.');
  return KEYWORD.test(name) ? `\\${name}` : escape(name);
}

function printValue(value: Value): string {
  switch (value.kind) {
    case 'text':
      return /^[\w.]+$/u.test(value.text) && !KEYWORD.test(value.text) ? value.text : quote(value.text);
    case 'pattern':
      return value.parts.map(escape).join('*');
    case 'range': {
      const open = value.includeFrom ? '[' : '{';
      const close = value.includeTo ? ']' : '}';
      return `${open}${printBound(value.from)} TO ${printBound(value.to)}${close}`;
    }
  }
}

function printBound(bound: string | undefined): string {
  if (bound === undefined) return '*';
  return /^[\w.:+-]+$/u.test(bound) && !KEYWORD.test(bound) ? bound : quote(bound);
}

function quote(text: string): string {
  return `"${text.replace(/["\\]/gu, '\\$&')}"`;
}

function escape(text: string): string {
  return text.replace(RESERVED, '\\$&');
}
