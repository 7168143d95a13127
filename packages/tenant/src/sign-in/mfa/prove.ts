import type { Database } from '../../store/open.ts';
import { writeLogEvent } from '../../store/log-events.ts';
import {
  findPendingSignIn,
  payForTry,
  type PendingSignIn,
  removePendingSignIn,
} from '../../store/pending-sign-ins.ts';
import { findUser } from '../../store/users.ts';
import { findConnection } from '../../store/connections.ts';
import { eventOf, type SignInOptions } from '../flow.ts';
import { nameOf } from '../name-of.ts';
import { finishSignIn, type KnownPerson, type SecondFactor, type Step } from '../settle.ts';

/** How a try of a second factor ended; `over`: it was the last one, and the sign-in starts anew. */
type Attempt<Proof> = { outcome: 'right'; proof: Proof } | { outcome: 'wrong' | 'over'; proof?: undefined };

/** What a factor is called in the log when it succeeds and when it fails. */
const CODES = {
  code: { right: 'gd_auth_succeed', wrong: 'gd_auth_failed' },
  recovery: { right: 'gd_recovery_succeed', wrong: 'gd_recovery_failed' },
};

/** The sign-in that waits for a second factor here, of somebody who still exists. */
export async function findPending(
  db: Database,
  { flow }: Step,
): Promise<(PendingSignIn & { person: KnownPerson }) | undefined> {
  const pending = await findPendingSignIn(db, flow.uid);
  const connection = pending && (await findConnection(db, pending.connection));
  return pending && connection && { ...pending, person: { userId: pending.userId, connection } };
}

/**
 * Tries a second factor, within the number of tries that one sign-in has, and tells the log.
 * @param verify answers undefined when it is wrong.
 */
export async function prove<Proof>(
  { context: { db } }: SignInOptions,
  { flow }: Step,
  { userId, connection }: KnownPerson,
  factor: keyof typeof CODES,
  verify: () => Promise<Proof | undefined>,
): Promise<Attempt<Proof>> {
  const event = eventOf(flow, connection, nameOf(await findUser(db, userId)), userId);
  const triesLeft = await payForTry(db, flow.uid);
  if (triesLeft === undefined) return { outcome: 'over' };
  const proof = await verify();
  if (proof !== undefined) {
    await writeLogEvent(db, {
      ...event,
      type: CODES[factor].right,
      description: 'The second factor is right',
    });
    return { outcome: 'right', proof };
  }
  await writeLogEvent(db, { ...event, type: CODES[factor].wrong, description: 'The second factor is wrong' });
  if (triesLeft > 0) return { outcome: 'wrong' };
  await removePendingSignIn(db, flow.uid);
  await writeLogEvent(db, {
    ...event,
    type: 'gd_auth_rejected',
    description: 'The second factor was wrong too often',
  });
  return { outcome: 'over' };
}

/** Signs in somebody whose second factor was right. */
export async function finishWithFactor(
  options: SignInOptions,
  step: Step,
  person: KnownPerson,
  factor: SecondFactor,
): Promise<void> {
  await removePendingSignIn(options.context.db, step.flow.uid);
  await finishSignIn(options, step, person, factor);
}
