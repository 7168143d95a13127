import { once } from 'node:events';
import type { Row } from '@rollcall/shared/contract/row.ts';
import type { Response } from 'express';
import { z } from 'zod';
import { leaving } from '../access/leaving.ts';
import type { TeamMember } from '../store/team.ts';
import type { StreamCall } from './streams.ts';

/** When a browser that was cut off comes back, in milliseconds. */
const retryMs = 3_000;

/** What every event is on the wire: its name and its id are one word each. */
const SentEvent = z.object({
  id: z
    .string()
    .regex(/^[\w.:-]+$/)
    .optional(),
  event: z.string().regex(/^[\w-]+$/),
  data: z.unknown(),
});

/**
 * Sends events (WHATWG HTML §9.2, server-sent events) until there are no more, or nobody takes them. Where there
 * are no more the last one is `end`, so that a listener who was merely cut off comes back and others do not.
 *
 * @throws what the events fail with
 */
export async function sendEvents(
  row: Row,
  events: AsyncIterable<unknown>,
  member: TeamMember,
  { request, response, ending: { signal } }: StreamCall,
  heartbeatMs: number,
): Promise<void> {
  response.status(200).set('Content-Type', 'text/event-stream; charset=utf-8').set('X-Accel-Buffering', 'no');
  if (request.method === 'HEAD') return void response.end();
  response.flushHeaders();
  response.write(`retry: ${retryMs}\n\n`);
  // Whoever does not even read the last one needs no other.
  const heartbeat = setInterval(() => response.writableNeedDrain || response.write(':\n\n'), heartbeatMs);
  try {
    const isEnd = await eachUntil(signal, events, (event) =>
      send(response, textOf(row, member, event), signal),
    );
    if (isEnd) await send(response, 'event: end\ndata: {}\n\n', signal);
  } finally {
    clearInterval(heartbeat);
  }
  response.end();
}

/** An event as it may leave: in the form of its row, without what is hidden from the member. */
function textOf(row: Row, member: TeamMember, event: unknown): string {
  const { id, event: name, data } = SentEvent.parse(row.response?.parse(event));
  const lines = [...(id === undefined ? [] : [`id: ${id}`]), `event: ${name}`];
  return `${[...lines, `data: ${JSON.stringify(leaving(member, data))}`].join('\n')}\n\n`;
}

async function send(response: Response, text: string, signal: AbortSignal): Promise<void> {
  if (signal.aborted || response.write(text)) return;
  await once(response, 'drain', { signal }).catch(() => undefined);
}

/**
 * Does something with each value, and stops at the signal even where the next value never comes.
 *
 * @returns whether there are no more
 */
async function eachUntil(
  signal: AbortSignal,
  values: AsyncIterable<unknown>,
  act: (value: unknown) => Promise<void>,
): Promise<boolean> {
  const iterator = values[Symbol.asyncIterator]();
  const { promise: stopped, resolve: stop } = Promise.withResolvers<undefined>();
  signal.addEventListener('abort', () => stop(undefined));
  try {
    while (!signal.aborted) {
      const next = iterator.next();
      // Where nobody waits for it any more, its failure is nobody's either.
      next.catch(() => undefined);
      const result = await Promise.race([next, stopped]);
      if (result === undefined) break;
      if (result.done === true) return true;
      await act(result.value);
    }
    return false;
  } finally {
    void iterator.return?.().catch(() => undefined);
  }
}
