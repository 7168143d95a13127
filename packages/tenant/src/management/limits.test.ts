import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DEMONSTRATION_USERS } from '../seed/demonstration.ts';
import { type Database, openStore } from '../store/open.ts';
import { insertUsers } from '../store/users.ts';
import { givePermissions } from './permission-names.ts';
import { addRole } from './roles/write-roles.ts';
import { giveRoles } from './users/access/give-roles.ts';

const API = 'https://api.example';
const USER = DEMONSTRATION_USERS[0]?.profile.user_id ?? '';
const ROLE = 'role1';

let db: Database;
let close: () => Promise<void>;

beforeAll(async () => {
  ({ db, close } = await openStore({}));
  await insertUsers(db, DEMONSTRATION_USERS);
  await sql`insert into roles (id, name, description)
    select 'role' || number, 'Role ' || number, '' from generate_series(1, 999) as number`.execute(db);
  await sql`insert into resource_servers (id, identifier, name, settings) values ('api', ${API}, 'API', '{}')`.execute(
    db,
  );
  await sql`insert into permissions (resource_server_id, name, description, position)
    select 'api', 'permission' || number, '', number from generate_series(1, 1001) as number`.execute(db);
}, 60_000);

afterAll(() => close());

function refusal(where: string) {
  return {
    statusCode: 403,
    errorCode: 'too_many_entities',
    message: `You reached the limit of entities of this type for ${where}.`,
  };
}

function permissions(first: number, last: number) {
  return Array.from({ length: last - first + 1 }, (_, index) => ({
    resource_server_identifier: API,
    permission_name: `permission${first + index}`,
  }));
}

test('a tenant has 1,000 roles at most', async () => {
  await addRole(db, 'The last one', '');
  await expect(addRole(db, 'One too many', '')).rejects.toMatchObject(refusal('this tenant'));
  await expect(addRole(db, 'The last one', '')).rejects.toMatchObject({ statusCode: 409 });
});

test('a user has 50 roles at most', async () => {
  const roles = Array.from({ length: 50 }, (_, index) => `role${index + 1}`);
  await giveRoles(db, [USER], roles);
  await giveRoles(db, [USER], roles);
  const more = db.transaction().execute((transaction) => giveRoles(transaction, [USER], ['role51']));
  await expect(more).rejects.toMatchObject(refusal('this user'));
});

test.each([
  ['user', USER],
  ['role', ROLE],
] as const)('a %s has 1,000 permissions at most', async (kind, id) => {
  await givePermissions(db, { kind, id }, permissions(1, 1_000), 1_000);
  await givePermissions(db, { kind, id }, permissions(1, 1_000), 1_000);
  const more = db
    .transaction()
    .execute((transaction) => givePermissions(transaction, { kind, id }, permissions(1_001, 1_001), 1_000));
  await expect(more).rejects.toMatchObject(refusal(`this ${kind}`));
});
