import { splitUser } from '../../../store/move-identities.ts';
import type { Identity, UserProfile } from '../../../store/schema.ts';
import { lockUser, saveProfile } from '../../../store/users.ts';
import type { Endpoint } from '../../endpoint.ts';
import { ManagementError } from '../../management-error.ts';
import { assertAnyUser } from '../any-user.ts';
import { inexistentUser, readUserId } from '../user-id.ts';
import { identitiesFor } from './identities-for.ts';
import { userOf, withoutIdentity } from './profiles.ts';
import { PROVIDERS } from './providers.ts';

/** `DELETE /users/{id}/identities/{provider}/{user_id}`: the identity becomes a user of its own again. @see https://auth0.com/docs/api/management/v2/users/delete-user-identity-by-user-id */
export const unlinkIdentity: Endpoint = {
  method: 'delete',
  path: '/users/:id/identities/:provider/:user_id',
  summary: 'Unlink a User Identity',
  scopes: ['update:users', 'update:current_user_identities'],
  handle: async ({ db, search }, { params, scopes }) => {
    const primaryId = readUserId(params);
    const provider = readProvider(params);
    assertAnyUser(scopes, 'update:users');
    const remaining = await db.transaction().execute(async (transaction) => {
      const primary = (await lockUser(transaction, primaryId))?.profile;
      if (primary === undefined) throw inexistentUser();
      const removed = pickSecondary(primary, provider, params['user_id'] ?? '');
      const rest = withoutIdentity(primary, removed);
      const separate = userOf(removed);
      await splitUser(transaction, removed, separate);
      await saveProfile(transaction, rest);
      await search.changed(transaction, primary, rest);
      await search.changed(transaction, undefined, separate);
      return rest;
    });
    return { status: 200, body: await identitiesFor(db, remaining, scopes) };
  },
};

function readProvider(params: Readonly<Record<string, string>>): string {
  const provider = PROVIDERS.find((known) => known === params['provider']);
  if (provider !== undefined) return provider;
  throw new ManagementError(
    400,
    `Path validation error: 'No enum match for: ${params['provider'] ?? ''}' on property provider (Identity provider name of the secondary linked account (e.g. \`google-oauth2\`)).`,
    'invalid_uri',
  );
}

function pickSecondary({ identities }: UserProfile, provider: string, id: string): Identity {
  const found = identities.find((identity) => identity.provider === provider && identity.user_id === id);
  if (found === undefined) throw new ManagementError(400, 'The specified identity does not exist.');
  if (found === identities[0]) throw new ManagementError(400, 'Main identity cannot be removed.');
  return found;
}
