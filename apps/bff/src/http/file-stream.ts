import { pipeline } from 'node:stream/promises';
import type { Request, Response } from 'express';
import type { StreamedFile } from './handler.ts';
import { ProblemError } from './problem.ts';
import type { StreamCall } from './streams.ts';

/** Some of a file's bytes, both ends included. */
interface Part {
  start: number;
  end: number;
}

/**
 * Sends a file to be saved, as fast as it is taken, and one that is kept also in part (RFC 9110 §14). What
 * fails on the way cuts the connection: a file that ends early must not look like a whole one.
 *
 * @throws {ProblemError} `out_of_range`
 * @throws what the file fails with; before the first byte nothing of an answer is there yet
 */
export async function sendFile(
  file: StreamedFile,
  { request, response, ending: { signal } }: StreamCall,
): Promise<void> {
  const part = 'from' in file ? askedPart(request, response, file) : undefined;
  const chunks =
    'from' in file && part !== undefined
      ? exactly(part.end - part.start + 1, file.from(part.start))
      : 'from' in file
        ? exactly(file.size, file.from(0))
        : file.chunks;
  const begun = request.method === 'HEAD' ? undefined : await begin(chunks);
  // Sets Content-Disposition for names of any characters (RFC 6266, RFC 8187), and a type by the name.
  response.attachment(file.name).set('Content-Type', file.type);
  if ('from' in file) describe(response, file, part);
  if (begun === undefined) return void response.end();
  try {
    await pipeline(begun, response, { signal });
  } catch (error) {
    response.destroy();
    // Whoever has gone, or may not have it any more, knows why it is cut off.
    if (!signal.aborted) throw error;
  }
}

type KeptFile = Extract<StreamedFile, { size: number }>;

/** The one part that is asked for, of the same file as before; `undefined` for all of it. */
function askedPart(request: Request, response: Response, file: KeptFile): Part | undefined {
  const condition = request.get('If-Range');
  if (condition !== undefined && condition !== etagOf(file)) return undefined;
  const ranges = request.range(file.size);
  if (ranges === -1) {
    response.set('Content-Range', `bytes */${file.size}`);
    throw new ProblemError('out_of_range', { detail: `The file has ${file.size} bytes.` });
  }
  // Of several parts, and of what cannot be read, all is sent; RFC 9110 §14.2 lets us.
  if (ranges === undefined || ranges === -2 || ranges.type !== 'bytes' || ranges.length !== 1)
    return undefined;
  return ranges[0];
}

/** Says what of a kept file is sent. */
function describe(response: Response, file: KeptFile, part: Part | undefined): void {
  const { start, end } = part ?? { start: 0, end: file.size - 1 };
  response.set('Accept-Ranges', 'bytes').set('ETag', etagOf(file));
  response.status(part === undefined ? 200 : 206).set('Content-Length', String(end - start + 1));
  if (part !== undefined) response.set('Content-Range', `bytes ${start}-${end}/${file.size}`);
}

function etagOf({ version }: KeptFile): string {
  return `"${version}"`;
}

/** So many bytes and no more. @throws {Error} where there are fewer */
async function* exactly(count: number, chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let left = count;
  for await (const chunk of chunks) {
    yield chunk.length > left ? chunk.subarray(0, left) : chunk;
    left -= Math.min(left, chunk.length);
    if (left === 0) return;
  }
  if (left > 0) throw new Error('The file is shorter than it was said to be.');
}

/** Waits for the first bytes, so that what fails before them can still be answered as a problem. */
async function begin(chunks: AsyncIterable<Uint8Array>): Promise<AsyncIterable<Uint8Array>> {
  const iterator = chunks[Symbol.asyncIterator]();
  const first = await iterator.next();
  return (async function* () {
    try {
      for (let next = first; next.done !== true; next = await iterator.next()) yield next.value;
    } finally {
      await iterator.return?.();
    }
  })();
}
