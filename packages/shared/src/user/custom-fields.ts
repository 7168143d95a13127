import { z } from 'zod';
import type { FieldProblem } from '../problems.ts';
import { readLinearPattern } from './linear-pattern.ts';
import { isJsonObject, type JsonObject } from './merge-patch.ts';

/** A place in metadata that is a field with a name and a type of its own. */
export const CustomField = z.object({
  /** Its path from the user on: `user_metadata.address.city`. */
  key: z.string(),
  path: z.array(z.string()),
  type: z.enum(['string', 'number', 'integer', 'boolean']),
  title: z.string(),
  description: z.string().optional(),
  required: z.boolean(),
  enum: z.array(z.string()).optional(),
  format: z.enum(['date', 'email', 'uri']).optional(),
  minLength: z.number().optional(),
  maxLength: z.number().optional(),
  pattern: z.string().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  width: z.enum(['half', 'full']),
  readOnly: z.boolean(),
  showInList: z.boolean(),
  showOnCreate: z.boolean(),
});
export type CustomField = z.infer<typeof CustomField>;

const Key = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, 'a key is made of letters, digits, _ and -');

const Hints = z
  .strictObject({
    order: z.number(),
    width: z.enum(['half', 'full']),
    readOnly: z.boolean(),
    showInList: z.boolean(),
    showOnCreate: z.boolean(),
  })
  .partial();

const common = {
  title: z.string().min(1).max(100).optional(),
  description: z.string().max(500).optional(),
  'x-rollcall': Hints.optional(),
};
const count = z.number().int().min(0).max(10_000).optional();

const Leaf = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('string'),
    ...common,
    enum: z.array(z.string()).min(1).max(200).optional(),
    format: z.enum(['date', 'email', 'uri']).optional(),
    minLength: count,
    maxLength: count,
    pattern: z.string().max(500).superRefine(refusePattern).optional(),
  }),
  z.strictObject({
    type: z.enum(['number', 'integer']),
    ...common,
    minimum: z.number().optional(),
    maximum: z.number().optional(),
  }),
  z.strictObject({ type: z.literal('boolean'), ...common }),
]);
type Leaf = z.infer<typeof Leaf>;

interface Branch {
  type: 'object';
  title?: string | undefined;
  description?: string | undefined;
  properties: Record<string, Branch | Leaf>;
  required?: string[] | undefined;
}

/** An object within metadata: what it holds. */
const Branch: z.ZodType<Branch> = z.strictObject({
  type: z.literal('object'),
  title: common.title,
  description: common.description,
  properties: z.record(
    Key,
    z.lazy(() => z.union([Leaf, Branch], { error: unionError })),
  ),
  required: z.array(Key).optional(),
});

/** A union says only that nothing fits; what is meant is told by `type`. */
function unionError(issue: { input?: unknown }): string | undefined {
  const type = isJsonObject(issue.input) ? issue.input.type : undefined;
  const read = (type === 'object' ? Branch : Leaf).safeParse(issue.input);
  const [first] = read.error?.issues ?? [];
  return first === undefined ? undefined : `${first.path.join('.')} ${first.message}`.trim();
}

/**
 * A JSON Schema of the small kind that Rollcall knows, for `user_metadata` and `app_metadata`, read into
 * its fields in their order. A word that it does not know is refused: nothing of it would be kept.
 * Source: json-schema.org/draft/2020-12
 */
export const CustomFieldsSchema = z
  .strictObject({
    $schema: z.string().optional(),
    title: z.string().optional(),
    type: z.literal('object'),
    properties: z.strictObject({ user_metadata: Branch.optional(), app_metadata: Branch.optional() }),
  })
  .transform(({ properties }): CustomField[] =>
    Object.entries(properties)
      .flatMap(([kind, branch]) => (branch === undefined ? [] : fieldsOf(branch, [kind])))
      .map((found, index) => ({ ...found, index }))
      .toSorted((a, b) => a.order - b.order || a.index - b.index)
      .map(({ field }) => field),
  );

function fieldsOf(branch: Branch, path: readonly string[]): { field: CustomField; order: number }[] {
  return Object.entries(branch.properties).flatMap(([key, node]) => {
    const here = [...path, key];
    if (node.type === 'object') return fieldsOf(node, here);
    const { 'x-rollcall': hints = {}, title = key, ...rest } = node;
    const field: CustomField = {
      ...rest,
      key: here.join('.'),
      path: here,
      title,
      required: branch.required?.includes(key) === true,
      width: hints.width ?? 'half',
      readOnly: hints.readOnly ?? false,
      showInList: hints.showInList ?? false,
      showOnCreate: hints.showOnCreate ?? false,
    };
    return [{ field, order: hints.order ?? Number.MAX_SAFE_INTEGER }];
  });
}

function refusePattern(pattern: string, context: z.RefinementCtx): void {
  try {
    readLinearPattern(pattern);
  } catch (error) {
    context.addIssue({ code: 'custom', message: error instanceof Error ? error.message : 'is no pattern' });
  }
}

/** Both metadata of a user; an absent one is empty. */
export interface BothMetadata {
  user_metadata?: JsonObject | undefined;
  app_metadata?: JsonObject | undefined;
}

/** The value of a field; `undefined` where there is none. */
export function valueOfField({ path }: Pick<CustomField, 'path'>, metadata: BothMetadata): unknown {
  return path.reduce<unknown>(
    (value, key) => (isJsonObject(value) ? new Map(Object.entries(value)).get(key) : undefined),
    metadata,
  );
}

/** The metadata with another value of a field, or without it; an object that becomes empty by that goes too. */
export function withField(object: JsonObject, path: readonly string[], value: unknown): JsonObject {
  const [key, ...rest] = path;
  if (key === undefined) return object;
  const entries = new Map(Object.entries(object));
  const before = entries.get(key);
  if (rest.length === 0) {
    if (value === undefined) entries.delete(key);
    else entries.set(key, value);
  } else {
    const inner = withField(isJsonObject(before) ? before : {}, rest, value);
    if (value === undefined && Object.keys(inner).length === 0) entries.delete(key);
    else entries.set(key, inner);
  }
  return Object.fromEntries(entries);
}

/** What is wrong with the values of fields, one sentence per field; a field without a value is only wrong where it is required. */
export function customFieldFaults(fields: readonly CustomField[], metadata: BothMetadata): FieldProblem[] {
  return fields.flatMap((field) => {
    const detail = faultOf(field, valueOfField(field, metadata));
    return detail === undefined ? [] : [{ field: field.key, detail }];
  });
}

function faultOf(field: CustomField, value: unknown): string | undefined {
  if (value === undefined || value === null)
    return field.required ? `${field.title} is required.` : undefined;
  switch (field.type) {
    case 'boolean':
      return typeof value === 'boolean' ? undefined : `${field.title} is yes or no.`;
    case 'string':
      return typeof value === 'string' ? textFault(field, value) : `${field.title} is a text.`;
    case 'number':
    case 'integer':
      return typeof value === 'number' ? numberFault(field, value) : `${field.title} is a number.`;
  }
}

function textFault(field: CustomField, value: string): string | undefined {
  const { title, minLength = 0, maxLength = Infinity, pattern, format } = field;
  // As JSON Schema counts: by code points.
  const length = Array.from(value).length;
  if (field.required && value === '') return `${title} is required.`;
  if (field.enum !== undefined && !field.enum.includes(value)) {
    return `${title} is one of: ${field.enum.join(', ')}.`;
  }
  if (length < minLength) return `${title} has at least ${minLength} characters.`;
  if (length > maxLength) return `${title} has at most ${maxLength} characters.`;
  if (format !== undefined && !formats[format].fits(value)) return `${title} is ${formats[format].words}.`;
  if (pattern !== undefined && !readLinearPattern(pattern).matches(value)) {
    return `${title} does not have the form that it should have${field.description === undefined ? '' : `: ${field.description}`}.`;
  }
  return undefined;
}

const formats = {
  date: { fits: fits(z.iso.date()), words: 'a date such as 2026-11-24' },
  email: { fits: fits(z.email()), words: 'an e-mail address' },
  uri: { fits: fits(z.url({ protocol: /^https?$/ })), words: 'a web address' },
};

function fits(schema: z.ZodType): (value: string) => boolean {
  return (value) => schema.safeParse(value).success;
}

function numberFault({ title, type, minimum, maximum }: CustomField, value: number): string | undefined {
  if (type === 'integer' && !Number.isInteger(value)) return `${title} is a whole number.`;
  if (minimum !== undefined && value < minimum) return `${title} is at least ${minimum}.`;
  if (maximum !== undefined && value > maximum) return `${title} is at most ${maximum}.`;
  return undefined;
}
