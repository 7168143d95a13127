import type { Message } from '../store/messages.ts';
import type { Database } from '../store/open.ts';
import type { UserProfile } from '../store/schema.ts';
import { SUSPICIOUS_AFTER } from '../store/suspicious-addresses.ts';
import type { UserRecord } from '../store/users.ts';
import { createTicket } from '../tickets/ticket.ts';
import { DEMONSTRATION_USERS } from './demonstration.ts';
import { makeUser } from './person.ts';
import type { SeedStep } from './steps.ts';

const HOUR = 3_600_000;
/** However large the tenant is, only among its first people is something out of the ordinary. */
const PEOPLE = 400;
/** Of the networks that are set aside for documentation. */
const ADDRESSES = ['203.0.113.17', '198.51.100.42', '203.0.113.99', '2001:db8::7a'];
/** Failed on so many accounts that it is held back. */
const SUSPICIOUS_ADDRESS = '203.0.113.200';

/** People who guessed too often, an address that tried too many accounts, and a mailbox that is not empty. */
export const PROTECTION_SEED: SeedStep = {
  name: 'protection',
  run: async (transaction, users) => {
    const length = Math.min(PEOPLE, Math.max(0, users - DEMONSTRATION_USERS.length));
    const people = Array.from({ length }, (_, index) => makeUser(index));
    const accounts = people.filter(({ profile }) => profile.user_id.startsWith('auth0|'));
    await addFailures(transaction, accounts);
    await addSuspicions(transaction);
    await addMessages(transaction, people, accounts);
  },
};

/** Every twelfth account failed, from one address or two; most of them often enough to be blocked there. */
async function addFailures(transaction: Database, accounts: readonly UserRecord[]): Promise<void> {
  const now = Date.now();
  const rows = accounts
    .filter((_, index) => index % 12 === 3)
    .flatMap(({ profile }, index) => {
      const failure = (offset: number, failures: number) => ({
        connection: profile.identities[0]?.connection ?? '',
        identifier: (index % 3 === 1 ? profile.username : undefined) ?? profile.email ?? '',
        ip: ADDRESSES[(index + offset) % ADDRESSES.length] ?? '',
        user_id: profile.user_id,
        failures,
        last_failure: new Date(now - (index * 31 + 2) * HOUR),
      });
      const [first, second] = [failure(0, index % 4 === 3 ? 6 : 10 + (index % 5)), failure(1, 11)];
      return index % 5 === 0 ? [first, second] : [first];
    });
  if (rows.length > 0) await transaction.insertInto('failed_sign_ins').values(rows).execute();
}

async function addSuspicions(transaction: Database): Promise<void> {
  const attempted_at = new Date();
  await transaction
    .insertInto('suspicious_attempts')
    .values(
      Array.from({ length: SUSPICIOUS_AFTER }, (_, index) => ({
        ip: SUSPICIOUS_ADDRESS,
        identifier: `info${index + 1}@mail.example`,
        attempted_at,
      })),
    )
    .execute();
}

async function addMessages(
  transaction: Database,
  people: readonly UserRecord[],
  accounts: readonly UserRecord[],
): Promise<void> {
  const unverified = accounts.filter(({ profile }) => profile.email_verified === false).slice(0, 3);
  const forgetful = accounts.find(({ profile }) => profile.email_verified === true);
  const mailed = people.find(({ profile }) => profile.user_id.startsWith('email|'));
  const texted = people.find(({ profile }) => profile.user_id.startsWith('sms|'));
  const messages = [
    ...(await Promise.all(unverified.map(({ profile }) => verification(transaction, profile)))),
    ...(forgetful === undefined ? [] : [await reset(transaction, forgetful.profile)]),
    ...(mailed === undefined ? [] : [code('code_email', mailed.profile, '402913')]),
    ...(texted === undefined ? [] : [code('code_sms', texted.profile, '775064')]),
  ];
  const now = Date.now();
  for (const [index, { link, ...message }] of messages.entries()) {
    const sent_at = new Date(now - (messages.length - index) * 5 * HOUR);
    await transaction
      .insertInto('messages')
      .values({ user_id: null, ...message, link: link ?? null, sent_at })
      .execute();
  }
}

/** The address of the tenant is not known yet: links begin with their path. */
async function verification(transaction: Database, user: UserProfile): Promise<Message> {
  return {
    kind: 'verify_email',
    ...recipientOf(user),
    subject: 'Verify your e-mail address',
    body: 'Somebody used this address for an account here. If it was you, open the link to verify it.\nIt works once, for five days.',
    link: await ticketFor(transaction, 'email-verification', user),
  };
}

async function reset(transaction: Database, user: UserProfile): Promise<Message> {
  return {
    kind: 'reset_email',
    ...recipientOf(user),
    subject: 'Choose a new password',
    body: 'Somebody asked for a new password for your account. If it was you, open the link to choose one.\nIt works once, for five days. If it was not you, there is nothing to do.',
    link: await ticketFor(transaction, 'password-change', user),
  };
}

function code(kind: 'code_email' | 'code_sms', user: UserProfile, digits: string): Message {
  return {
    kind,
    ...recipientOf(user),
    subject: 'Your code for Web application',
    body: `Your code is ${digits}. It is good for three minutes.`,
  };
}

function recipientOf({ user_id, email, phone_number }: UserProfile): Pick<Message, 'recipient' | 'user_id'> {
  return { recipient: email ?? phone_number ?? '', user_id };
}

async function ticketFor(
  transaction: Database,
  kind: 'email-verification' | 'password-change',
  { user_id, email, identities: [identity] }: UserProfile,
): Promise<string | undefined> {
  if (identity === undefined) return undefined;
  return createTicket(transaction, '', { kind, userId: user_id, identity, options: { email } });
}
