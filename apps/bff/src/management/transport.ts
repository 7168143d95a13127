import { Agent, errors, request } from 'undici';

/** What came back of one request: any status. */
export interface Answer {
  status: number;
  /** By their names in lower case. */
  headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Parsed JSON; `undefined` for an empty body. */
  body: unknown;
}

/** One request, of which nothing is left to be decided. */
interface Exchange {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  headers: Record<string, string>;
  body?: string | Uint8Array;
}

/** The request was not answered in a way that can be read. `sent` tells whether it may have had an effect. */
export class TransportError extends Error {
  override name = 'TransportError';
  readonly kind: 'unreachable' | 'timeout' | 'unreadable';
  readonly sent: boolean;

  constructor(kind: 'unreachable' | 'timeout' | 'unreadable', sent: boolean, cause: unknown) {
    super(kind, { cause });
    this.kind = kind;
    this.sent = sent;
  }
}

/** The largest answer that is read, in bytes. */
const maxBytes = 10 * 1024 * 1024;

/** Keeps connections open. It follows no redirects and repeats nothing. */
const agent = new Agent({ connections: 64, pipelining: 1, maxResponseSize: maxBytes });

/** Failures that come before a connection stood, so before anything was sent. */
const beforeSending = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/**
 * One request, sent once: no redirects, no more than 10 MB, no longer than `timeoutMs` for all of it.
 *
 * @throws {TransportError} when there is no readable answer.
 */
export async function exchange(url: URL, init: Exchange, timeoutMs: number): Promise<Answer> {
  const { text, ...answer } = await exchangeText(url, init, timeoutMs);
  return { ...answer, body: parse(text) };
}

/**
 * The same for what answers with plain text.
 *
 * @throws {TransportError} when there is no answer.
 */
export async function exchangeText(
  url: URL,
  init: Exchange,
  timeoutMs: number,
): Promise<Omit<Answer, 'body'> & { text: string }> {
  const signal = AbortSignal.timeout(timeoutMs);
  let text: string;
  let response: Awaited<ReturnType<typeof request>>;
  try {
    response = await request(url, { ...init, signal, dispatcher: agent });
    text = await response.body.text();
  } catch (error) {
    throw transportError(error);
  }
  return { status: response.statusCode, headers: response.headers, text };
}

function parse(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new TransportError('unreadable', true, error);
  }
}

function transportError(error: unknown): TransportError {
  if (error instanceof Error && error.name === 'TimeoutError')
    return new TransportError('timeout', true, error);
  if (error instanceof errors.ResponseExceededMaxSizeError)
    return new TransportError('unreadable', true, error);
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const failedToConnect = beforeSending.has(code) || code.startsWith('ERR_TLS') || code.includes('CERT');
  return new TransportError('unreachable', !failedToConnect, error);
}
