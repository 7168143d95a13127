import { endSignIns } from '../../oidc/records.ts';
import { findConnection } from '../../store/connections.ts';
import { writeLogEvent } from '../../store/log-events.ts';
import type { Database } from '../../store/open.ts';
import type { UserProfile } from '../../store/schema.ts';
import { removeUser } from '../../store/users.ts';
import type { EndpointRequest, TenantContext } from '../endpoint.ts';
import { userEvent } from './user-event.ts';

/** Removes a user with everything that was theirs, ends their sign-ins, and has the log tell of it. */
export async function eraseUser(
  { search }: TenantContext,
  transaction: Database,
  user: UserProfile,
  request: EndpointRequest,
): Promise<void> {
  const { user_id, identities } = user;
  const connection = await findConnection(transaction, identities[0]?.connection ?? '');
  await removeUser(transaction, user_id);
  await endSignIns(transaction, user_id);
  await search.changed(transaction, user, undefined);
  await writeLogEvent(transaction, {
    ...userEvent(request, user, connection),
    type: 'sdu',
    description: 'User successfully deleted',
  });
}
