import type { Selectable } from 'kysely';
import { newId } from './ids.ts';
import type { Database } from './open.ts';
import type { JsonObject } from './schema.ts';
import type { AuthenticationMethodType, FactorTables } from './tables/factors.ts';

/** One thing a user can prove itself with, its secret included: nothing of this leaves the tenant as it is. */
export type AuthenticationMethod = Selectable<FactorTables['authentication_methods']>;

/** A method to add; the properties are Auth0's. It counts as confirmed unless it says otherwise. */
export type NewAuthenticationMethod = { name?: string | undefined; confirmed?: boolean | undefined } & (
  | { type: 'totp'; totp_secret: string }
  | {
      type: 'phone';
      phone_number: string;
      preferred_authentication_method?: 'voice' | 'sms' | undefined;
    }
  | { type: 'email'; email: string }
  | {
      type: Exclude<AuthenticationMethodType, 'totp' | 'phone' | 'email' | 'recovery-code'>;
      /** `key_id`, `public_key` and what else Auth0 shows of keys. */
      details: JsonObject;
    }
);

/** Types that a sign-in can be asked for after the password; a passkey takes the password's place. */
const FACTORS: ReadonlySet<AuthenticationMethodType> = new Set([
  'totp',
  'push',
  'phone',
  'email',
  'webauthn-roaming',
  'webauthn-platform',
]);

/** All methods of a user in the order in which they were added, unconfirmed ones too. */
export async function listAuthenticationMethods(
  db: Database,
  userId: string,
): Promise<AuthenticationMethod[]> {
  return db
    .selectFrom('authentication_methods')
    .selectAll()
    .where('user_id', '=', userId)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
}

/** The factor with this `dev_` id, whoever has it. Passkeys and recovery codes are no factors. */
export async function findFactor(db: Database, id: string): Promise<AuthenticationMethod | undefined> {
  return db
    .selectFrom('authentication_methods')
    .selectAll()
    .where('id', '=', id)
    .where('type', 'in', [...FACTORS])
    .executeTakeFirst();
}

/**
 * Whether a sign-in has to ask this user for a second proof: it has a confirmed factor that the sign-in
 * page can check. Keys and push notifications are only administered here.
 */
export async function isEnrolled(db: Database, userId: string): Promise<boolean> {
  const method = await db
    .selectFrom('authentication_methods')
    .select('id')
    .where('user_id', '=', userId)
    .where('type', 'in', ['totp', 'phone', 'email'])
    .where('confirmed', '=', true)
    .limit(1)
    .executeTakeFirst();
  return method !== undefined;
}

/** Whether a user has any confirmed factor of multi-factor authentication. */
export function hasFactor(methods: readonly AuthenticationMethod[]): boolean {
  return methods.some(({ type, confirmed }) => confirmed && FACTORS.has(type));
}

/**
 * Gives a user a method. Answers undefined, and changes nothing, when the user has the same one already:
 * the same phone number, e-mail address, key or TOTP secret.
 */
export async function addAuthenticationMethod(
  transaction: Database,
  userId: string,
  method: NewAuthenticationMethod,
): Promise<AuthenticationMethod | undefined> {
  return transaction
    .insertInto('authentication_methods')
    .values({
      id: newId('dev'),
      user_id: userId,
      type: method.type,
      confirmed: method.confirmed ?? true,
      name: method.name ?? null,
      details: JSON.stringify(detailsOf(method)),
      secret: method.type === 'totp' ? method.totp_secret : null,
      created_at: new Date(),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returningAll()
    .executeTakeFirst();
}

function detailsOf(method: NewAuthenticationMethod): JsonObject {
  switch (method.type) {
    case 'totp':
      return {};
    case 'phone':
      return {
        phone_number: method.phone_number,
        preferred_authentication_method: method.preferred_authentication_method ?? 'sms',
      };
    case 'email':
      return { email: method.email };
    default:
      return method.details;
  }
}

/** Keeps what may change of a method: its name, and how a phone is preferred to be reached. */
export async function saveAuthenticationMethod(
  transaction: Database,
  { id, name, details }: AuthenticationMethod,
): Promise<AuthenticationMethod> {
  return transaction
    .updateTable('authentication_methods')
    .set({ name, details: JSON.stringify(details) })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Removes these methods of a user. */
export async function removeAuthenticationMethods(
  transaction: Database,
  methods: readonly AuthenticationMethod[],
): Promise<void> {
  if (methods.length === 0) return;
  await transaction
    .deleteFrom('authentication_methods')
    .where(
      'id',
      'in',
      methods.map(({ id }) => id),
    )
    .execute();
}

/** Forgets every browser in which a user need not give a second proof. */
export async function forgetBrowsers(transaction: Database, userId: string): Promise<void> {
  await transaction.deleteFrom('remembered_browsers').where('user_id', '=', userId).execute();
}
