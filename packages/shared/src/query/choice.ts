import type { Query } from './ast.ts';

/** Several texts, any of which is the value of one field. */
export interface Choice {
  field: string | undefined;
  values: readonly string[];
}

/** The choice that a query is: terms for whole values of one field, beside each other; undefined where it is none. */
export function choiceOf(query: Query): Choice | undefined {
  const [first, ...others] = query.kind === 'or' ? query.operands : [];
  if (first?.kind !== 'term' || others.length === 0) return undefined;
  const { field } = first;
  const values = [first, ...others].flatMap((operand) =>
    operand.kind === 'term' && operand.field === field && operand.value.kind === 'text'
      ? [operand.value.text]
      : [],
  );
  return values.length === others.length + 1 ? { field, values } : undefined;
}
