import type { Row } from '@rollcall/shared/contract/row.ts';
import { rows } from '@rollcall/shared/contract/rows.ts';
import type { Request, RequestHandler } from 'express';
import { ProblemError } from './problem.ts';

/**
 * Lets only Rollcall's own pages, and programs that are no browsers, through.
 *
 * `X-CSRF: 1` cannot be sent from another origin without a preflight, which is never granted.
 * Where the browser says whence a request came (Fetch Metadata), it must be the same origin:
 * `same-site` is refused too, for a sibling's script would carry the cookie. Where it does not,
 * `Origin` must be ours if it is there at all.
 *
 * A link that saves a file, and a listener for events, cannot send that header. For these reads alone it is
 * enough that the browser says they are from the same origin, which no other page can make it say.
 * Sources: W3C Fetch Metadata; OWASP Cross-Site Request Forgery Prevention Cheat Sheet
 */
export function refuseCrossSite(
  publicUrl: URL,
  streams: readonly Row[] = Object.values<Row>(rows).filter(({ stream }) => stream !== undefined),
): RequestHandler {
  const addresses = streams.map(({ path }) => new RegExp(`^${path.replaceAll(/:\w+/g, '[^/]+')}$`));
  const isStream = ({ method, baseUrl, path }: Request) =>
    method === 'GET' && addresses.some((address) => address.test(baseUrl + path));
  return (request, _response, next) => {
    const site = request.get('Sec-Fetch-Site');
    const origin = request.get('Origin');
    const isOurs = origin === undefined || origin === publicUrl.origin;
    const isFromHere = site === 'same-origin' || ((site === undefined || site === 'none') && isOurs);
    if (request.get('X-CSRF') === '1' && isFromHere) return next();
    if (site === 'same-origin' && isStream(request)) return next();
    throw new ProblemError('cross_site', {
      detail: 'Calls must carry the header X-CSRF: 1 and come from Rollcall’s own pages.',
    });
  };
}
