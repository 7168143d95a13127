import { kindOf } from '@rollcall/shared/query/field-guide.ts';
import type { Condition, Operator } from '@rollcall/shared/query/builder.ts';

/** What can be asked of a field: an operator, or its opposite, and a value where it is fixed. */
export interface Choice {
  id: string;
  label: string;
  operator: Operator;
  negated: boolean;
  /** Given where the choice says the value itself: yes and no. */
  value?: string;
}

function choice(operator: Operator, label: string, not?: string): Choice[] {
  const yes = { id: operator, label, operator, negated: false };
  return not === undefined ? [yes] : [yes, { id: `not ${operator}`, label: not, operator, negated: true }];
}

const whole = [...choice('is', 'is', 'is not'), ...choice('one_of', 'is one of', 'is none of')];
const set = choice('set', 'is set', 'is not set');
const parts = [
  ...choice('starts', 'starts with', 'does not start with'),
  ...choice('contains', 'contains', 'does not contain'),
  ...choice('ends', 'ends with', 'does not end with'),
];
const ranges = [
  ...choice('at_least', 'is at least'),
  ...choice('more_than', 'is more than'),
  ...choice('at_most', 'is at most'),
  ...choice('less_than', 'is less than'),
  ...choice('between', 'is between'),
];

/** Every choice that a search can hold, also those that are not offered. */
const others = [
  ...whole,
  ...set,
  ...parts,
  ...choice('word', 'has', 'does not have'),
  ...choice('matches', 'matches', 'does not match'),
  ...choice('at_least', 'is at least', 'is not at least'),
  ...choice('more_than', 'is more than', 'is not more than'),
  ...choice('at_most', 'is at most', 'is not at most'),
  ...choice('less_than', 'is less than', 'is not less than'),
  ...choice('between', 'is between', 'is not between'),
  ...choice('between_exclusive', 'is between, ends excluded', 'is not between, ends excluded'),
  ...choice('between_from', 'is from … until before', 'is not from … until before'),
  ...choice('between_to', 'is after … up to', 'is not after … up to'),
  ...choice('within', 'is in the last', 'is not in the last'),
  ...choice('ago', 'is longer ago than', 'is not longer ago than'),
  ...choice('everybody', 'is anybody', 'is nobody'),
];

const dates = [
  ...choice('within', 'is in the last', 'is not in the last'),
  ...choice('ago', 'is longer ago than'),
  ...choice('at_least', 'is on or after'),
  ...choice('more_than', 'is after'),
  ...choice('at_most', 'is on or before'),
  ...choice('less_than', 'is before'),
  ...choice('between', 'is between'),
  ...choice('is', 'is on', 'is not on'),
];

const flags: Choice[] = [
  { id: 'yes', label: 'is yes', operator: 'is', negated: false, value: 'true' },
  { id: 'not yes', label: 'is no, or not set', operator: 'is', negated: true, value: 'true' },
  { id: 'no', label: 'is set to no', operator: 'is', negated: false, value: 'false' },
];

/**
 * What can be asked of a field, as Auth0 allows it: whole values only in `user_metadata`, no wildcards in
 * dates. What a condition asks already is always among it.
 */
export function choicesFor(condition: Condition): Choice[] {
  const offered = offeredFor(condition.field);
  const current = offered.find((one) => isCurrent(one, condition));
  const foreign = current === undefined ? others.filter((one) => isCurrent(one, condition)) : [];
  return [...offered, ...foreign.slice(0, 1)];
}

/** What is offered for a field; `undefined` looks into several attributes. */
export function offeredFor(field: string | undefined): Choice[] {
  if (field === undefined) {
    return [...choice('word', 'has', 'does not have'), ...choice('is', 'is exactly', 'is not exactly')];
  }
  switch (kindOf(field)) {
    case 'text':
      return [...whole, ...parts, ...set];
    case 'boolean':
      return [...flags, ...set];
    case 'number':
      return [...ranges, ...choice('is', 'is', 'is not'), ...set];
    case 'date':
      return [...dates, ...set];
    case 'app_metadata':
      return [...whole, ...choice('starts', 'starts with', 'does not start with'), ...ranges, ...set];
    case 'user_metadata':
    case 'unknown':
      return [...whole, ...set];
  }
}

/** Whether a choice is what a condition asks. */
export function isCurrent({ operator, negated, value }: Choice, condition: Condition): boolean {
  return (
    operator === condition.operator &&
    negated === condition.negated &&
    (value === undefined || value === condition.values[0])
  );
}
