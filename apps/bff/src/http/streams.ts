import type { Row } from '@rollcall/shared/contract/row.ts';
import type { Request, Response } from 'express';
import { type Caller, memberOf } from '../store/caller.ts';
import type { SessionStore } from '../store/session-store.ts';
import { sendEvents } from './event-stream.ts';
import { sendFile } from './file-stream.ts';
import type { StreamedFile } from './handler.ts';
import { ProblemError } from './problem.ts';
import { callerOf } from './session.ts';

/** A call that is answered piece by piece. */
export interface StreamCall {
  request: Request;
  response: Response;
  /** Fires when it ends, whoever ends it. */
  ending: AbortController;
}

/** How often, and how much. */
export interface StreamLimits {
  /** After so many milliseconds each it is looked whether the session is still what it was. */
  checkEveryMs: number;
  heartbeatMs: number;
  /** So many streams can one team member have at a time in one process. */
  mostOfOne: number;
}

const usual: StreamLimits = { checkEveryMs: 2_000, heartbeatMs: 15_000, mostOfOne: 6 };

/** What fires when whoever asked has gone. */
export function endingOf(response: Response): AbortController {
  const ending = new AbortController();
  response.once('close', () => ending.abort());
  return ending;
}

/**
 * Answers that go on for a while. Such an answer was allowed at its beginning, so while it lasts the session
 * is read again and again: it ends when that is over, or when the rights are not those of the beginning.
 */
export class Streams {
  readonly #sessions: Pick<SessionStore, 'callerNow' | 'touchAtOnce'>;
  readonly #limits: StreamLimits;
  readonly #open = new Map<AbortController, string>();

  constructor(sessions: Pick<SessionStore, 'callerNow' | 'touchAtOnce'>, limits: Partial<StreamLimits> = {}) {
    this.#sessions = sessions;
    this.#limits = { ...usual, ...limits };
  }

  /**
   * Answers with what the handler of a stream has returned, to its end.
   *
   * @throws {ProblemError} `too_many_requests`, `out_of_range` before the first byte; afterwards whatever the
   * stream fails with, for the log alone
   */
  async answer(row: Row, output: unknown, stream: StreamCall): Promise<void> {
    const { request, response, ending } = stream;
    const caller = callerOf(request);
    this.#refuseMoreOf(caller);
    this.#open.set(ending, caller.actor.id);
    const watch = setInterval(() => void this.#check(caller, ending), this.#limits.checkEveryMs);
    try {
      await this.#sessions.touchAtOnce(request);
      response.set('Cache-Control', 'no-store, no-transform');
      if (row.stream === 'events') {
        await sendEvents(row, eventsOf(output), memberOf(caller), stream, this.#limits.heartbeatMs);
      } else {
        await sendFile(fileOf(output), stream);
      }
    } finally {
      clearInterval(watch);
      this.#open.delete(ending);
      ending.abort();
    }
  }

  /** Ends all that is open, so that the process can. */
  close(): void {
    for (const ending of this.#open.keys()) ending.abort();
  }

  #refuseMoreOf({ actor }: Caller): void {
    const own = [...this.#open.values()].filter((id) => id === actor.id).length;
    if (own < this.#limits.mostOfOne) return;
    throw new ProblemError('too_many_requests', {
      detail: `At most ${this.#limits.mostOfOne} downloads and live pages can be open at a time. Close another one.`,
      retryAfter: 10,
    });
  }

  /** What cannot be known to be allowed ends. */
  async #check(caller: Caller, ending: AbortController): Promise<void> {
    const now = await this.#sessions.callerNow(caller.sessionId).catch(() => undefined);
    if (now === undefined || rightsOf(now) !== rightsOf(caller)) ending.abort();
  }
}

/** Whose eyes, and what they may see. */
function rightsOf({ actor, viewed, account }: Caller): string {
  return JSON.stringify([actor.id, actor.grants, viewed?.id, viewed?.grants, account]);
}

function eventsOf(output: unknown): AsyncIterable<unknown> {
  if (typeof output === 'object' && output !== null && Symbol.asyncIterator in output) {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what has this key is iterable
    return output as AsyncIterable<unknown>;
  }
  throw new Error('The handler of events has returned something else.');
}

function fileOf(output: unknown): StreamedFile {
  if (typeof output === 'object' && output !== null && ('chunks' in output || 'from' in output)) {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- handlers are typed by their rows
    return output as StreamedFile;
  }
  throw new Error('The handler of a file has returned something else.');
}
