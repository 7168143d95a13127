import { type ExpressionBuilder, type ExpressionWrapper, sql, type SqlBool } from 'kysely';
import { type LogEvent, writeLogEvent } from './log-events.ts';
import type { Database } from './open.ts';
import type { Schema } from './schema.ts';

/** After this many failures an address is kept away from an account. @see https://auth0.com/docs/secure/attack-protection/brute-force-protection */
const THRESHOLD = 10;
/** Counted from the last failure. */
const BLOCK_DAYS = 30;

/** One address that is kept away from one account. */
export interface UserBlock {
  identifier: string;
  ip: string;
  connection: string;
}

/** An attempt to sign in: with what, where, from where. */
interface Attempt extends UserBlock {
  /** Whom the identifier belongs to, when it belongs to somebody. */
  userId: string | undefined;
}

/** Whose blocks are meant. */
export type BlockOwner = { userId: string } | { identifier: string };

/**
 * The brute-force blocks of a user or an identifier.
 * @param onlyEnabled leaves out connections that do not have the protection (any more).
 */
export async function listUserBlocks(
  db: Database,
  owner: BlockOwner,
  onlyEnabled = false,
): Promise<UserBlock[]> {
  return db
    .selectFrom('failed_sign_ins')
    .select(['identifier', 'ip', 'connection'])
    .where(belongsTo(owner))
    .where('failures', '>=', THRESHOLD)
    .where('last_failure', '>', blockStart())
    .$if(onlyEnabled, (query) =>
      query.where('connection', 'in', (connections) =>
        connections
          .selectFrom('connections')
          .select('name')
          .where(sql<boolean>`options @> '{"brute_force_protection": true}'`),
      ),
    )
    .orderBy('identifier')
    .orderBy('ip')
    .orderBy('connection')
    .execute();
}

/** Whether this address is kept away from this account. */
export async function isUserBlocked(
  db: Database,
  { identifier, ip, connection }: UserBlock,
): Promise<boolean> {
  const row = await db
    .selectFrom('failed_sign_ins')
    .select('failures')
    .where('identifier', '=', identifier)
    .where('ip', '=', ip)
    .where('connection', '=', connection)
    .where('failures', '>=', THRESHOLD)
    .where('last_failure', '>', blockStart())
    .executeTakeFirst();
  return row !== undefined;
}

/** Counts a failure. Answers whether it was the one that makes the block. */
export async function countFailure(
  db: Database,
  { identifier, ip, connection, userId }: Attempt,
): Promise<boolean> {
  const user_id = userId ?? null;
  const last_failure = new Date();
  const { failures } = await db
    .insertInto('failed_sign_ins')
    .values({ identifier, ip, connection, user_id, failures: 1, last_failure })
    .onConflict((conflict) =>
      conflict.columns(['identifier', 'ip', 'connection']).doUpdateSet({
        user_id,
        last_failure,
        failures: sql<number>`case when failed_sign_ins.last_failure > ${blockStart()}
          then failed_sign_ins.failures + 1 else 1 end`,
      }),
    )
    .returning('failures')
    .executeTakeFirstOrThrow();
  return failures === THRESHOLD;
}

/** Starts counting anew, after somebody got it right. */
export async function forgetFailures(db: Database, { identifier, ip, connection }: UserBlock): Promise<void> {
  await db
    .deleteFrom('failed_sign_ins')
    .where('identifier', '=', identifier)
    .where('ip', '=', ip)
    .where('connection', '=', connection)
    .execute();
}

/**
 * Lifts the brute-force blocks of a user or an identifier, and starts counting anew. The log tells of it
 * (`ublkdu`) when there was a block.
 * @param about whose act it was, for the log.
 */
export async function releaseUserBlocks(
  transaction: Database,
  owner: BlockOwner,
  about: Partial<LogEvent> = {},
): Promise<void> {
  const removed = await transaction
    .deleteFrom('failed_sign_ins')
    .where(belongsTo(owner))
    .returning(['user_id', 'identifier', 'connection', 'failures', 'last_failure'])
    .execute();
  const start = blockStart();
  const blocks = removed.filter(
    ({ failures, last_failure }) => failures >= THRESHOLD && last_failure > start,
  );
  const accounts = new Map(blocks.map((block) => [`${block.connection}\0${block.identifier}`, block]));
  for (const { user_id, identifier, connection } of accounts.values()) {
    await writeLogEvent(transaction, {
      description: 'The block that brute-force protection had set was released',
      ...about,
      type: 'ublkdu',
      connection,
      user_id: user_id ?? undefined,
      user_name: identifier,
    });
  }
}

/** Lifts every brute-force block of a user, such as when the password was changed. */
export function clearUserBlocks(transaction: Database, userId: string): Promise<void> {
  return releaseUserBlocks(transaction, { userId });
}

function blockStart(): Date {
  return new Date(Date.now() - BLOCK_DAYS * 86_400_000);
}

type Condition = (
  where: ExpressionBuilder<Schema, 'failed_sign_ins'>,
) => ExpressionWrapper<Schema, 'failed_sign_ins', SqlBool>;

/** An identifier leads to whoever has it, and from there to what else the same person signs in with. */
function belongsTo(owner: BlockOwner): Condition {
  return (where) =>
    'userId' in owner
      ? where('user_id', '=', owner.userId)
      : where.or([
          where('identifier', '=', owner.identifier),
          where('user_id', 'in', (query) =>
            query
              .selectFrom('identities')
              .select('user_id')
              .where((identity) =>
                identity.or([
                  identity('email', '=', owner.identifier),
                  identity('username', '=', owner.identifier),
                  identity('phone_number', '=', owner.identifier),
                ]),
              ),
          ),
        ]);
}
