import type { RequestHandler } from 'express';
import { ProblemError } from './problem.ts';

/** `.` or `..` between slashes, as they are or percent-encoded, backslashes included. */
const dotSegment = /(?:^|\/|\\|%2f|%5c)(?:\.|%2e){1,2}(?=\/|\\|%2f|%5c|$)/i;

/**
 * Refuses an address with `.` or `..` in it. Browsers resolve them before they ask, so somebody wrote
 * this one by hand. It comes after the rows, whose own ids say better what is wrong with them.
 * Source: RFC 3986 §5.2.4
 */
export const refuseDotSegments: RequestHandler = (request, _response, next) => {
  const [path = ''] = request.originalUrl.split('?');
  if (!dotSegment.test(path)) return next();
  throw new ProblemError('invalid_input', { detail: 'An address cannot have . or .. as a part.' });
};
