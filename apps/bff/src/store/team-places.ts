import type { Grant } from '@rollcall/shared/access/grants.ts';
import { sql } from 'kysely';
import type { Store } from './schema.ts';
import { endSessionsOf } from './session-life.ts';

/** Makes a place for whoever first signs in with this address verified, and answers its id. */
export async function invite(store: Store, email: string, grants: readonly Grant[]): Promise<string> {
  const { id } = await store
    .insertInto('team_members')
    .values({ invited_email: email.toLowerCase(), grants: JSON.stringify(grants), source: 'team' })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** Gives a place other grants; from now on they are the team page's. */
export async function setGrants(store: Store, id: string, grants: readonly Grant[]): Promise<void> {
  await store
    .updateTable('team_members')
    .set({ grants: JSON.stringify(grants), source: 'team' })
    .where('id', '=', id)
    .execute();
}

/** Keeps somebody out, and ends their sessions; or lets them sign in again. */
export async function setDisabled(store: Store, id: string, disabled: boolean): Promise<void> {
  await store
    .updateTable('team_members')
    .set({ disabled_at: disabled ? sql<Date>`coalesce(disabled_at, now())` : null })
    .where('id', '=', id)
    .execute();
  if (disabled) await endSessionsOf(store, id);
}

/** Takes a place away, with its sessions. */
export async function removePlace(store: Store, id: string): Promise<void> {
  await store.deleteFrom('team_members').where('id', '=', id).execute();
}
