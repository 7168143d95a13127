import type { TenantContext } from '../management/endpoint.ts';
import { defaultPicture } from '../store/picture.ts';
import type { ConnectionRecord, Identity, UserProfile } from '../store/schema.ts';
import { strategyTypeOf } from '../store/strategy-type.ts';
import { findUserOfIdentity, insertUsers, lockUser, saveProfile } from '../store/users.ts';
import type { Assertion, ProviderProfile } from './assertion.ts';
import { handOutTokens } from './hand-out-tokens.ts';

/**
 * Takes in what an identity provider says about somebody. Whether that creates the user and
 * overwrites the root attributes is what the connection's `set_user_root_attributes` says. Answers the
 * id of the user, the primary one where accounts are linked; undefined when there is none and none is made.
 * @see https://auth0.com/docs/manage-users/user-accounts/user-profiles/configure-connection-sync-with-auth0
 */
export async function acceptAssertion(
  context: TenantContext,
  connection: ConnectionRecord,
  { id, profile }: Assertion,
): Promise<string | undefined> {
  const sync = connection.options['set_user_root_attributes'] ?? 'on_each_login';
  const known = await findUserOfIdentity(context.db, connection.strategy, id);
  if (known === undefined) {
    return sync === 'never_on_login' ? undefined : create(context, connection, id, profile);
  }
  if (known.blocked !== true) {
    await update(context, connection, known.user_id, id, profile, sync === 'on_each_login');
  }
  return known.user_id;
}

async function create(
  { db, search }: TenantContext,
  connection: ConnectionRecord,
  id: string,
  profile: ProviderProfile,
): Promise<string> {
  const user = makeUser(connection, id, profile);
  await db.transaction().execute(async (transaction) => {
    await insertUsers(transaction, [
      {
        profile: user,
        credentials: [
          {
            provider: connection.strategy,
            id,
            connection: connection.name,
            email: profile.email ?? null,
            username: null,
            phone_number: null,
            password_hash: null,
            password_history: [],
          },
        ],
      },
    ]);
    await handOutTokens(transaction, connection.strategy, id);
    await search.changed(transaction, undefined, user);
  });
  return user.user_id;
}

async function update(
  { db, search }: TenantContext,
  { strategy }: ConnectionRecord,
  userId: string,
  id: string,
  profile: ProviderProfile,
  overwrite: boolean,
): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const record = await lockUser(transaction, userId);
    if (record === undefined) return;
    const after = receive(record.profile, strategy, id, profile, overwrite);
    await saveProfile(transaction, after);
    await handOutTokens(transaction, strategy, id);
    await search.changed(transaction, record.profile, after);
    if (profile.email === undefined) return;
    await transaction
      .updateTable('identities')
      .set({ email: profile.email })
      .where('provider', '=', strategy)
      .where('id', '=', id)
      .execute();
  });
}

/** What the provider's word changes: the root of the user it is the primary identity of, else its own entry. */
function receive(
  user: UserProfile,
  provider: string,
  id: string,
  profile: ProviderProfile,
  overwrite: boolean,
): UserProfile {
  const isThis = (identity: Identity) => identity.provider === provider && identity.user_id === id;
  const [primary] = user.identities;
  if (primary !== undefined && isThis(primary)) return overwrite ? { ...user, ...rootOf(profile) } : user;
  const identities = user.identities.map((identity) =>
    isThis(identity)
      ? { ...identity, profileData: { ...identity.profileData, ...rootOf(profile) } }
      : identity,
  );
  return { ...user, identities };
}

function rootOf(profile: ProviderProfile): Record<string, string> {
  return Object.fromEntries(
    Object.entries(profile).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

function makeUser(connection: ConnectionRecord, id: string, profile: ProviderProfile): UserProfile {
  const now = new Date().toISOString();
  const name = profile.name ?? profile.email ?? id;
  return {
    ...rootOf(profile),
    name,
    nickname: profile.nickname ?? profile.email?.split('@')[0] ?? name,
    picture: profile.picture ?? defaultPicture(profile.email ?? id),
    ...(profile.email === undefined ? {} : { email_verified: true }),
    user_id: `${connection.strategy}|${id}`,
    identities: [
      {
        connection: connection.name,
        provider: connection.strategy,
        user_id: id,
        isSocial: strategyTypeOf(connection.strategy) === 'social',
      },
    ],
    created_at: now,
    updated_at: now,
  };
}
