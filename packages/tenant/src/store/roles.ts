import { sql } from 'kysely';
import type { Found, Slice } from '../management/paging.ts';
import { findPage } from './find-page.ts';
import type { Database } from './open.ts';

/** A role of the tenant, as the Management API shows it. */
export interface Role {
  id: string;
  name: string;
  description: string;
}

/** Roles by name. @param nameFilter a part of the name, in capitals or not. */
export async function listRoles(
  db: Database,
  nameFilter: string | undefined,
  slice: Slice,
): Promise<Found<Role>> {
  // The column compares by code point, which knows no capitals but A to Z.
  const wanted =
    nameFilter === undefined
      ? sql``
      : sql`where position(lower(${nameFilter}::text collate "default") in lower(name collate "default")) > 0`;
  return findPage(db, sql<Role>`select id, name, description from roles ${wanted}`, sql`name`, slice);
}

/** The role with this `rol_` id. */
export async function findRole(db: Database, id: string): Promise<Role | undefined> {
  return db.selectFrom('roles').selectAll().where('id', '=', id).executeTakeFirst();
}

/** The role with this id, locked against other writers until the transaction ends. */
export async function lockRole(transaction: Database, id: string): Promise<Role | undefined> {
  return transaction.selectFrom('roles').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

/** @throws the driver's unique violation (23505) when another role has the name. */
export async function insertRole(transaction: Database, role: Role): Promise<void> {
  await transaction.insertInto('roles').values(role).execute();
}

/** How many roles the tenant has. */
export async function countRoles(db: Database): Promise<number> {
  const { total } = await db
    .selectFrom('roles')
    .select(sql<number>`count(*)::integer`.as('total'))
    .executeTakeFirstOrThrow();
  return total;
}

/** @throws the driver's unique violation (23505) when another role has the name. */
export async function saveRole(transaction: Database, { id, ...changes }: Role): Promise<void> {
  await transaction.updateTable('roles').set(changes).where('id', '=', id).execute();
}

/** Removes a role from the tenant and from everybody who has it. Answers whether there was one. */
export async function removeRole(transaction: Database, id: string): Promise<boolean> {
  const { numDeletedRows } = await transaction.deleteFrom('roles').where('id', '=', id).executeTakeFirst();
  return numDeletedRows > 0n;
}
