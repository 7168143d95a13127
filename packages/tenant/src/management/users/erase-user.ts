import { endSignIns } from '../../oidc/records.ts';
import { writeLogEvent } from '../../store/log-events.ts';
import type { Database } from '../../store/open.ts';
import type { UserProfile } from '../../store/schema.ts';
import { removeUser } from '../../store/users.ts';
import type { EndpointRequest, TenantContext } from '../endpoint.ts';

/** Removes a user with everything that was theirs, ends their sign-ins, and has the log tell of it. */
export async function eraseUser(
  { search }: TenantContext,
  transaction: Database,
  user: UserProfile,
  { clientId, ip, userAgent }: EndpointRequest,
): Promise<void> {
  const { user_id, email, name, identities } = user;
  await removeUser(transaction, user_id);
  await endSignIns(transaction, user_id);
  await search.changed(transaction, user, undefined);
  await writeLogEvent(transaction, {
    type: 'sdu',
    description: 'User successfully deleted',
    connection: identities[0]?.connection,
    strategy: identities[0]?.provider,
    client_id: clientId,
    ip,
    user_agent: userAgent,
    user_id,
    user_name: email ?? name,
  });
}
