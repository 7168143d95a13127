import { setTimeout as pause } from 'node:timers/promises';
import type { z } from 'zod';
import { ProblemError } from '../http/problem.ts';
import { addressOf } from './address.ts';
import { backgroundSignal } from './background.ts';
import { Budget, timeToReset } from './budget.ts';
import { isBeyondPlan, isFullOfJobs, refusalProblem } from './refusals.ts';
import type { TokenSource } from './token.ts';
import { type Answer, exchange, TransportError } from './transport.ts';

/** How long a call may take, in milliseconds. */
export interface Patience {
  /** One request. */
  timeoutMs: number;
  /** A read with all its retries and waits. */
  readMs: number;
  /** A write with its waits for a free place. */
  writeMs: number;
}

export const defaultPatience: Patience = { timeoutMs: 10_000, readMs: 15_000, writeMs: 5_000 };

/** A form with files, as it is sent. What is in it may be secret. */
export interface Multipart {
  /** With its boundary. */
  contentType: string;
  bytes: Uint8Array;
}

/** A call of the Management API. */
export interface ManagementCall<Output> {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** The path with its parameters in braces: `/api/v2/users/{id}`. */
  path: `/api/v2/${string}`;
  params?: Readonly<Record<string, string>>;
  query?: Readonly<Record<string, string>>;
  body?: unknown;
  /** In place of a body that is sent as JSON. */
  multipart?: Multipart;
  response: z.ZodType<Output>;
  /** For what not every plan of Auth0 has: which plans do, in a sentence. */
  plans?: string;
}

const readTries = 3;

/** Milliseconds of the first wait after a 429; each further one of the same call is twice as long. */
const shortestWaitMs = 500;
/** The longest that a 429 makes other calls wait, whatever it asks for: people should not wait for one that is over. */
const longestCommonWaitMs = 3000;

/**
 * The one door to the Management API. It goes to one origin only, with the M2M token, and repeats
 * what can be repeated: reads after a failure, anything after a 429, which did nothing. A write
 * whose fate is unknown is reported as that and never sent again.
 */
export class ManagementClient {
  readonly tokens: TokenSource;
  /** What the tenant's answers tell of its rate limit. */
  readonly budget = new Budget();
  readonly patience: Patience;
  readonly #origin: string;
  /** Before this moment of `Date.now()` nothing is sent: the tenant has told some call to wait. */
  #notBefore = 0;

  constructor(origin: string, tokens: TokenSource, patience: Patience) {
    this.#origin = origin;
    this.tokens = tokens;
    this.patience = patience;
  }

  /**
   * Makes the call and answers its parsed body.
   *
   * @throws {ProblemError} `tenant_busy`, `tenant_unreachable`, `tenant_misconfigured`,
   * `tenant_invalid`, `outcome_unknown` (writes), `not_in_plan` (where the call says that not every plan
   * has it), or what `refusalProblem` makes of a refusal.
   */
  async call<Output>(call: ManagementCall<Output>): Promise<Output> {
    const isRead = call.method === 'GET';
    const url = addressOf(this.#origin, call.path, call.params ?? {});
    url.search = new URLSearchParams(call.query).toString();
    const background = backgroundSignal();
    if (background !== undefined) await this.budget.spare(`${call.method} ${call.path}`, background);
    const deadline = Date.now() + (isRead ? this.patience.readMs : this.patience.writeMs);
    let isTokenReplaced = false;
    let [attempt, waits] = [1, 0];
    for (;;) {
      await waitUntil(this.#notBefore, deadline);
      const left = deadline - Date.now();
      const answer = await this.#try(url, call, isRead ? Math.max(1, left) : this.patience.timeoutMs);
      if (answer instanceof TransportError) {
        if (!isRead && answer.sent) throw new ProblemError('outcome_unknown', { cause: answer });
        if (!isRead || attempt >= readTries || !(await backOff(attempt, deadline))) throw lost(answer);
        attempt += 1;
      } else if (answer.status === 429 && !isFullOfJobs(answer)) {
        const told = timeToWait(answer.headers);
        this.#notBefore = Math.max(this.#notBefore, Date.now() + Math.min(told, longestCommonWaitMs));
        await waitUntil(Date.now() + Math.max(told, shortestWaitMs * 2 ** waits), deadline);
        waits += 1;
      } else if (answer.status === 401 && !isTokenReplaced) {
        isTokenReplaced = true;
      } else if (isRead && isPassing(answer) && attempt < readTries && (await backOff(attempt, deadline))) {
        attempt += 1;
      } else {
        return outcome(call, answer);
      }
    }
  }

  async #try<Output>(
    url: URL,
    call: ManagementCall<Output>,
    timeoutMs: number,
  ): Promise<Answer | TransportError> {
    const { value } = await this.tokens.token();
    const content = contentOf(call);
    try {
      const answer = await exchange(
        url,
        {
          method: call.method,
          headers: {
            authorization: `Bearer ${value}`,
            accept: 'application/json',
            ...(content === undefined ? {} : { 'content-type': content.type }),
          },
          ...(content === undefined ? {} : { body: content.body }),
        },
        Math.min(this.patience.timeoutMs, timeoutMs),
      );
      this.budget.note(`${call.method} ${call.path}`, answer.headers, answer.status === 429);
      if (answer.status === 401) this.tokens.discard(value);
      return answer;
    } catch (error) {
      if (error instanceof TransportError) return error;
      throw error;
    }
  }
}

function contentOf({
  body,
  multipart,
}: ManagementCall<unknown>): { type: string; body: string | Uint8Array } | undefined {
  if (multipart !== undefined) return { type: multipart.contentType, body: multipart.bytes };
  return body === undefined ? undefined : { type: 'application/json', body: JSON.stringify(body) };
}

/** A failure of the moment. A search that took too long is none: the same search takes as long again. */
function isPassing(answer: Answer): boolean {
  return answer.status >= 500 && refusalProblem(answer, 'GET').code !== 'search_too_slow';
}

function outcome<Output>(call: ManagementCall<Output>, answer: Answer): Output {
  const isWrite = call.method !== 'GET';
  if (answer.status < 200 || answer.status >= 300) {
    if (call.plans !== undefined && isBeyondPlan(answer)) {
      throw new ProblemError('not_in_plan', { detail: call.plans });
    }
    const refusal = refusalProblem(answer, call.method);
    if (answer.status >= 500 && isWrite) throw new ProblemError('outcome_unknown', { cause: refusal.cause });
    throw refusal;
  }
  const read = call.response.safeParse(answer.body);
  if (read.success) return read.data;
  const at = read.error.issues.map(({ path }) => path.join('.')).join(', ');
  throw new ProblemError(isWrite ? 'outcome_unknown' : 'tenant_invalid', {
    cause: new Error(`${call.method} ${call.path}: unexpected ${at === '' ? 'body' : at}`),
  });
}

function lost(error: TransportError): ProblemError {
  return new ProblemError(error.kind === 'unreadable' ? 'tenant_invalid' : 'tenant_unreachable', {
    cause: error,
  });
}

/** Waits with full jitter; says no when the time would be over before another try could start. */
async function backOff(attempt: number, deadline: number): Promise<boolean> {
  const wait = Math.random() * 200 * 2 ** attempt;
  if (Date.now() + wait >= deadline) return false;
  await pause(wait);
  return true;
}

/**
 * How many milliseconds the tenant asks for. It knows whole seconds only, so the wait has a least length.
 * Source: auth0.com/docs/troubleshoot/customer-support/operational-policies/rate-limit-policy
 */
function timeToWait(headers: Answer['headers']): number {
  return Math.max(shortestWaitMs, timeToReset(headers) ?? 1000);
}

/**
 * Waits until then, and a moment more, so that those who wait together do not come together.
 *
 * @throws {ProblemError} `tenant_busy` when that is too far away.
 */
async function waitUntil(moment: number, deadline: number): Promise<void> {
  if (moment <= Date.now()) return;
  const wait = moment - Date.now() + Math.random() * 250;
  if (Date.now() + wait >= deadline) {
    throw new ProblemError('tenant_busy', { retryAfter: Math.max(1, Math.ceil(wait / 1000)) });
  }
  await pause(wait);
}
