import { type RawBuilder, sql } from 'kysely';
import type { Found, Slice } from '../management/paging.ts';
import { findPage } from './find-page.ts';
import type { Database } from './open.ts';
import type { JsonObject } from './schema.ts';

/** A company or team whose members sign in together. What was never set is null. */
export interface Organization {
  id: string;
  name: string;
  display_name: string | null;
  branding: JsonObject | null;
  metadata: JsonObject | null;
}

const COLUMNS = ['id', 'name', 'display_name', 'branding', 'metadata'] as const;

/** What organizations can be sorted by. */
export interface OrganizationOrder {
  field: 'name' | 'display_name' | 'created_at';
  descending: boolean;
}

/** Organizations by name, which checkpoints go on from, or in another order. */
export async function listOrganizations(
  db: Database,
  slice: Slice,
  order?: OrganizationOrder,
): Promise<Found<Organization>> {
  const all = sql<Organization>`select id, name, display_name, branding, metadata, created_at from organizations`;
  return findPage(db, all, order === undefined ? sql`name` : orderOf(order), slice);
}

function orderOf({ field, descending }: OrganizationOrder): RawBuilder<unknown> {
  return descending ? sql`${sql.ref(field)} desc nulls last, name` : sql`${sql.ref(field)}, name`;
}

/** The organizations a user is a member of, by name. */
export async function listUserOrganizations(
  db: Database,
  userId: string,
  slice: Slice,
): Promise<Found<Organization>> {
  const own = sql<Organization>`select id, name, display_name, branding, metadata
    from organization_members join organizations on organizations.id = organization_members.organization_id
    where organization_members.user_id = ${userId}`;
  return findPage(db, own, sql`name`, slice);
}

/** The organization with this `org_` id. */
export async function findOrganization(db: Database, id: string): Promise<Organization | undefined> {
  return db.selectFrom('organizations').select(COLUMNS).where('id', '=', id).executeTakeFirst();
}

/** The organization with this name. */
export async function findOrganizationByName(db: Database, name: string): Promise<Organization | undefined> {
  return db.selectFrom('organizations').select(COLUMNS).where('name', '=', name).executeTakeFirst();
}

/** Whether people can sign in to an organization with a connection. */
export async function hasConnection(
  db: Database,
  organizationId: string,
  connectionId: string,
): Promise<boolean> {
  const row = await db
    .selectFrom('organization_connections')
    .select('connection_id')
    .where('organization_id', '=', organizationId)
    .where('connection_id', '=', connectionId)
    .executeTakeFirst();
  return row !== undefined;
}
