import type { Request, RequestHandler } from 'express';
import session from 'express-session';
import type { Config } from '../env.ts';
import type { SessionStore } from '../store/session-store.ts';
import type { Caller } from '../store/caller.ts';
import { cookiesFor } from './cookies.ts';
import { ProblemError } from './problem.ts';

/** The session of a request. Nothing is stored, and no cookie set, before someone has signed in. */
export function sessions(
  config: Pick<Config, 'publicUrl' | 'sessionSecrets'>,
  store: SessionStore,
): RequestHandler {
  const { name, options } = cookiesFor(config.publicUrl).session;
  return session({
    name,
    store,
    secret: [...config.sessionSecrets],
    cookie: { httpOnly: true, secure: options.secure === true, sameSite: 'strict', path: '/' },
    resave: false,
    saveUninitialized: false,
    rolling: false,
  });
}

/**
 * Who makes this call.
 *
 * @throws {ProblemError} `not_signed_in`; `store_unavailable` where there is no session object at
 * all, which is how express-session shows a store that is away.
 */
export function callerOf(request: Request): Caller {
  const current: Request['session'] | undefined = request.session;
  if (current === undefined) throw new ProblemError('store_unavailable');
  if (current.caller === undefined) throw new ProblemError('not_signed_in');
  return current.caller;
}

/** Lets team members through and nobody else, before anything is told about what lies behind. */
export const requireTeamMember: RequestHandler = (request, _response, next) => {
  callerOf(request);
  next();
};
