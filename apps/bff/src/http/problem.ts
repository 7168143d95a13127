import type { ErrorRequestHandler, Request, Response } from 'express';
import type { Logger } from 'pino';
import { type FieldProblem, type Problem, type ProblemCode, problems } from '@rollcall/shared/problems.ts';
import type { z } from 'zod';
import { requestIdOf } from './request-id.ts';

/** What a problem can carry beside its code; `cause` goes to the log and never further. */
interface ProblemMembers extends Partial<
  Pick<Problem, 'detail' | 'errors' | 'missing' | 'position' | 'retryAfter' | 'saved'>
> {
  cause?: unknown;
}

/** The one error that Rollcall throws on purpose: a code of `problems.ts` and what belongs to it. */
export class ProblemError extends Error {
  override name = 'ProblemError';
  readonly code: ProblemCode;
  readonly members: Omit<ProblemMembers, 'cause'>;

  constructor(code: ProblemCode, { cause, ...members }: ProblemMembers = {}) {
    super(`${code}: ${members.detail ?? problems[code].title}`, { cause });
    this.code = code;
    this.members = members;
  }

  /** What has happened, in a sentence: its own, or else that of its code. */
  get sentence(): string {
    return this.members.detail ?? `${problems[this.code].title}.`;
  }
}

/**
 * The problem of an input that its schema refused: one sentence per field, and never the value. Names
 * of fields are in it, also of such as do not exist, and go into the log.
 */
export function invalidInput(error: z.ZodError): ProblemError {
  const errors = error.issues.flatMap((issue): FieldProblem[] =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({
          field: [...issue.path, key].join('.'),
          detail: 'There is no such field.',
        }))
      : [{ field: issue.path.join('.'), detail: issue.message }],
  );
  const first = errors[0];
  const detail =
    first === undefined || first.field === '' ? first?.detail : `${first.field}: ${first.detail}`;
  return new ProblemError('invalid_input', { ...(detail === undefined ? {} : { detail }), errors });
}

/** Answers with a problem (RFC 9457). Every refusal and failure of the BFF leaves through here. */
function sendProblem(request: Request, response: Response, error: ProblemError): void {
  const { status, title } = problems[error.code];
  const body: Problem = {
    type: `urn:rollcall:problem:${error.code}`,
    title,
    status,
    detail: `${title}.`,
    ...error.members,
    code: error.code,
    requestId: requestIdOf(request),
  };
  if (body.retryAfter !== undefined) response.set('Retry-After', String(Math.ceil(body.retryAfter)));
  const text = JSON.stringify(body);
  response
    .status(status)
    .set('Content-Type', 'application/problem+json; charset=utf-8')
    .set('Cache-Control', 'no-store')
    // Said here, so that no two refusals can differ by how they were put on the wire.
    .set('Content-Length', String(Buffer.byteLength(text)))
    .end(text);
}

/** Express' last stop: turns whatever was thrown into a problem, and tells the log why. */
export function problemHandler(logger: Logger): ErrorRequestHandler {
  return (error: unknown, request, response, _next) => {
    const problem = toProblem(error);
    const entry = { requestId: requestIdOf(request), code: problem.code, cause: causesOf(problem) };
    if (problems[problem.code].status >= 500) logger.error(entry, problem.message);
    else logger.info(entry, problem.message);
    // Half an answer must not look like a whole one.
    if (response.headersSent) return void response.destroy();
    return sendProblem(request, response, problem);
  };
}

/** The errors of Express' own body reading and path decoding, by the status they carry. */
function toProblem(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  const status = error instanceof Error && 'status' in error ? error.status : undefined;
  if (status === 413) return new ProblemError('too_large', { cause: error });
  if (status === 415) return new ProblemError('unsupported_media_type', { cause: error });
  if (status === 400) {
    return new ProblemError('invalid_input', { detail: 'The request cannot be read.', cause: error });
  }
  return new ProblemError('internal_error', { cause: error });
}

/**
 * The chain of causes as the log may keep it. Messages of our own and of the machine only: an
 * upstream body is never an error's message here, and of what people sent only the names of fields are.
 */
function causesOf(error: Error): string[] {
  const chain: string[] = [];
  for (let cause = error.cause; cause instanceof Error && chain.length < 5; cause = cause.cause) {
    const code = 'code' in cause && typeof cause.code === 'string' ? ` (${cause.code})` : '';
    // A parser quotes the text it choked on, and that text may hold a password.
    const message = cause instanceof SyntaxError ? 'unreadable' : cause.message;
    chain.push(`${cause.name}: ${message}${code}`);
  }
  return chain;
}
