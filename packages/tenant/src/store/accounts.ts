import { sql } from 'kysely';
import type { Database } from './open.ts';
import type { UserProfile } from './schema.ts';

/** What accounts of a database connection can be known by. */
export interface AccountKeys {
  emails: readonly string[];
  usernames: readonly string[];
  phoneNumbers: readonly string[];
  /** Without `auth0|`. */
  ids: readonly string[];
}

/** An account of a database connection, and whose it is. */
export interface Account {
  id: string;
  /** Of the user it belongs to, who may have another primary identity. */
  user_id: string;
  connection: string;
  email: string | null;
  username: string | null;
  phone_number: string | null;
  password_hash: string | null;
}

/** The accounts of a database connection that any of the keys names, and those of any connection with such an id. */
export async function findAccounts(db: Database, connection: string, keys: AccountKeys): Promise<Account[]> {
  const columns = sql.raw('id, user_id, connection, email, username, phone_number, password_hash');
  // One branch for each index.
  const { rows } = await sql<Account>`
    select ${columns} from identities
      where provider = 'auth0' and connection = ${connection} and email = any(${keys.emails}::text[])
    union select ${columns} from identities
      where provider = 'auth0' and connection = ${connection} and username = any(${keys.usernames}::text[])
    union select ${columns} from identities
      where provider = 'auth0' and connection = ${connection} and phone_number = any(${keys.phoneNumbers}::text[])
    union select ${columns} from identities
      where provider = 'auth0' and id = any(${keys.ids}::text[])`.execute(db);
  return rows;
}

/** These users as they are, locked against other writers until the transaction ends. */
export async function lockUsers(
  transaction: Database,
  userIds: readonly string[],
): Promise<ReadonlyMap<string, UserProfile>> {
  const rows = await transaction
    .selectFrom('users')
    .select(['user_id', 'profile'])
    .where(sql<boolean>`user_id = any(${userIds}::text[])`)
    .orderBy('user_id')
    .forUpdate()
    .execute();
  return new Map(rows.map(({ user_id, profile }) => [user_id, profile]));
}

/** Replaces the JSON of many users in one statement. The search index is told separately. */
export async function saveProfiles(transaction: Database, profiles: readonly UserProfile[]): Promise<void> {
  const rows = profiles.map((profile) => ({ user_id: profile.user_id, profile }));
  await sql`update users set profile = row.profile
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row (user_id text, profile jsonb)
    where users.user_id = row.user_id`.execute(transaction);
}

/** Replaces the password hashes of many database accounts in one statement. */
export async function savePasswordHashes(
  transaction: Database,
  hashes: readonly { id: string; password_hash: string }[],
): Promise<void> {
  if (hashes.length === 0) return;
  await sql`update identities set password_hash = row.password_hash
    from jsonb_to_recordset(${JSON.stringify(hashes)}::jsonb) as row (id text, password_hash text)
    where identities.provider = 'auth0' and identities.id = row.id`.execute(transaction);
}

/**
 * Does something that may fail without failing the transaction around it: then nothing of it remains.
 * @throws what `act` throws.
 */
export async function attempt<Result>(transaction: Database, act: () => Promise<Result>): Promise<Result> {
  await sql`savepoint attempt`.execute(transaction);
  try {
    const result = await act();
    await sql`release savepoint attempt`.execute(transaction);
    return result;
  } catch (error) {
    await sql`rollback to savepoint attempt`.execute(transaction);
    await sql`release savepoint attempt`.execute(transaction);
    throw error;
  }
}
