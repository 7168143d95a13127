import { type RawBuilder, sql } from 'kysely';
import { indexUser } from '../search/index-user.ts';
import { insertIndexEntries } from '../search/write-index.ts';
import type { Database } from './open.ts';
import type { UserProfile } from './schema.ts';

/** How an identity signs in. `password_hash` is what `verifyPassword` takes, and never leaves the tenant. */
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
      (provider, id, connection, user_id, email, username, phone_number, password_hash, password_history, email_owner)
    select row.provider, row.id, connection, user_id, email, username, phone_number, password_hash,
      password_history, ${emailOwner(sql`row.id`)}
    from jsonb_to_recordset(${JSON.stringify(identities)}::jsonb)
      as row (provider text, id text, connection text, user_id text, email text, username text,
        phone_number text, password_hash text, password_history text[])
      left join connections on connections.name = row.connection`.execute(transaction);
  await insertIndexEntries(
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
  const owner = sql<string>`coalesce((select ${emailOwner(sql`identities.id`)}
    from connections where connections.name = identities.connection), '')`;
  await transaction
    .updateTable('identities')
    .set({ ...changes, email_owner: owner })
    .where('provider', '=', provider)
    .where('id', '=', id)
    .execute();
}

/** The account an e-mail address is unique with: itself where the connection lets several have one. */
function emailOwner(id: RawBuilder<unknown>): RawBuilder<string> {
  return sql`case when connections.options #>> '{attributes,email,unique}' = 'false' then ${id} else '' end`;
}

/** Removes a user with all its identities. Answers whether there was one. */
export async function removeUser(transaction: Database, userId: string): Promise<boolean> {
  const { numDeletedRows } = await transaction
    .deleteFrom('users')
    .where('user_id', '=', userId)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}
