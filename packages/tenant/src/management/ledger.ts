import type { RequestHandler } from 'express';

/** One request to the Management API, as it was answered. */
export interface LedgerEntry {
  method: string;
  /** With the query string. */
  path: string;
  /** 0 when the connection was cut before an answer. */
  status: number;
  /** When it came, in milliseconds since 1970. */
  at: number;
}

const CAPACITY = 10_000;

/** Remembers the last 10,000 requests, so that a test can see what a client really sent. */
export function createLedger(): { entries: readonly LedgerEntry[]; record: RequestHandler } {
  const entries: LedgerEntry[] = [];
  return {
    entries,
    record: (request, response, next) => {
      const at = Date.now();
      response.once('close', () => {
        if (entries.length >= CAPACITY) entries.shift();
        const status = response.writableFinished ? response.statusCode : 0;
        entries.push({ method: request.method, path: request.originalUrl, status, at });
      });
      next();
    },
  };
}
