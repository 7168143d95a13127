import { existsSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import express, { type RequestHandler } from 'express';
import { nonceOf } from './headers.ts';

/** What the build of the web app writes wherever a nonce belongs (Vite's `html.cspNonce`). */
const noncePlaceholder = 'CSP_NONCE_PLACEHOLDER';

/** Where the build puts files whose names hold a hash of their content. */
const hashed = /^\/assets\/[\w.-]+$/;

const compressions = [
  ['br', '.br'],
  ['gzip', '.gz'],
] as const;

/** The files of the built web app; compressed neighbours are preferred, Brotli first. */
export function files(directory: string): RequestHandler {
  const serve = express.static(directory, {
    index: false,
    redirect: false,
    setHeaders: (response, path) => {
      if (!path.startsWith(join(directory, 'assets'))) return;
      response.setHeader('Cache-Control', 'public, max-age=31536000, immutable');
    },
  });
  return (request, response, next) => {
    if (hashed.test(request.path)) {
      // One at a time: asked for both, Express would follow the client's order, which is gzip first.
      const found = compressions.find(
        ([encoding, suffix]) =>
          request.acceptsEncodings(encoding) !== false && existsSync(join(directory, request.path + suffix)),
      );
      response.vary('Accept-Encoding');
      if (found !== undefined) {
        response.set('Content-Encoding', found[0]).type(extname(request.path));
        request.url = request.path + found[1];
      }
    }
    serve(request, response, next);
  };
}

/** The web app's page, for every address that a browser opens; it holds a nonce of its own each time. */
export function page(directory: string): RequestHandler {
  const file = join(directory, 'index.html');
  let html: string | undefined;
  return (request, response, next) => {
    const isPage = request.method === 'GET' || request.method === 'HEAD';
    const isOther = /^\/(api|auth|assets)(\/|$)/.test(request.path);
    if (!isPage || isOther || request.accepts(['json', 'html']) !== 'html') return next();
    html ??= existsSync(file) ? readFileSync(file, 'utf8') : undefined;
    response.set('Cache-Control', 'no-store');
    if (html === undefined) {
      response.status(503).type('text').send('The web app has not been built. Run: npm start\n');
      return;
    }
    response.type('html').send(html.replaceAll(noncePlaceholder, nonceOf(response)));
  };
}
