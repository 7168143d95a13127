import type { Request, Response } from 'express';
import { endSession } from '../oidc/end-session.ts';
import { isEnrolled } from '../store/authentication-methods.ts';
import { writeLogEvent } from '../store/log-events.ts';
import { savePendingSignIn } from '../store/pending-sign-ins.ts';
import type { ConnectionRecord } from '../store/schema.ts';
import { strategyTypeOf } from '../store/strategy-type.ts';
import { findUser } from '../store/users.ts';
import { eventOf, type Flow, type SignInOptions } from './flow.ts';
import { isRememberedBrowser } from './mfa/remembered-browser.ts';
import { nameOf } from './name-of.ts';
import { recordSignIn } from './record-sign-in.ts';
import { showSignIn } from './sign-in-page.ts';

/** Somebody who has shown who they are, as far as the first factor goes. */
export interface KnownPerson {
  userId: string;
  connection: ConnectionRecord;
}

/** A request and the sign-in it belongs to. */
export interface Step {
  flow: Flow;
  request: Request;
  response: Response;
}

/**
 * Decides about somebody whose first factor was right: refused when an administrator has blocked
 * them, asked for the second factor when they have one, and signed in otherwise.
 */
export async function settle(options: SignInOptions, step: Step, person: KnownPerson): Promise<void> {
  const { db } = options.context;
  const { flow, request, response } = step;
  const user = await findUser(db, person.userId);
  const event = eventOf(flow, person.connection, nameOf(user), person.userId);
  if (user === undefined || user.blocked === true) {
    await writeLogEvent(db, { ...event, type: 'f', description: 'user is blocked' });
    showSignIn(options, flow, response, { error: 'Your account has been blocked.' });
    return;
  }
  if ((await isEnrolled(db, user.user_id)) && !(await isRememberedBrowser(db, request, user.user_id))) {
    await savePendingSignIn(db, flow.uid, {
      userId: user.user_id,
      connection: person.connection.name,
      passed: false,
    });
    await writeLogEvent(db, { ...event, type: 'mfar', description: 'MFA is required' });
    response.redirect(303, `${flow.path}/mfa`);
    return;
  }
  await finishSignIn(options, step, person);
}

/** What the session remembers of a second factor, in Auth0's words. */
export type SecondFactor = 'mfa:otp' | 'mfa:sms' | 'mfa:email' | 'mfa:recovery-code';

/** Signs somebody in and goes back to the application. */
export async function finishSignIn(
  options: SignInOptions,
  { flow, request, response }: Step,
  { userId, connection }: KnownPerson,
  ...factors: SecondFactor[]
): Promise<void> {
  const { context, provider } = options;
  const user = await findUser(context.db, userId);
  await recordSignIn(context, userId, flow.ip, {
    ...eventOf(flow, connection, nameOf(user), userId),
    type: 's',
    description: 'Successful login',
  });
  await forgetSession(options, request, response);
  await provider.interactionFinished(request, response, {
    login: { accountId: userId, amr: [firstFactorOf(connection), ...factors] },
  });
}

/** @see https://auth0.com/docs/manage-users/sessions/sessions-lifecycle — `authentication.methods` */
function firstFactorOf({ strategy }: ConnectionRecord): string {
  switch (strategyTypeOf(strategy)) {
    case 'database':
      return 'pwd';
    case 'passwordless':
      return strategy;
    default:
      return 'federated';
  }
}

/**
 * Whoever was signed in here makes room for whoever signs in now. Left to itself, the library would
 * ask the browser to confirm that the other one is signed out.
 */
async function forgetSession(
  { context, provider }: SignInOptions,
  request: Request,
  response: Response,
): Promise<void> {
  const interaction = await provider.interactionDetails(request, response);
  delete interaction.session;
  await interaction.save(interaction.exp - Math.floor(Date.now() / 1000));
  await endSession(context, request);
}
