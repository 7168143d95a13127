import { sql } from 'kysely';
import { MANAGEMENT_SCOPES } from '../management/scopes.ts';
import { type Client, saveClient } from '../store/clients.ts';
import { saveConnection } from '../store/connections.ts';
import type { Database } from '../store/open.ts';
import { insertUsers } from '../store/users.ts';
import { SEED_CONNECTIONS } from './connections.ts';
import { DEMONSTRATION_USERS } from './demonstration.ts';
import { makeUser } from './person.ts';
import { runSeedSteps } from './steps.ts';
import { withoutIndexes } from './without-indexes.ts';

/** The application that signs people in. */
const WEB_CLIENT: Client = {
  client_id: 'rollcall_local_web',
  client_secret: 'rollcall_local_web_secret',
  name: 'Web application',
  kind: 'web',
  scopes: [],
};

/** One that runs in the browser alone: it has no use for its secret, and asks for refresh tokens. */
const SPA_CLIENT: Client = {
  client_id: 'rollcall_local_spa',
  client_secret: 'rollcall_local_spa_secret',
  name: 'Browser application',
  kind: 'web',
  scopes: [],
  settings: {
    app_type: 'spa',
    token_endpoint_auth_method: 'none',
    grant_types: ['authorization_code', 'refresh_token'],
  },
};

/** The applications of the seed. Their secrets are public: the tenant is made for trying out. */
export const SEED_CLIENTS: readonly Client[] = [
  WEB_CLIENT,
  SPA_CLIENT,
  m2m('rollcall_local_m2m', 'Every scope', MANAGEMENT_SCOPES),
  m2m('rollcall_local_m2m_read', 'Reading users only', ['read:users']),
  m2m('rollcall_local_m2m_app_metadata', 'Reading users, writing app_metadata', [
    'read:users',
    'update:users_app_metadata',
  ]),
  m2m('rollcall_local_m2m_devices', 'Registering devices', [
    'create:current_user_device_credentials',
    'delete:current_user_device_credentials',
  ]),
];

function m2m(client_id: string, name: string, scopes: readonly string[]): Client {
  return { client_id, client_secret: `${client_id}_secret`, name, kind: 'm2m', scopes: [...scopes] };
}

const CHUNK = 1_000;
/** From how many people on indexes are made afterwards. */
const MANY = 20_000;

/**
 * Fills an empty tenant: connections, applications, and `users` people, the demonstration accounts
 * among them, and what belongs to them. A tenant that was seeded before keeps what it has.
 */
export async function seed(db: Database, users: number): Promise<void> {
  const seeded = await db.selectFrom('secrets').select('name').where('name', '=', 'seed').executeTakeFirst();
  if (seeded === undefined) await seedPeople(db, users);
  await runSeedSteps(db, users);
}

async function seedPeople(db: Database, users: number): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    for (const connection of SEED_CONNECTIONS) await saveConnection(transaction, connection);
    for (const client of SEED_CLIENTS) await saveClient(transaction, client);
    const fill = () => insertPeople(transaction, users);
    if (users < MANY) await fill();
    else await withoutIndexes(transaction, ['identities', 'search_index', 'search_vocabulary'], fill);
    await transaction
      .insertInto('secrets')
      .values({ name: 'seed', value: JSON.stringify({ users }) })
      .execute();
  });
  // Also says which pages every transaction sees, so that counting needs no look at the rows.
  await sql`vacuum analyze users, identities, search_index, search_vocabulary`.execute(db);
}

async function insertPeople(transaction: Database, users: number): Promise<void> {
  await insertUsers(transaction, DEMONSTRATION_USERS);
  const generated = Math.max(0, users - DEMONSTRATION_USERS.length);
  for (let start = 0; start < generated; start += CHUNK) {
    const length = Math.min(CHUNK, generated - start);
    await insertUsers(
      transaction,
      Array.from({ length }, (_, offset) => makeUser(start + offset)),
    );
  }
}
