/** What came back of one request: any status. */
export interface Answer {
  status: number;
  headers: Headers;
  /** Parsed JSON; `undefined` for an empty body. */
  body: unknown;
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

/** Failures that come before anything has left this machine, or before a connection stood. */
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
export async function exchange(url: URL, init: RequestInit, timeoutMs: number): Promise<Answer> {
  let response: Response;
  try {
    response = await fetch(url, { ...init, redirect: 'manual', signal: AbortSignal.timeout(timeoutMs) });
  } catch (error) {
    throw transportError(error);
  }
  const bytes = await readBytes(response);
  return { status: response.status, headers: response.headers, body: parse(bytes) };
}

async function readBytes(response: Response): Promise<Uint8Array[]> {
  const chunks: Uint8Array[] = [];
  let total = 0;
  try {
    for await (const chunk of response.body ?? []) {
      total += chunk.byteLength;
      if (total > maxBytes) throw new RangeError('The answer is larger than 10 MB.');
      chunks.push(chunk);
    }
  } catch (error) {
    throw transportError(error);
  }
  return chunks;
}

function parse(chunks: Uint8Array[]): unknown {
  if (chunks.length === 0) return undefined;
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks)));
  } catch (error) {
    throw new TransportError('unreadable', true, error);
  }
}

function transportError(error: unknown): TransportError {
  if (error instanceof Error && error.name === 'TimeoutError')
    return new TransportError('timeout', true, error);
  if (error instanceof RangeError) return new TransportError('unreadable', true, error);
  const cause = error instanceof Error ? error.cause : undefined;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  const failedToConnect = beforeSending.has(code) || code.startsWith('ERR_TLS') || code.includes('CERT');
  return new TransportError('unreachable', !failedToConnect, error);
}
