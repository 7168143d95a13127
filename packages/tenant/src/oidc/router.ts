import { type NextFunction, type Request, type Response, Router } from 'express';
import { errors } from 'oidc-provider';
import { pageHeaders } from '../pages/layout.ts';
import { problemPage } from '../pages/parts.ts';
import { federatedRoutes } from '../sign-in/federated-routes.ts';
import type { SignInOptions } from '../sign-in/flow.ts';
import { mfaRoutes } from '../sign-in/mfa/routes.ts';
import { passwordRoutes } from '../sign-in/password-routes.ts';
import { passwordlessRoutes } from '../sign-in/passwordless/routes.ts';
import { resetRoutes } from '../sign-in/reset-password-routes.ts';
import { signUpRoutes } from '../sign-in/sign-up/routes.ts';

/** The pages between the application's redirect and its callback. */
export function signInRouter(options: SignInOptions): Router {
  const router = Router();
  router.use(passwordRoutes(options));
  router.use(signUpRoutes(options));
  router.use(resetRoutes(options));
  router.use(passwordlessRoutes(options));
  router.use(federatedRoutes(options));
  router.use(mfaRoutes(options));
  router.use((error: unknown, _request: Request, response: Response, next: NextFunction) => {
    if (!(error instanceof errors.SessionNotFound)) {
      next(error);
      return;
    }
    response
      .status(400)
      .set(pageHeaders(options.formTargets))
      .send(problemPage('This sign-in has expired, or it was begun in another browser.'));
  });
  return router;
}
