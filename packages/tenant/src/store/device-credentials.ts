import type { Selectable } from 'kysely';
import { newId } from './ids.ts';
import type { Database } from './open.ts';
import type { SessionTables } from './tables/sessions.ts';

/** A refresh token or a public key, as what a device of a user holds. */
export type DeviceCredential = Selectable<SessionTables['device_credentials']>;

/** Which credentials are meant: all conditions together. */
export interface DeviceCondition {
  userId?: string | undefined;
  clientId?: string | undefined;
  type?: DeviceCredential['type'] | undefined;
}

/** One page of the credentials, in the order of their ids. */
export async function listDeviceCredentials(
  db: Database,
  condition: DeviceCondition,
  { offset, limit }: { offset: number; limit: number },
): Promise<DeviceCredential[]> {
  return matching(db, condition).selectAll().orderBy('id').limit(limit).offset(offset).execute();
}

/** How many credentials there are. */
export async function countDeviceCredentials(db: Database, condition: DeviceCondition): Promise<number> {
  const { total } = await matching(db, condition)
    .select(({ fn }) => fn.countAll<string>().as('total'))
    .executeTakeFirstOrThrow();
  return Number(total);
}

/** Adds the public key of a device. Answers its id; undefined when the device has one for this application. */
export async function addDeviceKey(
  db: Database,
  key: Omit<SessionTables['device_keys'], 'id'>,
): Promise<string | undefined> {
  const row = await db
    .insertInto('device_keys')
    .values({ id: newId('dcr'), ...key })
    .onConflict((conflict) => conflict.columns(['user_id', 'client_id', 'device_id']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return row?.id;
}

/** Removes a credential, whichever it is: a refresh token cannot be exchanged any more. Answers whose it was. */
export async function removeDeviceCredential(db: Database, id: string): Promise<string | undefined> {
  for (const table of ['refresh_tokens', 'device_keys'] as const) {
    const removed = await db.deleteFrom(table).where('id', '=', id).returning('user_id').executeTakeFirst();
    if (removed !== undefined) return removed.user_id;
  }
  return undefined;
}

function matching(db: Database, { userId, clientId, type }: DeviceCondition) {
  return db
    .selectFrom('device_credentials')
    .$if(userId !== undefined, (query) => query.where('user_id', '=', userId ?? ''))
    .$if(clientId !== undefined, (query) => query.where('client_id', '=', clientId ?? ''))
    .$if(type !== undefined, (query) => query.where('type', '=', type ?? 'public_key'));
}
