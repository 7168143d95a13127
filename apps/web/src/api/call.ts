import type { Row } from '@rollcall/shared/contract/row.ts';
import type { z } from 'zod';
import { ProblemError, readProblem, Unreachable } from '../lib/problem-error.ts';

type InputOf<R, Key extends string> =
  R extends Readonly<Record<Key, infer Schema extends z.ZodType>>
    ? Readonly<Record<Key, z.input<Schema>>>
    : Readonly<Partial<Record<Key, never>>>;

type IfMatchOf<R> = R extends { ifMatch: 'required' }
  ? { ifMatch: string }
  : R extends { ifMatch: 'accepted' }
    ? { ifMatch?: string | undefined }
    : { ifMatch?: never };

/** What a call of this row takes: what the row declares, and nothing else. */
export type CallInput<R extends Row> = AnyInput &
  InputOf<R, 'params'> &
  InputOf<R, 'query'> &
  InputOf<R, 'body'> &
  IfMatchOf<R>;

interface AnyInput {
  params?: Readonly<Record<string, string>> | undefined;
  query?: Readonly<Record<string, unknown>> | undefined;
  body?: unknown;
  ifMatch?: string | undefined;
  /** Why it is done, for the audit trail. */
  reason?: string | undefined;
  signal?: AbortSignal;
}

/** What came back: the parsed body and, for a single user, its version for `ifMatch`. */
export interface Answer<Data> {
  data: Data;
  etag: string | undefined;
}

/**
 * Calls a row of the contract on the BFF and parses the answer with the row's schema.
 * @throws {ProblemError} when the BFF refuses or fails
 * @throws {Unreachable} when nothing readable came back
 * @throws {DOMException} `AbortError` when `signal` fires
 */
export function call<R extends Row & { response: z.ZodType }>(
  row: R,
  input: CallInput<R>,
): Promise<Answer<z.output<R['response']>>>;
export function call<R extends Row>(row: R, input: CallInput<R>): Promise<Answer<undefined>>;
export async function call(row: Row, input: AnyInput): Promise<Answer<unknown>> {
  const { params, query, body, ifMatch, reason = '', signal } = input;
  const headers = new Headers({ 'X-CSRF': '1', Accept: 'application/json' });
  if (body !== undefined) headers.set('Content-Type', 'application/json');
  if (ifMatch !== undefined) headers.set('If-Match', ifMatch);
  // A header holds no Unicode.
  if (reason.trim() !== '') headers.set('Audit-Reason', encodeURIComponent(reason.trim()));
  const response = await send(urlOf(row, params, query), {
    method: row.method,
    headers,
    credentials: 'same-origin',
    redirect: 'error',
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal === undefined ? {} : { signal }),
  });
  if (!response.ok) throw await readProblem(response);
  const etag = response.headers.get('ETag') ?? undefined;
  return { data: await readData(row, response), etag };
}

/** The address of a row, with its parameters encoded into it. */
export function urlOf(row: Row, params: AnyInput['params'], query: AnyInput['query']): string {
  const path = row.path.replace(/:(\w+)/g, (_whole, name: string) =>
    encodeURIComponent(params?.[name] ?? ''),
  );
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query ?? {})) {
    const isScalar = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
    if (isScalar && value !== '') search.set(key, String(value));
  }
  return search.size === 0 ? path : `${path}?${search}`;
}

/**
 * Sends what is left to be sent.
 * @throws {Unreachable} when nothing came back
 * @throws {DOMException} `AbortError` when its signal fires
 */
export async function send(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new Unreachable(error);
  }
}

async function readData(row: Row, response: Response): Promise<unknown> {
  if (row.response === undefined) return undefined;
  const body: unknown = await response.json().catch((error: unknown) => {
    throw new Unreachable(error);
  });
  const parsed = row.response.safeParse(body);
  if (parsed.success) return parsed.data;
  throw new ProblemError({
    type: 'urn:rollcall:problem:internal_error',
    title: 'Rollcall failed',
    status: 500,
    code: 'internal_error',
    detail: 'Rollcall answered in a form that this page does not know. Reload the page; it may be outdated.',
    requestId: response.headers.get('X-Request-Id') ?? 'unknown',
  });
}
