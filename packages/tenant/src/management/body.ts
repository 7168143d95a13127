import express, { type Request, type RequestHandler, type Response } from 'express';
import type { Endpoint } from './endpoint.ts';
import { ManagementError } from './management-error.ts';
import { assertStorable } from './storable.ts';

/** Of everything but multipart, in bytes. */
export const BODY_LIMIT = 1_048_576;

const PARSERS = [
  express.json({ limit: BODY_LIMIT }),
  // Every JSON endpoint of Auth0's takes forms too.
  express.urlencoded({ extended: false, limit: BODY_LIMIT }),
];

/**
 * What a request brings: parsed JSON, a parsed form, or the parts of a multipart body.
 * @throws {ManagementError} 400 when it cannot be read or kept; the body parsers' own errors when it is too large.
 */
export async function readBody(endpoint: Endpoint, request: Request, response: Response): Promise<unknown> {
  if (endpoint.multipart !== undefined) {
    return readMultipart(request, response, endpoint.multipart.maxBytes);
  }
  for (const parser of PARSERS) await run(parser, request, response);
  const body: unknown = request.body;
  assertStorable(body);
  return body;
}

async function readMultipart(request: Request, response: Response, maxBytes: number): Promise<FormData> {
  await run(express.raw({ type: () => true, limit: maxBytes }), request, response);
  const body: unknown = request.body;
  try {
    return await new globalThis.Response(body instanceof Buffer ? new Uint8Array(body) : null, {
      headers: { 'content-type': request.get('content-type') ?? '' },
    }).formData();
  } catch {
    throw new ManagementError(
      400,
      "Payload validation error: 'Invalid multipart payload format'.",
      'invalid_body',
    );
  }
}

function run(handler: RequestHandler, request: Request, response: Response): Promise<void> {
  return new Promise((resolve, reject) => {
    void handler(request, response, (error?: unknown) => {
      if (error === undefined) resolve();
      else reject(error);
    });
  });
}
