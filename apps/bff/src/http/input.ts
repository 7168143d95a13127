import type { Row } from '@rollcall/shared/contract/row.ts';
import type { Request } from 'express';
import { z } from 'zod';
import { invalidInput, ProblemError } from './problem.ts';

/** What a request brings, parsed by its row's schemas; `undefined` where the row knows no such part. */
export interface Input {
  params: Record<string, string> | undefined;
  query: Record<string, unknown> | undefined;
  body: Record<string, unknown> | undefined;
}

const nothing = z.strictObject({});

/** @throws {ProblemError} `invalid_input` with the fields at fault */
export function parseInput(row: Row, request: Request): Input {
  const body: unknown = request.body;
  if (row.body === undefined && body !== undefined && !nothing.safeParse(body).success) {
    throw new ProblemError('invalid_input', { detail: 'This call takes no body.' });
  }
  return {
    params: row.params === undefined ? undefined : parse(row.params, request.params),
    query: parse(row.query ?? nothing, request.query),
    body: row.body === undefined ? undefined : parse(row.body, body),
  };
}

function parse<Output>(schema: z.ZodType<Output>, value: unknown): Output {
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  throw invalidInput(read.error);
}
