import { arityOf, type Condition, type Group, nextKey, type Part } from '@rollcall/shared/query/builder.ts';
import { kindOf } from '@rollcall/shared/query/field-guide.ts';
import { type Choice, isCurrent, offeredFor } from './operators.ts';

/** A row in which nothing is chosen yet. */
export function emptyCondition(key: number): Condition {
  return { kind: 'condition', key, field: '', negated: false, operator: 'is', values: [undefined] };
}

/** The builder with other parts in place of one; none take it away. The root itself stays. */
export function replaced(root: Group, key: number, by: (part: Part) => readonly Part[]): Group {
  const parts = root.parts.flatMap((part): readonly Part[] => {
    if (part.key === key) return by(part);
    return part.kind === 'group' ? [replaced(part, key, by)] : [part];
  });
  return { ...root, parts };
}

/** The builder with a part more at the end of a group. */
export function added(root: Group, groupKey: number, part: Part): Group {
  if (root.key === groupKey) return { ...root, parts: [...root.parts, part] };
  return replaced(root, groupKey, (group) =>
    group.kind === 'group' ? [{ ...group, parts: [...group.parts, part] }] : [group],
  );
}

/** A group of its own around a row, so that others can be put beside it. */
export function grouped(root: Group, key: number): Group {
  return replaced(root, key, (part) => [{ kind: 'group', key: nextKey(root), mode: 'any', parts: [part] }]);
}

/** The row about another field. What is asked stays where it can be asked of that field, too. */
export function withField(condition: Condition, field: string | undefined): Condition {
  if (field === condition.field) return condition;
  const offered = offeredFor(field);
  const same = offered.find((one) => isCurrent(one, condition));
  const before = sortOf(condition.field);
  if (same !== undefined && before === sortOf(field)) return { ...condition, field };
  const [first] = offered;
  return first === undefined
    ? { ...condition, field }
    : withChoice({ ...condition, field, values: [] }, first);
}

/** Fields of one sort take each other's values. */
function sortOf(field: string | undefined): string {
  if (field === undefined) return 'words';
  const kind = field === '' ? 'unknown' : kindOf(field);
  return kind === 'date' || kind === 'boolean' || kind === 'number' ? kind : 'text';
}

/** The row with another operator. The values stay as far as it takes them. */
export function withChoice(condition: Condition, { operator, negated, value }: Choice): Condition {
  const isCounted = countsBack(operator);
  const fallback = isCounted ? ['90d'] : [];
  const kept = isCounted === countsBack(condition.operator) ? [...condition.values, ...fallback] : fallback;
  const all = operator === 'one_of' ? kept.filter((one) => one !== undefined) : valuesFor(operator, kept);
  return { ...condition, operator, negated, values: value === undefined ? all : [value] };
}

function countsBack(operator: Condition['operator']): boolean {
  return operator === 'within' || operator === 'ago';
}

function valuesFor(operator: Condition['operator'], kept: Condition['values']): Condition['values'] {
  return Array.from({ length: arityOf(operator) }, (_, index) => kept[index]);
}
