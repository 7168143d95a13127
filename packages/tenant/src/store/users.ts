import { sql } from 'kysely';
import { type IndexRow, indexUser } from '../search/index-user.ts';
import type { Database } from './open.ts';
import type { UserProfile } from './schema.ts';

/** How an identity signs in. `password_hash` is bcrypt and never leaves the tenant. */
export interface Credentials {
  provider: string;
  id: string;
  connection: string;
  email: string | null;
  username: string | null;
  phone_number: string | null;
  password_hash: string | null;
  password_history: string[];
}

/** A user together with how each of its identities signs in. */
export interface UserRecord {
  profile: UserProfile;
  credentials: readonly Credentials[];
}

/** One user as it is now. */
export async function findUser(db: Database, userId: string): Promise<UserProfile | undefined> {
  const row = await db.selectFrom('users').select('profile').where('user_id', '=', userId).executeTakeFirst();
  return row?.profile;
}

/** One user, locked against other writers until the transaction ends. */
export async function lockUser(transaction: Database, userId: string): Promise<UserRecord | undefined> {
  const row = await transaction
    .selectFrom('users')
    .select('profile')
    .where('user_id', '=', userId)
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const credentials = await transaction
    .selectFrom('identities')
    .select([
      'provider',
      'id',
      'connection',
      'email',
      'username',
      'phone_number',
      'password_hash',
      'password_history',
    ])
    .where('user_id', '=', userId)
    .execute();
  return { profile: row.profile, credentials };
}

/** Every user with this e-mail address, character for character, as it is now. */
export async function findUsersByEmail(db: Database, email: string): Promise<UserProfile[]> {
  const rows = await db
    .selectFrom('users')
    .select('profile')
    .where('user_id', 'in', (query) =>
      query.selectFrom('identities').select('user_id').where('email', '=', email),
    )
    .where(sql`profile->>'email'`, '=', email)
    .orderBy('user_id')
    .execute();
  return rows.map((row) => row.profile);
}

/** The user an identity belongs to. */
export async function findUserOfIdentity(
  db: Database,
  provider: string,
  id: string,
): Promise<UserProfile | undefined> {
  const row = await db
    .selectFrom('identities')
    .innerJoin('users', 'users.user_id', 'identities.user_id')
    .select('users.profile')
    .where('identities.provider', '=', provider)
    .where('identities.id', '=', id)
    .executeTakeFirst();
  return row?.profile;
}

/**
 * Adds users with their credentials and makes them searchable, in one statement per table.
 * @throws the driver's unique violation (23505) when an account of a connection exists already.
 */
export async function insertUsers(transaction: Database, users: readonly UserRecord[]): Promise<void> {
  const profiles = users.map(({ profile }) => ({ user_id: profile.user_id, profile }));
  await sql`insert into users (user_id, profile)
    select user_id, profile from jsonb_to_recordset(${JSON.stringify(profiles)}::jsonb)
      as row (user_id text, profile jsonb)`.execute(transaction);
  const identities = users.flatMap(({ profile, credentials }) =>
    credentials.map((credential) => ({ ...credential, user_id: profile.user_id })),
  );
  await sql`insert into identities
      (provider, id, connection, user_id, email, username, phone_number, password_hash, password_history)
    select provider, id, connection, user_id, email, username, phone_number, password_hash, password_history
    from jsonb_to_recordset(${JSON.stringify(identities)}::jsonb)
      as row (provider text, id text, connection text, user_id text, email text, username text,
        phone_number text, password_hash text, password_history text[])`.execute(transaction);
  await insertIndexRows(
    transaction,
    users.map(({ profile }) => indexUser(profile)),
  );
}

/** Replaces a user's JSON. The search index is told separately, since it may lag behind. */
export async function saveProfile(transaction: Database, profile: UserProfile): Promise<void> {
  await transaction
    .updateTable('users')
    .set({ profile: JSON.stringify(profile) })
    .where('user_id', '=', profile.user_id)
    .execute();
}

/** Replaces how one identity signs in. */
export async function saveCredentials(transaction: Database, credentials: Credentials): Promise<void> {
  const { provider, id, ...changes } = credentials;
  await transaction
    .updateTable('identities')
    .set(changes)
    .where('provider', '=', provider)
    .where('id', '=', id)
    .execute();
}

/** Removes a user with all its identities. Answers whether there was one. */
export async function removeUser(transaction: Database, userId: string): Promise<boolean> {
  const { numDeletedRows } = await transaction
    .deleteFrom('users')
    .where('user_id', '=', userId)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

/** Puts rows into the search index, replacing those of the same users. */
export async function insertIndexRows(transaction: Database, rows: readonly IndexRow[]): Promise<void> {
  const columns = sql.raw(
    'user_id, document, terms, email, name, given_name, family_name, nickname, username, connection, ' +
      'logins_count, created_at, updated_at, last_login',
  );
  await sql`insert into search_index (${columns})
    select ${columns} from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as row (user_id text, document jsonb, terms text[], email text, name text, given_name text, family_name text,
        nickname text, username text, connection text, logins_count integer, created_at timestamptz,
        updated_at timestamptz, last_login timestamptz)
    on conflict (user_id) do update set document = excluded.document, terms = excluded.terms, email = excluded.email,
      name = excluded.name, given_name = excluded.given_name, family_name = excluded.family_name,
      nickname = excluded.nickname, username = excluded.username, connection = excluded.connection,
      logins_count = excluded.logins_count, created_at = excluded.created_at,
      updated_at = excluded.updated_at, last_login = excluded.last_login, shown = null`.execute(transaction);
}
