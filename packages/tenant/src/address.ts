import type { Request } from 'express';

/** Where a request comes from, IPv4 in its usual form. */
export function addressOf(request: Request): string {
  return (request.ip ?? '').replace(/^::ffff:/u, '');
}
