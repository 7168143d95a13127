import { z } from 'zod';
import { ManagementError } from './management-error.ts';

/** The part of a request, as Auth0's messages and codes name it. */
export type Part = 'Payload' | 'Query' | 'Path';

const CODES: Record<Part, string> = {
  Payload: 'invalid_body',
  Query: 'invalid_query_string',
  Path: 'invalid_uri',
};

/** What Auth0 adds when a user is sent with attributes it does not know. */
export const METADATA_HINT =
  ' (consider storing them in app_metadata or user_metadata. See "Users Metadata" in ' +
  'https://auth0.com/docs/api/v2/changes for more details)';

/**
 * Parses a part of a request, or refuses it in the grammar of Auth0's validation messages. The
 * description of a property becomes the words in parentheses.
 * @throws {ManagementError} 400
 */
export function validate<Shape extends z.ZodRawShape>(
  part: Part,
  schema: z.ZodObject<Shape>,
  input: unknown,
  unknownKeysHint = '',
): z.output<z.ZodObject<Shape>> {
  const result = schema.safeParse(input, { reportInput: true });
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  if (issue === undefined) throw result.error;
  throw new ManagementError(400, messageOf(part, schema, issue, unknownKeysHint), CODES[part]);
}

function messageOf(part: Part, schema: z.ZodObject, issue: z.core.$ZodIssue, hint: string): string {
  const [key] = issue.path;
  const reason = reasonOf(issue, hint);
  if (key === undefined || isMissing(issue)) return `${part} validation error: '${reason}'.`;
  const property = schema.shape[String(key)];
  const description = property instanceof z.ZodType ? descriptionOf(property) : undefined;
  const words = description === undefined ? '' : ` (${description.replace(/\.$/u, '')})`;
  return `${part} validation error: '${reason}' on property ${issue.path.join('.')}${words}.`;
}

function descriptionOf(property: z.ZodType): string | undefined {
  if (property.description !== undefined || !(property instanceof z.ZodOptional)) return property.description;
  const inner = property.unwrap();
  return inner instanceof z.ZodType ? inner.description : undefined;
}

function isMissing(issue: z.core.$ZodIssue): boolean {
  return (issue.code === 'invalid_type' || issue.code === 'invalid_value') && issue.input === undefined;
}

function reasonOf(issue: z.core.$ZodIssue, hint: string): string {
  switch (issue.code) {
    case 'invalid_type':
      return isMissing(issue)
        ? issue.path.length === 0
          ? 'Missing body'
          : `Missing required property: ${issue.path.join('.')}`
        : `Expected type ${typeName(issue.expected)} but found type ${typeOf(issue.input)}`;
    case 'too_small':
      return issue.origin === 'string'
        ? `String is too short (${lengthOf(issue.input)} chars), minimum ${issue.minimum}`
        : issue.origin === 'array'
          ? `Array is too short (${lengthOf(issue.input)}), minimum ${issue.minimum}`
          : issue.origin === 'object'
            ? `Too few properties defined (0), minimum ${issue.minimum}`
            : `Value ${String(issue.input)} is less than minimum ${issue.minimum}`;
    case 'too_big':
      return issue.origin === 'string'
        ? `String is too long (${lengthOf(issue.input)} chars), maximum ${issue.maximum}`
        : issue.origin === 'array'
          ? `Array is too long (${lengthOf(issue.input)}), maximum ${issue.maximum}`
          : `Value ${String(issue.input)} is greater than maximum ${issue.maximum}`;
    case 'invalid_format':
      return issue.format === 'regex'
        ? `String does not match pattern ${String(issue.pattern).slice(1).replace(/\/u?$/u, '')}: ${String(issue.input)}`
        : `Object didn't pass validation for format ${issue.format === 'url' ? 'strict-uri' : issue.format}: ${String(issue.input)}`;
    case 'invalid_value':
      return isMissing(issue)
        ? `Missing required property: ${issue.path.join('.')}`
        : `No enum match for: ${String(issue.input)}`;
    case 'unrecognized_keys':
      return `Additional properties not allowed: ${issue.keys.join(',')}${hint}`;
    default:
      return issue.message;
  }
}

/** JSON's own name of a type. */
function typeName(expected: string): string {
  if (expected === 'record') return 'object';
  return expected === 'int' || expected === 'number' ? 'integer' : expected;
}

function lengthOf(input: unknown): number {
  return typeof input === 'string' || Array.isArray(input) ? input.length : 0;
}

function typeOf(input: unknown): string {
  if (input === null) return 'null';
  if (Array.isArray(input)) return 'array';
  return Number.isInteger(input) ? 'integer' : typeof input;
}

/** A whole number in a query string. */
export function integerParameter(minimum: number, maximum: number, description: string) {
  return z
    .preprocess(
      (value) => (typeof value === 'string' && /^-?\d{1,15}$/u.test(value) ? Number(value) : value),
      z.int().min(minimum).max(maximum).optional(),
    )
    .describe(description);
}

/** `true` or `false` in a query string. */
export function booleanParameter(description: string) {
  return z
    .preprocess(
      (value) => (value === 'true' ? true : value === 'false' ? false : value),
      z.boolean().optional(),
    )
    .describe(description);
}
