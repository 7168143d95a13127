import { Router } from 'express';
import { z } from 'zod';
import { verifyRecoveryCode, verifyTotp } from '../../factors/verify.ts';
import { recipientOfCode, tryCode } from '../../store/one-time-codes.ts';
import { savePendingSignIn } from '../../store/pending-sign-ins.ts';
import { readFlow, showPage, type SignInOptions } from '../flow.ts';
import { FORM } from '../form.ts';
import type { KnownPerson, SecondFactor, Step } from '../settle.ts';
import { showSignIn } from '../sign-in-page.ts';
import { type Factors, readFactors } from './factors.ts';
import { appPage, choicePage, newRecoveryCodePage, recoveryPage, sentPage } from './pages.ts';
import { findPending, finishWithFactor, prove } from './prove.ts';
import { rememberBrowser } from './remembered-browser.ts';
import { sendFactorCode } from './send-factor-code.ts';

const CodeForm = z.object({
  code: z.string().max(64).default(''),
  remember: z.literal('true').optional(),
});
const WRONG = 'The code is wrong. Try again.';

/** What a page of the second factor works with. */
interface Challenge {
  step: Step;
  person: KnownPerson;
  factors: Factors;
  passed: boolean;
}

/**
 * The second factor: the code of an app, one that is sent, or a recovery code.
 * @see https://auth0.com/docs/secure/multi-factor-authentication
 */
export function mfaRoutes(options: SignInOptions): Router {
  const { db } = options.context;
  const router = Router();

  /** Serves a page of a sign-in that waits for its second factor; any other starts anew. */
  function on(
    method: 'get' | 'post',
    path: string,
    serve: (challenge: Challenge) => Promise<void> | void,
  ): void {
    router[method](`/u/login/:uid/mfa${path}`, FORM, async (request, response) => {
      const step = { flow: await readFlow(options, request, response), request, response };
      const pending = await findPending(db, step);
      if (pending === undefined || (pending.passed && path !== '/continue')) {
        showSignIn(options, step.flow, response, { error: 'This took too long. Sign in again.' });
        return;
      }
      const factors = await readFactors(db, pending.userId);
      await serve({ step, person: pending.person, factors, passed: pending.passed });
    });
  }

  on('get', '', ({ step: { flow, response }, factors }) => {
    if (factors.app) showPage(options, response, appPage(flow, factors, undefined));
    else response.redirect(303, `${flow.path}/mfa/other`);
  });

  on('post', '', async (challenge) => {
    const { flow } = challenge.step;
    await tryAndFinish(
      challenge,
      async (code) => ((await verifyTotp(db, challenge.person.userId, code)) ? 'mfa:otp' : undefined),
      async () => appPage(flow, challenge.factors, WRONG),
    );
  });

  on('get', '/other', ({ step: { flow, response }, factors }) => {
    showPage(options, response, choicePage(flow, factors));
  });

  on('post', '/send', async ({ step, person, factors }) => {
    const { method } = Object(step.request.body);
    const factor = factors.sent.find(({ id }) => id === method);
    if (factor === undefined) {
      step.response.redirect(303, `${step.flow.path}/mfa/other`);
      return;
    }
    await sendFactorCode(options, step, person, factor);
    step.response.redirect(303, `${step.flow.path}/mfa/sent`);
  });

  on('get', '/sent', async ({ step: { flow, response }, factors }) => {
    const shown = await shownRecipient(flow.uid, factors);
    if (shown === undefined) response.redirect(303, `${flow.path}/mfa/other`);
    else showPage(options, response, sentPage(flow, factors, shown, undefined));
  });

  on('post', '/sent', async (challenge) => {
    const { flow } = challenge.step;
    const slot = { interaction: flow.uid, purpose: 'mfa' } as const;
    await tryAndFinish(
      challenge,
      async (code) => {
        const check = await tryCode(db, slot, code);
        if (check.kind !== 'right') return undefined;
        return check.recipient.includes('@') ? 'mfa:email' : 'mfa:sms';
      },
      async () => {
        const shown = await shownRecipient(flow.uid, challenge.factors);
        return shown === undefined
          ? choicePage(flow, challenge.factors)
          : sentPage(flow, challenge.factors, shown, WRONG);
      },
    );
  });

  on('get', '/recovery', ({ step: { flow, response }, factors }) => {
    showPage(options, response, recoveryPage(flow, factors, undefined));
  });

  on('post', '/recovery', async ({ step, person, factors }) => {
    const { flow, request, response } = step;
    const { code } = CodeForm.catch({ code: '' }).parse(request.body);
    const { outcome, proof: next } = await prove(options, step, person, 'recovery', () =>
      db
        .transaction()
        .execute((transaction) => verifyRecoveryCode(transaction, person.userId, code.trim().toUpperCase())),
    );
    if (next !== undefined) {
      const { userId, connection } = person;
      await savePendingSignIn(db, flow.uid, { userId, connection: connection.name, passed: true });
      showPage(options, response, newRecoveryCodePage(flow, next));
    } else if (outcome === 'over') startAnew(step);
    else showPage(options, response, recoveryPage(flow, factors, WRONG), 400);
  });

  on('post', '/continue', async ({ step, person, passed }) => {
    if (passed) await finishWithFactor(options, step, person, 'mfa:recovery-code');
    else step.response.redirect(303, `${step.flow.path}/mfa`);
  });

  async function tryAndFinish(
    { step, person }: Challenge,
    verify: (code: string) => Promise<SecondFactor | undefined>,
    pageAgain: () => Promise<string>,
  ): Promise<void> {
    const { request, response } = step;
    const { code, remember } = CodeForm.catch({ code: '' }).parse(request.body);
    const { outcome, proof } = await prove(options, step, person, 'code', () => verify(code));
    if (proof !== undefined) {
      if (remember === 'true') await rememberBrowser(db, request, response, person.userId);
      await finishWithFactor(options, step, person, proof);
    } else if (outcome === 'over') startAnew(step);
    else showPage(options, response, await pageAgain(), 400);
  }

  function startAnew({ flow, response }: Step): void {
    showSignIn(options, flow, response, { error: 'The code was wrong too often. Sign in again.' });
  }

  async function shownRecipient(interaction: string, { sent }: Factors): Promise<string | undefined> {
    const recipient = await recipientOfCode(db, { interaction, purpose: 'mfa' });
    return sent.find((factor) => factor.recipient === recipient)?.shown;
  }
  return router;
}
