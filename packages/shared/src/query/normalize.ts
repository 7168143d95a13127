import type { Query, Value } from './ast.ts';

/**
 * The one form among the trees that mean the same by construction: what `parseQuery` answers and
 * what survives printing. `all` disappears from a conjunction and swallows a disjunction, an empty
 * disjunction matches nobody, one operand stands for itself, and a term that only asks for
 * presence becomes `exists`. Groups stay as they are: an operand is never merged into its parent,
 * so a query put beside another one in an `and` can be found there again.
 */
export function normalizeQuery(query: Query): Query {
  switch (query.kind) {
    case 'all':
    case 'exists':
      return query;
    case 'not':
      return { kind: 'not', operand: normalizeQuery(query.operand) };
    case 'and': {
      const operands = query.operands.map(normalizeQuery).filter((operand) => operand.kind !== 'all');
      return several('and', operands, { kind: 'all' });
    }
    case 'or': {
      const operands = query.operands.map(normalizeQuery);
      if (operands.some((operand) => operand.kind === 'all')) return { kind: 'all' };
      return several('or', operands, { kind: 'not', operand: { kind: 'all' } });
    }
    case 'term':
      return normalizeTerm(query.field, normalizeValue(query.value));
  }
}

function several(kind: 'and' | 'or', operands: readonly Query[], none: Query): Query {
  const [first] = operands;
  if (first === undefined) return none;
  return operands.length === 1 ? first : { kind, operands };
}

function normalizeTerm(field: string | undefined, value: Value): Query {
  if (field === '_exists_' && value.kind === 'text') return { kind: 'exists', field: value.text };
  const anything =
    (value.kind === 'pattern' && value.parts.every((part) => part === '')) ||
    (value.kind === 'range' && value.from === undefined && value.to === undefined);
  if (!anything) return { kind: 'term', field, value };
  return field === undefined ? { kind: 'all' } : { kind: 'exists', field };
}

function normalizeValue(value: Value): Value {
  if (value.kind === 'range') {
    return {
      ...value,
      includeFrom: value.includeFrom || value.from === undefined,
      includeTo: value.includeTo || value.to === undefined,
    };
  }
  if (value.kind === 'text') return value;
  const last = value.parts.length - 1;
  const parts = value.parts.filter((part, index) => part !== '' || index === 0 || index === last);
  return parts.length < 2 ? { kind: 'text', text: parts[0] ?? '' } : { kind: 'pattern', parts };
}
