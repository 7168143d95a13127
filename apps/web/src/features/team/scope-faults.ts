import { UserScope } from '@rollcall/shared/access/user-scope.ts';
import { isJsonObject } from '@rollcall/shared/user/merge-patch.ts';
import type { JsonFault } from '../../ui/json-editor.tsx';
import { maxDepth } from './scope-draft.ts';

/** What is wrong with a scope written as JSON, and where; nothing where it can be used. */
export function scopeFaults(text: string): JsonFault[] {
  const json = readJson(text);
  if (json === undefined) return [{ path: [], detail: 'This is not JSON yet.' }];
  const faults = faultsAt(json, [], 0);
  if (faults.length > 0 || UserScope.safeParse(json).success) return faults;
  return [{ path: [], detail: 'This is not a scope.' }];
}

/** The scope that a text holds, if it holds one. */
export function readScope(text: string): UserScope | undefined {
  const parsed = UserScope.safeParse(readJson(text));
  return parsed.success ? parsed.data : undefined;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const shape = 'A condition is an object with one of all, eq, in, exists, not, and, or in it.';

function faultsAt(value: unknown, path: readonly string[], depth: number): JsonFault[] {
  if (!isJsonObject(value)) return [{ path, detail: shape }];
  const [entry, second] = Object.entries(value);
  if (entry === undefined || second !== undefined) return [{ path, detail: shape }];
  const [operator, operand] = entry;
  const here = [...path, operator];
  if (['not', 'and', 'or'].includes(operator) && depth === maxDepth) {
    return [{ path: here, detail: `At most ${maxDepth} levels of and, or and not.` }];
  }
  if (operator === 'not') return faultsAt(operand, here, depth + 1);
  if (operator === 'and' || operator === 'or') {
    if (!Array.isArray(operand) || operand.length === 0)
      return [{ path: here, detail: 'Takes a list of conditions.' }];
    return operand.flatMap((part, index) => faultsAt(part, [...here, String(index)], depth + 1));
  }
  if (operator === 'all') return operand === true ? [] : [{ path: here, detail: 'Can only be true.' }];
  if (operator === 'eq' || operator === 'in' || operator === 'exists')
    return leafFaults(operator, operand, here);
  return [{ path: here, detail: shape }];
}

const keys = { eq: ['field', 'value'], in: ['field', 'values'], exists: ['field'] } as const;

function leafFaults(operator: keyof typeof keys, operand: unknown, path: readonly string[]): JsonFault[] {
  if (!isJsonObject(operand))
    return [{ path, detail: `Takes an object with ${keys[operator].join(' and ')}.` }];
  const strange = Object.keys(operand).find((key) => !keys[operator].some((known) => known === key));
  if (strange !== undefined)
    return [{ path: [...path, strange], detail: `Nothing is called ${strange} here.` }];
  const missing = keys[operator].find((key) => !Object.hasOwn(operand, key));
  if (missing !== undefined) return [{ path, detail: `There is no ${missing}.` }];
  const faults: JsonFault[] = [];
  if (!UserScope.safeParse({ exists: { field: operand['field'] } }).success) {
    faults.push({
      path: [...path, 'field'],
      detail: 'A scope looks at identities.connection, email.domain, or a path in app_metadata.',
    });
  }
  if (operator === 'eq' && !isScalar(operand['value'])) {
    faults.push({ path: [...path, 'value'], detail: 'A value is a text, a number, true or false.' });
  }
  if (operator === 'in') faults.push(...listFaults(operand['values'], [...path, 'values']));
  return faults;
}

function listFaults(values: unknown, path: readonly string[]): JsonFault[] {
  if (!Array.isArray(values) || values.length === 0) return [{ path, detail: 'Takes a list of values.' }];
  return values.flatMap((value: unknown, index) =>
    isScalar(value)
      ? []
      : [{ path: [...path, String(index)], detail: 'A value is a text, a number, true or false.' }],
  );
}

function isScalar(value: unknown): boolean {
  return UserScope.safeParse({ eq: { field: 'email.domain', value } }).success;
}
