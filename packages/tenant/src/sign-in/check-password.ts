import { moveToBcrypt } from '../passwords/move-to-bcrypt.ts';
import { verifyPassword } from '../passwords/hash.ts';
import { writeLogEvent } from '../store/log-events.ts';
import type { Database } from '../store/open.ts';
import type { ConnectionRecord } from '../store/schema.ts';
import {
  countSuspiciousAttempt,
  forgetSuspiciousAttempt,
  isSuspicious,
} from '../store/suspicious-addresses.ts';
import { countFailure, forgetFailures, isUserBlocked } from '../store/user-blocks.ts';
import {
  type DatabaseAccount,
  defaultDatabase,
  findDatabaseAccounts,
  normalizeIdentifier,
} from './database-accounts.ts';
import { eventOf, type Flow } from './flow.ts';

/** `held-back`: this address failed too often on this account; `throttled`: on too many accounts. */
export type PasswordCheck =
  | { kind: 'right'; account: DatabaseAccount }
  | { kind: 'wrong' }
  | { kind: 'held-back' }
  | { kind: 'throttled' };

/** Where an attempt counts: an account, or an identifier that nobody has. */
interface Target {
  connection: ConnectionRecord;
  identifier: string;
  account: DatabaseAccount | undefined;
}

/**
 * Checks an e-mail address or username with its password against the database connections. A wrong
 * name and a wrong password are the same answer and take the same time; both are counted, and after
 * too many of them even the right password is refused.
 * @see https://auth0.com/docs/secure/attack-protection/brute-force-protection
 */
export async function checkPassword(
  db: Database,
  flow: Flow,
  typed: string,
  password: string,
): Promise<PasswordCheck> {
  const identifier = normalizeIdentifier(typed).replaceAll('\0', '');
  if (await isSuspicious(db, flow.ip)) {
    await logThrottled(db, flow, identifier);
    return { kind: 'throttled' };
  }
  const targets = await findTargets(db, flow, normalizeIdentifier(typed), identifier);
  const open: Target[] = [];
  for (const target of targets) {
    if (await isHeldBack(db, flow, target)) await countAttempt(db, flow, target, 'held-back');
    else open.push(target);
  }
  if (targets.length > 0 && open.length === 0) return { kind: 'held-back' };
  for (const target of open) {
    const { account } = target;
    if (!(await verifyPassword(password, account?.password_hash)) || account === undefined) continue;
    await moveToBcrypt(db, account, password);
    await forgetFailures(db, { identifier, ip: flow.ip, connection: account.connection.name });
    await forgetSuspiciousAttempt(db, flow.ip, identifier);
    return { kind: 'right', account };
  }
  for (const target of open) await countAttempt(db, flow, target, 'wrong');
  return { kind: 'wrong' };
}

async function findTargets(db: Database, flow: Flow, name: string, identifier: string): Promise<Target[]> {
  const { database } = flow.ways;
  const accounts = await findDatabaseAccounts(db, database, name);
  if (accounts.length > 0) {
    return accounts.map((account) => ({ connection: account.connection, identifier, account }));
  }
  const connection = defaultDatabase(database);
  return connection === undefined ? [] : [{ connection, identifier, account: undefined }];
}

function isProtected({ options }: ConnectionRecord): boolean {
  return options['brute_force_protection'] === true;
}

async function isHeldBack(db: Database, { ip }: Flow, { connection, identifier }: Target): Promise<boolean> {
  return (
    isProtected(connection) && (await isUserBlocked(db, { identifier, ip, connection: connection.name }))
  );
}

/** Counts an attempt and tells the log of it, and of the block that comes with the tenth failure. */
async function countAttempt(
  db: Database,
  flow: Flow,
  { connection, identifier, account }: Target,
  outcome: 'wrong' | 'held-back',
): Promise<void> {
  const event = eventOf(flow, connection, identifier, account?.userId);
  const attempt = { identifier, ip: flow.ip, connection: connection.name, userId: account?.userId };
  await db.transaction().execute(async (transaction) => {
    const makesBlock = isProtected(connection) && (await countFailure(transaction, attempt));
    if (outcome === 'wrong') {
      await writeLogEvent(transaction, {
        ...event,
        type: account === undefined ? 'fu' : 'fp',
        description: 'Wrong email or password.',
      });
    }
    if (outcome === 'held-back' || makesBlock) {
      await writeLogEvent(transaction, {
        ...event,
        type: 'limit_wc',
        description: `${flow.ip} failed too often to sign in as ${identifier}`,
      });
    }
    if (outcome === 'wrong' && (await countSuspiciousAttempt(transaction, flow.ip, identifier))) {
      await logThrottled(transaction, flow, identifier);
    }
  });
}

function logThrottled(db: Database, flow: Flow, identifier: string): Promise<void> {
  return writeLogEvent(db, {
    ...eventOf(flow, undefined, identifier),
    type: 'limit_mu',
    description: `${flow.ip} failed to sign in to too many accounts`,
  });
}
