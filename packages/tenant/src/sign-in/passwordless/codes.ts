import { z } from 'zod';
import type { TenantContext } from '../../management/endpoint.ts';
import { ManagementError } from '../../management/management-error.ts';
import { sendMessage } from '../../store/messages.ts';
import { issueCode } from '../../store/one-time-codes.ts';
import type { Database } from '../../store/open.ts';
import type { ConnectionRecord } from '../../store/schema.ts';
import { addUser } from '../add-user.ts';
import type { Flow } from '../flow.ts';

/** The address or number as accounts of the connection have it; undefined when it is none. */
export function readRecipient({ strategy }: ConnectionRecord, typed: string): string | undefined {
  if (strategy === 'sms') {
    const number = typed.replace(/[\s()./-]/gu, '').replace(/^00/u, '+');
    return /^\+[1-9]\d{5,14}$/u.test(number) ? number : undefined;
  }
  const email = z.email().max(254).safeParse(typed.trim().toLowerCase());
  return email.data;
}

/** Sends a code, whether or not there is a user: nobody learns from this page who has an account. */
export async function sendCode(
  { db }: TenantContext,
  flow: Flow,
  { strategy }: ConnectionRecord,
  recipient: string,
): Promise<void> {
  const code = await issueCode(db, { interaction: flow.uid, purpose: 'passwordless' }, recipient);
  await sendMessage(db, {
    kind: strategy === 'sms' ? 'code_sms' : 'code_email',
    recipient,
    subject: `Your code for ${flow.application}`,
    body: `Your code is ${code}. It is good for three minutes.`,
  });
}

/**
 * The user behind an address or number that was just proved; somebody new is signed up, unless the
 * connection forbids it. The address or number counts as verified.
 * @throws {ManagementError} 400 when nobody is there and nobody may be added.
 */
export async function findOrAddUser(
  context: TenantContext,
  flow: Flow,
  connection: ConnectionRecord,
  recipient: string,
): Promise<string> {
  const known = await findUserId(context.db, connection, recipient);
  if (known !== undefined) return known;
  if (connection.options['disable_signup'] === true) {
    throw new ManagementError(400, 'Public signup is disabled');
  }
  return addUser(
    context,
    flow,
    connection,
    connection.strategy === 'sms'
      ? { phone_number: recipient, phone_verified: true }
      : { email: recipient, email_verified: true },
  );
}

async function findUserId(
  db: Database,
  { name, strategy }: ConnectionRecord,
  recipient: string,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('identities')
    .select('user_id')
    .where('provider', '=', strategy)
    .where('connection', '=', name)
    .where(strategy === 'sms' ? 'phone_number' : 'email', '=', recipient)
    .executeTakeFirst();
  return row?.user_id;
}
