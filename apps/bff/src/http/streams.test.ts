import { once } from 'node:events';
import { createServer, get, type IncomingMessage, type Server } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { HeldGrant } from '@rollcall/shared/access/grants.ts';
import type { Row } from '@rollcall/shared/contract/row.ts';
import express, { type Express } from 'express';
import pino from 'pino';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Caller } from '../store/caller.ts';
import { refuseCrossSite } from './csrf.ts';
import type { StreamedFile } from './handler.ts';
import { problemHandler } from './problem.ts';
import { requestId } from './request-id.ts';
import { endingOf, type StreamLimits, Streams } from './streams.ts';

const caller: Caller = {
  actor: { id: 'm1', name: undefined, email: undefined, picture: undefined, grants: [] },
  viewed: undefined,
  account: undefined,
  sessionId: 's1',
  steppedUpUntil: undefined,
};

const viewer: HeldGrant = {
  role: 'viewer-users',
  title: 'Viewer – Users',
  permissions: ['users:read'],
  scope: { all: true },
  mask: [],
};

const fileRow: Row = {
  method: 'GET',
  path: '/api/things/:id/file',
  scopes: [],
  stream: 'file',
  status: 200,
  problems: [],
};
const eventsRow: Row = {
  method: 'GET',
  path: '/api/things/events',
  scopes: [],
  stream: 'events',
  status: 200,
  response: z.object({
    id: z.string().optional(),
    event: z.literal('tick'),
    data: z.object({ n: z.number() }),
  }),
  problems: [],
};

let server: Server | undefined;
let log = '';
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  log = '';
});

interface Served {
  origin: string;
  streams: Streams;
  /** Who the session is of from now on. */
  become: (now: Caller | undefined) => void;
  touched: () => number;
}

/** A server with one row, whose handler returns this. */
async function serve(
  row: Row,
  make: (signal: AbortSignal) => unknown,
  limits: Partial<StreamLimits> = {},
): Promise<Served> {
  let now: Caller | undefined = caller;
  let touched = 0;
  const sessions = {
    callerNow: async () => now,
    touchAtOnce: async () => {
      touched += 1;
    },
  };
  const streams = new Streams(sessions, limits);
  const app: Express = express();
  app.use(requestId, refuseCrossSite(new URL('http://here.example'), [row]));
  app.use((request, _response, next) => {
    Object.assign(request, { session: { caller } });
    next();
  });
  app.get(row.path, async (request, response) => {
    const ending = endingOf(response);
    await streams.answer(row, make(ending.signal), { request, response, ending });
  });
  app.use(problemHandler(pino({ level: 'info' }, { write: (line: string) => (log += line) })));
  server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  return {
    origin: `http://127.0.0.1:${port}`,
    streams,
    become: (next) => (now = next),
    touched: () => touched,
  };
}

const own = { 'x-csrf': '1' };
const path = '/api/things/7/file';

function open(url: string, headers: Record<string, string> = own): Promise<IncomingMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  get(url, { headers }, resolve).on('error', reject);
  return promise;
}

/** All that comes, and whether it came to an end or was cut off. */
async function rest(message: IncomingMessage): Promise<{ text: string; isWhole: boolean }> {
  let text = '';
  message.setEncoding('latin1');
  try {
    for await (const chunk of message) text += String(chunk);
  } catch {
    return { text, isWhole: false };
  }
  return { text, isWhole: message.complete };
}

async function* bytes(...texts: string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield Buffer.from(text);
}

const alphabet = 'abcdefghijklmnopqrstuvwxyz';
const kept: StreamedFile = {
  name: 'Öl "7".csv',
  type: 'text/csv; charset=utf-8',
  size: alphabet.length,
  version: 'v1',
  from: (offset) => bytes(alphabet.slice(offset, offset + 1), alphabet.slice(offset + 1)),
};

describe('a file', () => {
  it('is saved under its name, by no cache', async () => {
    const { origin, touched } = await serve(fileRow, () => ({
      name: 'Öl "7".csv',
      type: 'text/csv; charset=utf-8',
      chunks: bytes('a', 'b'),
    }));
    const message = await open(origin + path);
    expect(message.headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="?l \\"7\\".csv"; filename*=UTF-8''%C3%96l%20%227%22.csv`,
      'cache-control': 'no-store, no-transform',
    });
    expect(message.headers).not.toHaveProperty('accept-ranges');
    expect(await rest(message)).toEqual({ text: 'ab', isWhole: true });
    expect(touched()).toBe(1);
  });

  it.each([
    [{}, 200, alphabet, undefined],
    [{ range: 'bytes=0-0' }, 206, 'a', 'bytes 0-0/26'],
    [{ range: 'bytes=20-' }, 206, 'uvwxyz', 'bytes 20-25/26'],
    [{ range: 'bytes=-2' }, 206, 'yz', 'bytes 24-25/26'],
    [{ range: 'bytes=5-99' }, 206, alphabet.slice(5), 'bytes 5-25/26'],
    [{ range: 'bytes=0-1,4-5' }, 200, alphabet, undefined],
    [{ range: 'lines=0-1' }, 200, alphabet, undefined],
    [{ range: 'nonsense' }, 200, alphabet, undefined],
    [{ range: 'bytes=24-', 'if-range': '"v1"' }, 206, 'yz', 'bytes 24-25/26'],
    [{ range: 'bytes=24-', 'if-range': '"v0"' }, 200, alphabet, undefined],
    [{ range: 'bytes=24-', 'if-range': 'W/"v1"' }, 200, alphabet, undefined],
  ])('that is kept answers %j with %i', async (headers, status, text, range) => {
    const { origin } = await serve(fileRow, () => kept);
    const message = await open(origin + path, { ...own, ...headers });
    expect(message.statusCode).toBe(status);
    expect(message.headers).toMatchObject({
      etag: '"v1"',
      'accept-ranges': 'bytes',
      'content-length': String(text.length),
    });
    expect(message.headers['content-range']).toBe(range);
    expect(await rest(message)).toEqual({ text, isWhole: true });
  });

  it('says where it ends to who asks for more', async () => {
    const { origin } = await serve(fileRow, () => kept);
    const message = await open(origin + path, { ...own, range: 'bytes=26-' });
    expect([message.statusCode, message.headers['content-range']]).toEqual([416, 'bytes */26']);
    expect(message.headers).not.toHaveProperty('content-disposition');
    expect(JSON.parse((await rest(message)).text)).toMatchObject({ code: 'out_of_range' });
  });

  it('that fails before its first byte is a problem', async () => {
    const { origin } = await serve(fileRow, () => ({
      ...kept,
      from: unreadable,
    }));
    const message = await open(origin + path);
    expect([message.statusCode, message.headers['content-disposition']]).toEqual([500, undefined]);
    expect(log).toContain('unreadable');
  });

  it.each([
    ['made', { name: 'a', type: 'text/plain', chunks: broken() }],
    ['kept', { ...kept, from: broken }],
    ['shorter than it said', { ...kept, size: 99, from: short }],
  ])('that breaks off, %s, does not look whole', async (_words, file) => {
    const { origin } = await serve(fileRow, () => file);
    const { isWhole } = await rest(await open(origin + path));
    expect(isWhole).toBe(false);
    await expect.poll(() => log).toMatch(/broken|shorter/);
  });

  it('is made as fast as it is taken, and no further when its taker goes', async () => {
    let made = 0;
    let isOver = false;
    const { origin } = await serve(fileRow, () => ({
      name: 'big',
      type: 'text/plain',
      chunks: (async function* () {
        try {
          for (;;) {
            made += 1;
            yield Buffer.alloc(64_000);
          }
        } finally {
          isOver = true;
        }
      })(),
    }));
    const message = await open(origin + path);
    message.pause();
    await pause(150);
    const before = made;
    await pause(150);
    expect(made).toBe(before);
    expect(made).toBeLessThan(400);
    message.destroy();
    await expect.poll(() => isOver).toBe(true);
    expect(log).toBe('');
  });

  it('is cut off when the session ends', async () => {
    const { origin, become } = await serve(fileRow, () => ({ ...kept, from: slow }), { checkEveryMs: 20 });
    const message = await open(origin + path);
    become(undefined);
    expect((await rest(message)).isWhole).toBe(false);
  });
});

async function* broken(): AsyncGenerator<Uint8Array> {
  yield Buffer.from('abc');
  await pause(20);
  throw new Error('broken');
}

async function* unreadable(): AsyncGenerator<Uint8Array> {
  await Promise.reject(new Error('unreadable'));
  yield Buffer.from('abc');
}

async function* short(): AsyncGenerator<Uint8Array> {
  yield Buffer.from('abc');
  await pause(20);
}

async function* slow(): AsyncGenerator<Uint8Array> {
  for (;;) {
    yield Buffer.from('a');
    await pause(1_000);
  }
}

describe('events', () => {
  const eventsPath = '/api/things/events';

  it('come one by one in the form of their row, and say when there are no more', async () => {
    const { origin } = await serve(eventsRow, async function* () {
      yield { id: '1', event: 'tick', data: { n: 1, secret: 'x' } };
      yield { event: 'tick', data: { n: 2 } };
    });
    const message = await open(origin + eventsPath);
    expect(message.headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
    });
    expect(await rest(message)).toEqual({
      text: 'retry: 3000\n\nid: 1\nevent: tick\ndata: {"n":1}\n\nevent: tick\ndata: {"n":2}\n\nevent: end\ndata: {}\n\n',
      isWhole: true,
    });
  });

  it.each([
    [{ event: 'tick', data: { n: 'text' } }],
    [{ id: '1\nevent: other', event: 'tick', data: { n: 1 } }],
  ])('break off at %j', async (event) => {
    const { origin } = await serve(eventsRow, async function* () {
      yield event;
    });
    const { text, isWhole } = await rest(await open(origin + eventsPath));
    expect([isWhole, text.includes('data:')]).toEqual([false, false]);
  });

  it('have a heartbeat while nothing happens', async () => {
    const { origin } = await serve(eventsRow, never, { heartbeatMs: 10 });
    const message = await open(origin + eventsPath);
    message.setEncoding('utf8');
    let text = '';
    message.on('data', (chunk: string) => (text += chunk));
    await expect.poll(() => text).toContain(':\n\n:\n\n');
  });

  it.each<[string, Caller | undefined]>([
    ['is over', undefined],
    ['may see something else', { ...caller, actor: { ...caller.actor, grants: [viewer] } }],
    ['sees it as somebody else', { ...caller, viewed: { ...caller.actor, id: 'm2' } }],
    ['is of somebody else', { ...caller, actor: { ...caller.actor, id: 'm2' } }],
  ])('end without a last one when the session %s', async (_words, next) => {
    const { origin, become } = await serve(eventsRow, never, { checkEveryMs: 20 });
    const message = await open(origin + eventsPath);
    become(next);
    expect(await rest(message)).toEqual({ text: 'retry: 3000\n\n', isWhole: true });
  });

  it('go on when the session is the same but for a fresh sign-in', async () => {
    const { origin, become } = await serve(eventsRow, never, { checkEveryMs: 10 });
    const message = await open(origin + eventsPath);
    become({ ...caller, steppedUpUntil: new Date() });
    const over = rest(message).then(() => 'over');
    expect(await Promise.race([over, pause(100, 'open')])).toBe('open');
  });

  it('end when nobody can tell whether they may go on, and when the process does', async () => {
    const { origin, streams } = await serve(eventsRow, never);
    const message = await open(origin + eventsPath);
    streams.close();
    expect((await rest(message)).isWhole).toBe(true);
  });

  it('tell their source when the listener goes', async () => {
    const signals: AbortSignal[] = [];
    const { origin } = await serve(eventsRow, (signal) => {
      signals.push(signal);
      return never();
    });
    const message = await open(origin + eventsPath);
    message.destroy();
    await expect.poll(() => signals[0]?.aborted).toBe(true);
  });

  it('are so many at a time for one member, and more when one has ended', async () => {
    const { origin } = await serve(eventsRow, never, { mostOfOne: 2 });
    const [first] = [await open(origin + eventsPath), await open(origin + eventsPath)];
    const third = await open(origin + eventsPath);
    expect(third.statusCode).toBe(429);
    expect(JSON.parse((await rest(third)).text)).toMatchObject({ code: 'too_many_requests', retryAfter: 10 });
    first.destroy();
    await expect.poll(async () => (await open(origin + eventsPath)).statusCode).toBe(200);
  });
});

async function* never(): AsyncGenerator<never> {
  yield await new Promise<never>(() => {});
}

describe('the gate', () => {
  it.each([
    ['GET', path, { 'sec-fetch-site': 'same-origin' }, 200],
    ['GET', path, { 'x-csrf': '1' }, 200],
    ['GET', path, {}, 403],
    ['GET', path, { origin: 'http://here.example' }, 403],
    ['GET', path, { 'sec-fetch-site': 'none' }, 403],
    ['GET', path, { 'sec-fetch-site': 'same-site' }, 403],
    ['GET', path, { 'sec-fetch-site': 'cross-site' }, 403],
    ['GET', path, { 'sec-fetch-site': 'cross-site', 'x-csrf': '1' }, 403],
    ['HEAD', path, { 'sec-fetch-site': 'same-origin' }, 403],
    ['POST', path, { 'sec-fetch-site': 'same-origin' }, 403],
    ['GET', '/api/things/7/file/more', { 'sec-fetch-site': 'same-origin' }, 403],
    ['GET', '/api/things/7', { 'sec-fetch-site': 'same-origin' }, 403],
    ['GET', `/x${path}`, { 'sec-fetch-site': 'same-origin' }, 403],
  ])('of a stream: %s %s with %j is %i', async (method, address, headers, status) => {
    const { origin } = await serve(fileRow, () => kept);
    const answer = await fetch(origin + address, { method, headers });
    expect(answer.status).toBe(status);
    await answer.body?.cancel();
  });
});
