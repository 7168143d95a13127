// @vitest-environment jsdom
import type { Row } from '@rollcall/shared/contract/row.ts';
import { type ProblemCode, problems } from '@rollcall/shared/problems.ts';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { download } from './download.ts';
import { listen } from './listen.ts';

const row = {
  method: 'GET',
  path: '/api/things/:id/events',
  scopes: [],
  stream: 'events',
  params: z.strictObject({ id: z.string() }),
  status: 200,
  response: z.object({ event: z.literal('tick'), data: z.number() }),
  problems: [],
} as const satisfies Row;

const file = { ...row, path: '/api/things/:id/file', stream: 'file' } as const satisfies Row;

beforeEach(() => void vi.useFakeTimers());
let stopLast = () => {};
afterEach(() => {
  stopLast();
  vi.useRealTimers();
  vi.unstubAllGlobals();
  hide(false);
});

function hide(isHidden: boolean): void {
  Object.defineProperty(document, 'hidden', { value: isHidden, configurable: true });
  document.dispatchEvent(new Event('visibilitychange'));
}

/** An answer of events that can be cut off; it is also when nobody listens. */
function answer(...pieces: string[]): { response: Response; cut: () => void } {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const writer = writable.getWriter();
  for (const piece of pieces) void writer.write(new TextEncoder().encode(piece)).catch(() => undefined);
  return { response: new Response(readable), cut: () => void writer.close().catch(() => undefined) };
}

function failure(code: ProblemCode): Response {
  const { status, title } = problems[code];
  const body = { type: `urn:rollcall:problem:${code}`, title, status, code, detail: title, requestId: 'r' };
  return Response.json(body, { status });
}

/** Listens, with these answers in turn. */
function listening(...answers: (Response | Error)[]) {
  const fetched = vi.fn<typeof fetch>(async (_url, init) => {
    const next = answers.shift();
    if (next instanceof Error) throw next;
    if (next === undefined) return new Promise<Response>(() => {});
    init?.signal?.addEventListener('abort', () => void next.body?.cancel().catch(() => undefined));
    return next;
  });
  vi.stubGlobal('fetch', fetched);
  const told = { events: [] as number[], connected: [] as boolean[], ends: [] as unknown[] };
  const stop = listen(
    row,
    { params: { id: 'a b' } },
    {
      onEvent: ({ data }) => told.events.push(data),
      onConnected: (isConnected) => told.connected.push(isConnected),
      onEnd: (error) => told.ends.push(error),
    },
  );
  stopLast = stop;
  return { told, stop, fetched };
}

const tick = (n: number) => `event: tick\ndata: ${n}\n\n`;

it('tells of each event, however the pieces are cut, and of the end', async () => {
  const { told, fetched } = listening(
    answer('retry: 3000\n\neve', 'nt: tick\nda', 'ta: 1\n\n:\n\n', tick(2), 'event: end\ndata: {}\n\n')
      .response,
  );
  await vi.advanceTimersByTimeAsync(0);
  expect(told).toEqual({ events: [1, 2], connected: [true], ends: [undefined] });
  expect(fetched.mock.calls[0]?.[0]).toBe('/api/things/a%20b/events');
  await vi.advanceTimersByTimeAsync(120_000);
  expect(fetched).toHaveBeenCalledTimes(1);
});

it('comes back after it was cut off, each time later, and at once again when that went well', async () => {
  const first = answer(tick(1));
  const { told, fetched } = listening(
    first.response,
    new TypeError('gone'),
    failure('store_unavailable'),
    answer(tick(2)).response,
  );
  await vi.advanceTimersByTimeAsync(0);
  first.cut();
  await vi.advanceTimersByTimeAsync(400);
  expect([fetched.mock.calls.length, told.connected]).toEqual([1, [true, false]]);
  await vi.advanceTimersByTimeAsync(600);
  expect(fetched).toHaveBeenCalledTimes(2);
  await vi.advanceTimersByTimeAsync(900);
  expect(fetched).toHaveBeenCalledTimes(2);
  await vi.advanceTimersByTimeAsync(1_100 + 4_000);
  expect(told).toMatchObject({ events: [1, 2], ends: [] });
  expect(told.connected.at(-1)).toBe(true);
});

it.each<[ProblemCode]>([['not_signed_in'], ['not_found'], ['permission_missing']])(
  'ends at %s',
  async (code) => {
    const { told, fetched } = listening(failure(code));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(told.ends).toMatchObject([{ problem: { code } }]);
    expect(fetched).toHaveBeenCalledTimes(1);
  },
);

it('waits while the page is in the background', async () => {
  const { told, fetched } = listening(answer(tick(1)).response, answer(tick(2)).response);
  await vi.advanceTimersByTimeAsync(0);
  hide(true);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(fetched.mock.calls[0]?.[1]?.signal?.aborted).toBe(true);
  expect(fetched).toHaveBeenCalledTimes(1);
  hide(false);
  await vi.advanceTimersByTimeAsync(0);
  expect(told.events).toEqual([1, 2]);
});

it('lets go when it is stopped', async () => {
  const { told, stop, fetched } = listening(answer(tick(1)).response);
  await vi.advanceTimersByTimeAsync(0);
  stop();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(fetched.mock.calls[0]?.[1]?.signal?.aborted).toBe(true);
  expect([fetched.mock.calls.length, told.ends]).toEqual([1, []]);
});

it('saves a file that is there, and says what is in the way of one that is not', async () => {
  const clicked = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined);
  vi.stubGlobal(
    'fetch',
    vi.fn(async () => new Response('x', { status: 206 })),
  );
  await download(file, { params: { id: '1' } });
  expect(clicked.mock.contexts).toMatchObject([{ pathname: '/api/things/1/file' }]);
  vi.stubGlobal(
    'fetch',
    vi.fn(async () => failure('not_found')),
  );
  await expect(download(file, { params: { id: '1' } })).rejects.toMatchObject({
    problem: { code: 'not_found' },
  });
  expect(clicked).toHaveBeenCalledTimes(1);
  clicked.mockRestore();
});
