import { Router } from 'express';
import { errors } from 'oidc-provider';
import { acceptAssertion } from '../identity-provider/accept-assertion.ts';
import { writeLogEvent } from '../store/log-events.ts';
import { eventOf, readFlow, type SignInOptions } from './flow.ts';
import { settle } from './settle.ts';
import { showSignIn } from './sign-in-page.ts';

/** Where an identity provider sends people back to. */
export function federatedRoutes(options: SignInOptions): Router {
  const { context, assertions } = options;
  const router = Router();

  router.get('/u/login/:uid/callback', async (request, response) => {
    const flow = await readFlow(options, request, response);
    const token = request.query['assertion'];
    const assertion = typeof token === 'string' ? await assertions.verify(token, flow.uid) : undefined;
    if (assertion === undefined) {
      throw new errors.SessionNotFound(
        'The identity provider was too slow, or its answer belongs to another sign-in.',
      );
    }
    const connection = flow.ways.federated.find(({ name }) => name === assertion.connection);
    const userId = connection && (await acceptAssertion(context, connection, assertion));
    if (connection === undefined || userId === undefined) {
      const { email, name } = assertion.profile;
      await writeLogEvent(context.db, {
        ...eventOf(flow, connection, email ?? name),
        type: 'f',
        description: 'The connection does not create users at sign-in, and this one is not known',
      });
      const error = 'You have no account here, and this way in creates none.';
      showSignIn(options, flow, response, { error });
      return;
    }
    await settle(options, { flow, request, response }, { userId, connection });
  });
  return router;
}
