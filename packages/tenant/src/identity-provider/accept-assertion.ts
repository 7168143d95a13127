import type { TenantContext } from '../management/endpoint.ts';
import { recordSignIn, type SignInResult } from '../oidc/sign-in.ts';
import { findConnection } from '../store/connections.ts';
import { defaultPicture } from '../store/picture.ts';
import type { ConnectionRecord, Identity, UserProfile } from '../store/schema.ts';
import { findUserOfIdentity, insertUsers } from '../store/users.ts';
import type { Assertion, ProviderProfile } from './assertion.ts';

const SOCIAL = new Set([
  'google-oauth2',
  'github',
  'facebook',
  'windowslive',
  'apple',
  'linkedin',
  'twitter',
]);

/**
 * Signs somebody in whom an identity provider has vouched for. Whether that creates the user and
 * overwrites the root attributes is what the connection's `set_user_root_attributes` says.
 * @see https://auth0.com/docs/manage-users/user-accounts/user-profiles/configure-connection-sync-with-auth0
 */
export async function acceptAssertion(
  context: TenantContext,
  { connection: name, id, profile }: Assertion,
  ip: string,
): Promise<SignInResult> {
  const connection = await findConnection(context.db, name);
  if (connection === undefined) return { kind: 'unknown' };
  const provider = connection.strategy;
  const known = await findUserOfIdentity(context.db, provider, id);
  if (known?.blocked === true) return { kind: 'blocked' };
  const sync = connection.options['set_user_root_attributes'] ?? 'on_each_login';
  if (known === undefined) {
    if (sync === 'never_on_login') return { kind: 'unknown' };
    const created = makeUser(connection, id, profile);
    await context.db.transaction().execute(async (transaction) => {
      await insertUsers(transaction, [
        {
          profile: created,
          credentials: [
            {
              provider,
              id,
              connection: name,
              email: profile.email ?? null,
              username: null,
              phone_number: null,
              password_hash: null,
              password_history: [],
            },
          ],
        },
      ]);
      await context.search.changed(transaction, undefined, created);
    });
  }
  const userId = known?.user_id ?? `${provider}|${id}`;
  await recordSignIn(context.db, context.search, userId, ip, (user) =>
    receive(user, provider, id, profile, sync === 'on_each_login'),
  );
  await rememberEmail(context, provider, id, profile.email);
  return { kind: 'signed-in', userId };
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
        isSocial: SOCIAL.has(connection.strategy),
      },
    ],
    created_at: now,
    updated_at: now,
  };
}

async function rememberEmail(
  { db }: TenantContext,
  provider: string,
  id: string,
  email: string | undefined,
): Promise<void> {
  if (email === undefined) return;
  await db
    .updateTable('identities')
    .set({ email })
    .where('provider', '=', provider)
    .where('id', '=', id)
    .execute();
}
