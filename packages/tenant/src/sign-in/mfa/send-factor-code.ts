import { writeLogEvent } from '../../store/log-events.ts';
import { sendMessage } from '../../store/messages.ts';
import { issueCode } from '../../store/one-time-codes.ts';
import { findUser } from '../../store/users.ts';
import { eventOf, type SignInOptions } from '../flow.ts';
import { nameOf } from '../name-of.ts';
import type { KnownPerson, Step } from '../settle.ts';
import type { SentFactor } from './factors.ts';

/** Sends a code to a phone or an e-mail address that a user has enrolled. */
export async function sendFactorCode(
  { context: { db } }: SignInOptions,
  { flow }: Step,
  { userId, connection }: KnownPerson,
  { type, recipient }: SentFactor,
): Promise<void> {
  const code = await issueCode(db, { interaction: flow.uid, purpose: 'mfa' }, recipient);
  await sendMessage(db, {
    kind: type === 'phone' ? 'code_sms' : 'code_email',
    recipient,
    subject: `Your verification code for ${flow.application}`,
    body: `Your verification code is ${code}. It is good for three minutes.`,
    user_id: userId,
  });
  await writeLogEvent(db, {
    ...eventOf(flow, connection, nameOf(await findUser(db, userId)), userId),
    type: type === 'phone' ? 'gd_send_sms' : 'gd_send_email',
    description: 'A verification code was sent',
  });
}
