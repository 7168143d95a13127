import type { z } from 'zod';

/**
 * Why one entry of an import could not be taken over.
 * @see https://auth0.com/docs/manage-users/user-migration/bulk-user-imports#retrieve-failed-entries
 */
export interface RowError {
  code: RowErrorCode;
  message: string;
  path?: string;
}

/** Auth0's codes, and one that its documents had until lately: `PROFILE_SIZE_EXCEEDED`. */
type RowErrorCode =
  | 'ANY_OF_MISSING'
  | 'ARRAY_LENGTH_LONG'
  | 'ARRAY_LENGTH_SHORT'
  | 'CONFLICT'
  | 'CONFLICT_EMAIL'
  | 'CONFLICT_USERNAME'
  | 'CONNECTION_NOT_FOUND'
  | 'DUPLICATED_USER'
  | 'ENUM_MISMATCH'
  | 'FORMAT'
  | 'INVALID_TYPE'
  | 'MAX_LENGTH'
  | 'MAXIMUM'
  | 'MFA_FACTORS_FAILED'
  | 'MIN_LENGTH'
  | 'MINIMUM'
  | 'NOT_PASSED'
  | 'OBJECT_REQUIRED'
  | 'PATTERN'
  | 'PROFILE_SIZE_EXCEEDED';

/** What a check of our own puts into `params` of its issue to have another code than `NOT_PASSED`. */
export interface RowErrorParameters {
  code: RowErrorCode;
}

/** Attributes whose values stay out of messages. */
const SECRET = new Set(['password_hash', 'custom_password_hash', 'mfa_factors']);

/** Says what a check found, in the words and codes of an import's errors. */
export function rowErrorOf(issue: z.core.$ZodIssue): RowError {
  const path = issue.path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('');
  const { code, message } = findingOf(issue);
  return path === '' ? { code, message } : { code, message, path: path.replace(/^\./u, '') };
}

function findingOf(issue: z.core.$ZodIssue): { code: RowErrorCode; message: string } {
  const input = SECRET.has(String(issue.path[0])) ? '' : `: ${textOf(issue.input)}`;
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? { code: 'OBJECT_REQUIRED', message: `Missing required property: ${issue.path.join('.')}` }
        : {
            code: 'INVALID_TYPE',
            message: `Expected type ${typeNamed(issue.expected)} but found type ${typeOf(issue.input)}`,
          };
    case 'too_small':
      return tooSmall(issue.origin, Number(issue.minimum), issue.input);
    case 'too_big':
      return tooBig(issue.origin, Number(issue.maximum), issue.input);
    case 'invalid_format':
      return issue.format === 'regex'
        ? { code: 'PATTERN', message: `String does not match pattern ${sourceOf(issue.pattern)}${input}` }
        : { code: 'FORMAT', message: `Object didn't pass validation for format ${issue.format}${input}` };
    case 'invalid_value':
      return issue.input === undefined
        ? { code: 'OBJECT_REQUIRED', message: `Missing required property: ${issue.path.join('.')}` }
        : { code: 'ENUM_MISMATCH', message: `No enum match for: ${textOf(issue.input)}` };
    case 'unrecognized_keys':
      return { code: 'NOT_PASSED', message: `Additional properties not allowed: ${issue.keys.join(',')}` };
    default:
      return { code: codeOf(issue), message: issue.message };
  }
}

function tooSmall(origin: string, minimum: number, input: unknown): { code: RowErrorCode; message: string } {
  if (origin === 'string') {
    return {
      code: 'MIN_LENGTH',
      message: `String is too short (${lengthOf(input)} chars), minimum ${minimum}`,
    };
  }
  if (origin === 'array') {
    return {
      code: 'ARRAY_LENGTH_SHORT',
      message: `Array is too short (${lengthOf(input)}), minimum ${minimum}`,
    };
  }
  return { code: 'MINIMUM', message: `Value ${String(input)} is less than minimum ${minimum}` };
}

function tooBig(origin: string, maximum: number, input: unknown): { code: RowErrorCode; message: string } {
  if (origin === 'string') {
    return {
      code: 'MAX_LENGTH',
      message: `String is too long (${lengthOf(input)} chars), maximum ${maximum}`,
    };
  }
  if (origin === 'array') {
    return {
      code: 'ARRAY_LENGTH_LONG',
      message: `Array is too long (${lengthOf(input)}), maximum ${maximum}`,
    };
  }
  return { code: 'MAXIMUM', message: `Value ${String(input)} is greater than maximum ${maximum}` };
}

function codeOf(issue: z.core.$ZodIssue): RowErrorCode {
  const code: unknown = issue.code === 'custom' ? issue.params?.['code'] : undefined;
  return CODES.find((known) => known === code) ?? 'NOT_PASSED';
}

/** Those that checks of our own give. */
const CODES = [
  'ANY_OF_MISSING',
  'MAXIMUM',
  'MAX_LENGTH',
  'PATTERN',
] as const satisfies readonly RowErrorCode[];

function sourceOf(pattern: string | undefined): string {
  return String(pattern).slice(1).replace(/\/u?$/u, '');
}

function typeNamed(expected: string): string {
  return expected === 'record' ? 'object' : expected === 'int' ? 'integer' : expected;
}

function typeOf(input: unknown): string {
  if (input === null) return 'null';
  if (Array.isArray(input)) return 'array';
  return Number.isInteger(input) ? 'integer' : typeof input;
}

function textOf(input: unknown): string {
  return typeof input === 'string' ? input : typeOf(input);
}

function lengthOf(input: unknown): number {
  return typeof input === 'string' || Array.isArray(input) ? input.length : 0;
}
