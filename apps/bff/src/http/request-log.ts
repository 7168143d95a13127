import type { Request, RequestHandler } from 'express';
import type { Logger } from 'pino';
import { requestIdOf } from './request-id.ts';

/**
 * One line per answer. It names the route and never the address: addresses hold searches, e-mails
 * and ids. Headers and bodies are not looked at.
 */
export function requestLog(logger: Logger): RequestHandler {
  return (request, response, next) => {
    const start = performance.now();
    response.on('close', () => {
      logger.info({
        requestId: requestIdOf(request),
        method: request.method,
        route: routeOf(request),
        status: response.writableFinished ? response.statusCode : 'aborted',
        ms: Math.round(performance.now() - start),
        memberId: memberIdOf(request),
      });
    });
    next();
  };
}

function routeOf(request: Request): string {
  const route: unknown = request.route;
  const isRoute = typeof route === 'object' && route !== null && 'path' in route;
  return isRoute ? String(route.path) : 'none';
}

function memberIdOf(request: Request): string | undefined {
  const session: Request['session'] | undefined = request.session;
  return session?.caller?.actor.id;
}
