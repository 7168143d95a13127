import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { z } from 'zod';

const Content = z.object({ 'application/json': z.object({ schema: z.unknown() }).optional() });
const Operation = z.object({
  summary: z.string(),
  operationId: z.string(),
  security: z.array(z.object({ oAuth2ClientCredentials: z.array(z.string()).optional() })).default([]),
  responses: z.record(z.string(), z.object({ content: Content.optional() })),
});
const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;
const Reference = z.object({
  paths: z.record(z.string(), z.partialRecord(z.enum([...METHODS, 'parameters']), z.unknown())),
  components: z.unknown(),
});

/** An operation of Auth0's reference. */
export interface ReferenceOperation {
  /** Such as `GET /users/{id}`. */
  name: string;
  summary: string;
  operationId: string;
  /** What it lists for tokens of applications. */
  scopes: readonly string[];
  statuses: readonly number[];
  /** Checks the body of an answer with this status; undefined when the reference describes none. */
  validator: (status: number) => ValidateFunction | undefined;
}

/**
 * The operations on users and what belongs to them, from Auth0's own OpenAPI document (MIT, © 2025 Auth0;
 * `x-source` in the file says which revision).
 */
export const REFERENCE: readonly ReferenceOperation[] = readReference();

function readReference(): ReferenceOperation[] {
  const file = join(import.meta.dirname, 'openapi-users.json');
  const document: unknown = JSON.parse(readFileSync(file, 'utf8'));
  const { paths, components } = Reference.parse(document);
  // A pattern of an enrolment's name says `{8, 20}`, with a space: only old regular expressions take that.
  const ajv = new Ajv2020({ strict: false, logger: false, unicodeRegExp: false });
  addFormats.default(ajv, ['date-time', 'uuid', 'ipv4', 'ipv6', 'email']);
  ajv.addSchema(compilable({ $id: 'https://auth0.test/openapi', components }));
  return Object.entries(paths).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      if (item[method] === undefined) return [];
      const { summary, operationId, security, responses } = Operation.parse(item[method]);
      const compiled = new Map<number, ValidateFunction>();
      return [
        {
          name: `${method.toUpperCase()} ${path}`,
          summary,
          operationId,
          scopes: security.flatMap(({ oAuth2ClientCredentials }) => oAuth2ClientCredentials ?? []),
          statuses: Object.keys(responses).map(Number),
          validator: (status: number) => {
            const schema = responses[String(status)]?.content?.['application/json']?.schema;
            if (schema === undefined) return undefined;
            const known = compiled.get(status);
            if (known !== undefined) return known;
            const made = ajv.compile(compilable(schema));
            compiled.set(status, made);
            return made;
          },
        },
      ];
    }),
  );
}

/**
 * References lead into the document, not into the piece of it that is being compiled. Where one of
 * several shapes is asked for, more than one may fit: the last page of a checkpoint list, for one,
 * is also an object of which everything is optional.
 */
function compilable(schema: unknown): object {
  const text = JSON.stringify(schema)
    .replaceAll('"#/components/', '"https://auth0.test/openapi#/components/')
    .replaceAll('"oneOf":', '"anyOf":');
  return Object(JSON.parse(text));
}
