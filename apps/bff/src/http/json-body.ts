import express, { type RequestHandler } from 'express';
import { ProblemError } from './problem.ts';

/** The largest body that is read, in bytes. */
const maxBytes = 256 * 1024;
/** The deepest nesting that is read. */
const maxDepth = 32;

/**
 * Reads a JSON body into `request.body`: UTF-8 only, at most 256 kB, at most 32 levels, and no key
 * twice or named `__proto__`, which two readers could understand differently (RFC 8259 §4).
 * A request without a body leaves `request.body` undefined.
 */
export function jsonBody(): RequestHandler {
  const read = express.raw({ limit: maxBytes, inflate: false, type: () => true });
  return (request, response, next) => {
    const hasBody =
      request.get('Transfer-Encoding') !== undefined || (request.get('Content-Length') ?? '0') !== '0';
    if (!hasBody) return next();
    if (!isJson(request.get('Content-Type') ?? '')) {
      throw new ProblemError('unsupported_media_type', {
        detail: 'Send the body as application/json in UTF-8.',
      });
    }
    return read(request, response, (error: unknown) => {
      if (error !== undefined) return next(error);
      const body: unknown = request.body;
      try {
        request.body = Buffer.isBuffer(body) ? parseJson(body) : undefined;
      } catch (fault) {
        return next(fault);
      }
      return next();
    });
  };
}

function isJson(contentType: string): boolean {
  return /^application\/json\s*(;\s*charset\s*=\s*"?utf-8"?\s*)?$/i.test(contentType);
}

function parseJson(bytes: Buffer): unknown {
  let text: string;
  let value: unknown;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    value = JSON.parse(text);
  } catch (cause) {
    throw new ProblemError('invalid_input', { detail: 'The body is not JSON in UTF-8.', cause });
  }
  refuseAmbiguous(text);
  return value;
}

/** Looks for what `JSON.parse` hides. The text has been parsed: every quotation mark in it is closed. */
function refuseAmbiguous(text: string): void {
  const open: Set<unknown>[] = [];
  let last = '';
  for (const [found] of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\]:]/gsu)) {
    if (found === '{' || found === '[') open.push(new Set());
    else if (found === '}' || found === ']') open.pop();
    else if (found === ':') refuseKey(JSON.parse(last), open.at(-1));
    if (open.length > maxDepth) throw refused(`The body is nested deeper than ${maxDepth} levels.`);
    last = found;
  }
}

function refuseKey(key: unknown, siblings: Set<unknown> | undefined): void {
  if (key === '__proto__') throw refused('The key __proto__ is not allowed.');
  if (siblings?.has(key) === true) throw refused('The body holds the same key twice.');
  siblings?.add(key);
}

function refused(detail: string): ProblemError {
  return new ProblemError('invalid_input', { detail });
}
