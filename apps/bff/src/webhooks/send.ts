import type { LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { Agent, request } from 'undici';
import { AddressRefused, addressesOf, type Reach } from './reach.ts';

/** How one try ended. */
export interface Sent {
  ok: boolean;
  /** The HTTP status of the answer, where there was one. */
  status?: number;
  /** What went wrong, in a sentence. */
  error?: string;
}

const patienceMs = 10_000;

/**
 * Posts a report, once, to an address that has just been judged: the connection goes to what was judged,
 * whatever the name leads to meanwhile. Of the answer only the status counts; a redirect is a failure.
 *
 * @throws only when `closing` fires: then it is not known whether it arrived
 */
export async function send(
  url: URL,
  headers: Readonly<Record<string, string>>,
  body: string,
  { reach, closing, timeoutMs = patienceMs }: { reach: Reach; closing: AbortSignal; timeoutMs?: number },
): Promise<Sent> {
  const signal = AbortSignal.any([closing, AbortSignal.timeout(timeoutMs)]);
  let agent: Agent | undefined;
  try {
    const addresses = await orAborted(addressesOf(url, reach), signal);
    agent = new Agent({
      connect: {
        lookup: pinned(addresses),
        timeout: timeoutMs,
        ...(reach.certificateAuthority === undefined ? {} : { ca: reach.certificateAuthority }),
      },
    });
    const answer = await request(url, { method: 'POST', headers, body, signal, dispatcher: agent });
    // Nobody needs the rest; an answer without end must cost nothing.
    answer.body.on('error', () => {}).destroy();
    return judged(answer.statusCode);
  } catch (error) {
    closing.throwIfAborted();
    return { ok: false, error: sentenceFor(error, timeoutMs) };
  } finally {
    await agent?.destroy();
  }
}

/** Answers with the addresses that were judged, in whichever of its two forms Node asks. */
function pinned(addresses: readonly LookupAddress[]): LookupFunction {
  return (_hostname, { all }, callback) => {
    const [first] = addresses;
    if (all === true) callback(null, [...addresses]);
    else callback(null, first?.address ?? '', first?.family);
  };
}

function judged(status: number): Sent {
  if (status >= 200 && status < 300) return { ok: true, status };
  if (status >= 300 && status < 400) {
    return { ok: false, status, error: 'It answered with a redirect, which is not followed.' };
  }
  return { ok: false, status, error: `It answered with the status ${status}.` };
}

function sentenceFor(error: unknown, timeoutMs: number): string {
  if (error instanceof AddressRefused) return error.message;
  if (error instanceof Error && error.name === 'TimeoutError') {
    return `It did not answer within ${timeoutMs / 1000} seconds.`;
  }
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  if (code === 'ECONNREFUSED') return 'It accepts no connections.';
  if (code === 'UND_ERR_CONNECT_TIMEOUT') return 'It cannot be reached.';
  if (/CERT|TLS|SSL|ALTNAME/.test(code)) return `Its certificate is not accepted (${code}).`;
  return `The connection failed (${code}).`;
}

/** Waits no longer than the signal allows for what cannot be stopped. */
async function orAborted<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  const { promise, reject } = Promise.withResolvers<never>();
  const abort = () => reject(signal.reason);
  signal.addEventListener('abort', abort, { once: true });
  try {
    signal.throwIfAborted();
    return await Promise.race([work, promise]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}
