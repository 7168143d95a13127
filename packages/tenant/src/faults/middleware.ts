import { STATUS_CODES } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RequestHandler, Response } from 'express';
import type { Fault, FaultRegistry } from './fault.ts';

/** Lets each request meet the faults that are switched on for it. */
export function faultMiddleware(faults: FaultRegistry): RequestHandler {
  return async (request, response, next) => {
    const latency = faults.latency();
    if (latency > 0) await sleep(latency);
    for (const fault of faults.take(request.method, request.path)) {
      if (fault.kind === 'delay') await sleep(fault.ms);
      else if (fault.kind === 'cut' && fault.when === 'after') cutInsteadOfAnswering(response);
      else {
        spoil(fault, response);
        return;
      }
    }
    next();
  };
}

function spoil(fault: Fault, response: Response): void {
  switch (fault.kind) {
    case 'status':
      response
        .status(fault.status)
        .set(fault.status === 429 ? rateLimitHeaders() : {})
        .set(fault.headers ?? {})
        .json(fault.body ?? bodyOf(fault.status));
      return;
    case 'malformed':
      response.type('json').send('{"users":[{"user_id":"auth0|');
      return;
    case 'html':
      response.type('html').send('<!doctype html><title>Maintenance</title><p>Back soon.</p>');
      return;
    case 'cut':
    case 'delay':
      response.destroy();
  }
}

function cutInsteadOfAnswering(response: Response): void {
  response.writeHead = () => response;
  response.write = () => true;
  response.end = () => response.destroy();
}

/** `x-ratelimit-reset` is the second at which the next request is allowed. */
function rateLimitHeaders(): Record<string, string> {
  const reset = Math.ceil(Date.now() / 1000) + 1;
  return { 'x-ratelimit-limit': '10', 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(reset) };
}

function bodyOf(status: number): Record<string, unknown> {
  const error = STATUS_CODES[status] ?? 'Error';
  return status === 429
    ? { statusCode: status, error, message: 'Global limit has been reached', errorCode: 'too_many_requests' }
    : { statusCode: status, error, message: error };
}
