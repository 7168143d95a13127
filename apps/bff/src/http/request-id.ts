import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { RequestHandler } from 'express';

const ids = new WeakMap<IncomingMessage, string>();

/** The id that ties an answer to its lines in the log. A caller's own id is never taken over. */
export function requestIdOf(request: IncomingMessage): string {
  const known = ids.get(request);
  if (known !== undefined) return known;
  const id = randomUUID();
  ids.set(request, id);
  return id;
}

/** Puts `X-Request-Id` on every answer. */
export const requestId: RequestHandler = (request, response, next) => {
  response.set('X-Request-Id', requestIdOf(request));
  next();
};
