import { type RawBuilder, sql } from 'kysely';
import type { Found, Slice } from '../management/paging.ts';
import { MANAGEMENT_SCOPES } from '../management/scopes.ts';
import { findPage } from './find-page.ts';
import type { Database } from './open.ts';
import type { ResourceServerSettings } from './tables/access.ts';

/** An API, with the permissions it knows. */
export interface ResourceServer {
  id: string;
  identifier: string;
  name: string;
  is_system: boolean;
  settings: ResourceServerSettings;
  scopes: readonly { value: string; description: string }[];
}

const MANAGEMENT_API = '660000000000000000000000';

/**
 * Keeps the Management API among the APIs, under the address that the tenant has now.
 * @param identifier its audience.
 */
export async function keepManagementApi(db: Database, identifier: string): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await saveResourceServer(transaction, {
      id: MANAGEMENT_API,
      identifier,
      name: 'Auth0 Management API',
      is_system: true,
      settings: {
        signing_alg: 'RS256',
        allow_offline_access: false,
        skip_consent_for_verifiable_first_party_clients: false,
        token_lifetime: 86_400,
        token_lifetime_for_web: 7_200,
      },
      scopes: MANAGEMENT_SCOPES.map((value) => ({ value, description: titleOf(value) })),
    });
  });
}

/** `read:client_grants` is described as "Read Client Grants". */
function titleOf(scope: string): string {
  return scope.replaceAll(/[:_]/gu, ' ').replaceAll(/\b[a-z]/gu, (letter) => letter.toUpperCase());
}

/** Adds an API with its permissions, or replaces what is said of it; permissions are only added. */
export async function saveResourceServer(
  transaction: Database,
  { scopes, ...server }: ResourceServer,
): Promise<void> {
  const row = { ...server, settings: JSON.stringify(server.settings) };
  const { id, ...changes } = row;
  await transaction
    .insertInto('resource_servers')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(changes))
    .execute();
  const permissions = scopes.map(({ value, description }, position) => ({
    name: value,
    description,
    position,
  }));
  await sql`insert into permissions (resource_server_id, name, description, position)
    select ${id}, name, description, position from jsonb_to_recordset(${JSON.stringify(permissions)}::jsonb)
      as row (name text, description text, position integer)
    on conflict do nothing`.execute(transaction);
}

/** APIs in the order of their ids, the Management API first. @param identifiers only these, when given. */
export async function listResourceServers(
  db: Database,
  identifiers: readonly string[] | undefined,
  slice: Slice,
): Promise<Found<ResourceServer>> {
  const wanted = identifiers === undefined ? sql`` : sql`where identifier = any(${identifiers})`;
  return findPage(db, resourceServers(wanted), sql`id`, slice);
}

/** The API with this id, or this identifier. */
export async function findResourceServer(
  db: Database,
  idOrIdentifier: string,
): Promise<ResourceServer | undefined> {
  const { rows } = await resourceServers(
    sql`where id = ${idOrIdentifier} or identifier = ${idOrIdentifier}`,
  ).execute(db);
  return rows[0];
}

function resourceServers(where: RawBuilder<unknown>): RawBuilder<ResourceServer> {
  return sql<ResourceServer>`select id, identifier, name, is_system, settings,
      coalesce((
        select jsonb_agg(jsonb_build_object('value', permissions.name, 'description', description) order by position)
        from permissions where resource_server_id = resource_servers.id
      ), '[]') as scopes
    from resource_servers ${where}`;
}
