import { sql } from 'kysely';
import type { Found, Slice } from '../management/paging.ts';
import { findPage } from './find-page.ts';
import type { Database } from './open.ts';
import type { JsonObject } from './schema.ts';

/** Somebody who was asked to join an organization. */
export interface Invitation {
  id: string;
  organization_id: string;
  ticket_id: string;
  created_at: Date;
  expires_at: Date;
  /** The rest of it, as the Management API shows it. */
  invitation: JsonObject;
}

/** What invitations can be sorted by. */
export interface InvitationOrder {
  field: 'created_at' | 'expires_at';
  descending: boolean;
}

/** The invitations to an organization, expired ones too. */
export async function listInvitations(
  db: Database,
  organizationId: string,
  { field, descending }: InvitationOrder,
  slice: Slice,
): Promise<Found<Invitation>> {
  const all = sql<Invitation>`select * from organization_invitations where organization_id = ${organizationId}`;
  const direction = descending ? sql`desc` : sql`asc`;
  return findPage(db, all, sql`${sql.ref(field)} ${direction}, id`, slice);
}

/** One invitation to an organization. */
export async function findInvitation(
  db: Database,
  organizationId: string,
  id: string,
): Promise<Invitation | undefined> {
  return db
    .selectFrom('organization_invitations')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .executeTakeFirst();
}

/** Adds invitations. */
export async function insertInvitations(
  transaction: Database,
  invitations: readonly Invitation[],
): Promise<void> {
  await transaction
    .insertInto('organization_invitations')
    .values(invitations.map((row) => ({ ...row, invitation: JSON.stringify(row.invitation) })))
    .execute();
}

/** Takes an invitation back. Answers whether there was one. */
export async function removeInvitation(
  transaction: Database,
  organizationId: string,
  id: string,
): Promise<boolean> {
  const { numDeletedRows } = await transaction
    .deleteFrom('organization_invitations')
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}
