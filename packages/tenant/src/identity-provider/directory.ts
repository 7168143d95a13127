import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from '../store/open.ts';
import type { ConnectionRecord } from '../store/schema.ts';
import { ProviderProfile } from './assertion.ts';

/** Somebody an identity provider knows. */
export interface ProviderPerson {
  /** As in `identities[].user_id`. */
  id: string;
  profile: ProviderProfile;
}

const LIMIT = 20;

/**
 * The people of a connection whose name or e-mail address holds the text. What was edited at the
 * provider counts before what the tenant has seen of it so far.
 */
export async function findPeople(db: Database, connection: string, text: string): Promise<ProviderPerson[]> {
  const pattern = `%${text.replaceAll('\0', '').replace(/[\\%_]/gu, '\\$&')}%`;
  const { rows } = await sql<{ id: string; profile: unknown }>`
    select id, profile from (
      select i.id, coalesce(p.profile,
        case when u.user_id = i.provider || '|' || i.id then u.profile else e.entry -> 'profileData' end) as profile
      from identities i
      join users u on u.user_id = i.user_id
      left join provider_people p on p.connection = i.connection and p.id = i.id
      left join lateral (
        select entry from jsonb_array_elements(u.profile -> 'identities') as entries (entry)
        where entry ->> 'provider' = i.provider and entry ->> 'user_id' = i.id limit 1
      ) e on true
      where i.connection = ${connection}
      union
      select p.id, p.profile from provider_people p
      where p.connection = ${connection}
        and not exists (select from identities i where i.connection = p.connection and i.id = p.id)
    ) as people
    where profile ->> 'name' ilike ${pattern} or profile ->> 'email' ilike ${pattern} or id = ${text}
    order by profile ->> 'name', id limit ${LIMIT}`.execute(db);
  return rows.map(({ id, profile }) => ({ id, profile: ProviderProfile.parse(profile ?? {}) }));
}

/** One person of a connection. */
export async function findPerson(
  db: Database,
  connection: string,
  id: string,
): Promise<ProviderPerson | undefined> {
  return (await findPeople(db, connection, id)).find((person) => person.id === id);
}

/** Keeps what the provider will say about a person from now on. */
export async function savePerson(db: Database, connection: string, person: ProviderPerson): Promise<void> {
  const profile = JSON.stringify(person.profile);
  await db
    .insertInto('provider_people')
    .values({ connection, id: person.id, profile })
    .onConflict((conflict) => conflict.columns(['connection', 'id']).doUpdateSet({ profile }))
    .execute();
}

/** An id in the manner of the connection's provider, for somebody new. */
export function newPersonId({ strategy, name }: ConnectionRecord, email: string | undefined): string {
  switch (strategy) {
    case 'google-oauth2':
      return `1${Array.from(randomBytes(20), (byte) => byte % 10).join('')}`;
    case 'github':
      return String(90_000_000 + (randomBytes(4).readUInt32BE() % 9_000_000));
    case 'samlp':
      return `${name}|${email ?? randomBytes(8).toString('hex')}`;
    default:
      return randomBytes(32).toString('base64url');
  }
}
