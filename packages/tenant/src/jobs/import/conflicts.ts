import type { Account, AccountKeys } from '../../store/accounts.ts';
import type { UserRecord } from '../../store/users.ts';
import type { RowError } from './row-error.ts';

/** Accounts by what they can be known by. */
type KnownAccounts = ReadonlyMap<string, Account>;

/** What these users would be known by. */
export function keysOf(records: readonly UserRecord[]): AccountKeys {
  const credentials = records.flatMap((record) => record.credentials);
  return {
    emails: present(credentials.map(({ email }) => email)),
    usernames: present(credentials.map(({ username }) => username)),
    phoneNumbers: present(credentials.map(({ phone_number }) => phone_number)),
    ids: credentials.map(({ id }) => id),
  };
}

function present(values: readonly (string | null)[]): string[] {
  return values.filter((value) => value !== null);
}

/** @param connection an id is unique in the tenant, everything else in its connection. */
export function indexAccounts(accounts: readonly Account[], connection: string): KnownAccounts {
  return new Map(
    accounts.flatMap((account) => {
      const keys = account.connection === connection ? KEYS : (['id'] as const);
      return keys.flatMap((key): [string, Account][] =>
        account[key] === null ? [] : [[`${key}:${account[key]}`, account]],
      );
    }),
  );
}

const KEYS = ['id', 'email', 'username', 'phone_number'] as const;

/** The account that an upsert means: e-mail addresses decide alone. */
export function accountWithEmail(known: KnownAccounts, record: UserRecord): Account | undefined {
  return known.get(`email:${record.profile.email}`);
}

/**
 * Why a row cannot be taken over beside the accounts that there are.
 * @see https://auth0.com/docs/manage-users/user-migration/bulk-user-imports
 */
export function conflictOf(known: KnownAccounts, record: UserRecord, upsert: boolean): RowError | undefined {
  const [credential] = record.credentials;
  const byEmail = accountWithEmail(known, record);
  const taken = (['username', 'phone_number', 'id'] as const).find(
    (key) => credential?.[key] !== null && known.has(`${key}:${credential?.[key]}`),
  );
  if (!upsert) return byEmail === undefined && taken === undefined ? undefined : DUPLICATED_USER;
  if (byEmail !== undefined) {
    // One that was linked belongs to a user whose attributes come from elsewhere.
    return byEmail.user_id === `auth0|${byEmail.id}` ? undefined : EMAIL_TAKEN;
  }
  if (taken === undefined) return undefined;
  return taken === 'username' ? USERNAME_TAKEN : takenBy(taken === 'id' ? 'user_id' : taken);
}

/** Why a row was refused by the database: another writer was faster with an account of the same kind. */
export function conflictOfConstraint(constraint: string, upsert: boolean): RowError {
  if (!upsert) return DUPLICATED_USER;
  if (constraint === 'identities_email') return EMAIL_TAKEN;
  if (constraint === 'identities_username') return USERNAME_TAKEN;
  return takenBy(constraint === 'identities_phone' ? 'phone_number' : 'user_id');
}

const DUPLICATED_USER: RowError = {
  code: 'DUPLICATED_USER',
  message: 'The user already exist and upsert parameter is false',
};
const EMAIL_TAKEN: RowError = {
  code: 'CONFLICT_EMAIL',
  message: 'The email is already in use by another user',
  path: 'email',
};
const USERNAME_TAKEN: RowError = {
  code: 'CONFLICT_USERNAME',
  message: 'The username is already in use by another user',
  path: 'username',
};

function takenBy(path: 'phone_number' | 'user_id'): RowError {
  return { code: 'CONFLICT', message: `The ${path} is already in use by another user`, path };
}
