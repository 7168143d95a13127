import { permissionsOver } from '@rollcall/shared/access/decision.ts';
import { identitiesRows } from '@rollcall/shared/contract/identities.ts';
import { authorizeProposed } from '../../access/choke-point.ts';
import { refuseUnblocking } from '../../access/password.ts';
import type { Call } from '../../http/handler.ts';
import { ProblemError } from '../../http/problem.ts';
import { identityField, type LinkDependencies } from './link.ts';

/**
 * Makes a linked identity a user of its own again, with its profile data and without metadata. Nobody makes
 * a user whom their own grants would not cover, nor moves the first one out of them, nor gets around a block.
 *
 * @throws {ProblemError} `not_found` for an identity that the user has not, `permission_missing`,
 * `refused_by_tenant` for the primary one, `outcome_unknown`
 */
export async function unlinkIdentity(
  { identities, teamGuard }: LinkDependencies,
  { member, user, params, telling }: Call<typeof identitiesRows.unlinkIdentity>,
): Promise<{ separate: string }> {
  const { provider, identityId } = params;
  const identity = user.identities.find((one) => one.provider === provider && one.user_id === identityId);
  if (identity === undefined) throw new ProblemError('not_found');
  if (identity === user.identities[0]) {
    throw new ProblemError('refused_by_tenant', {
      detail: 'This is the primary identity. To be rid of it, delete the user.',
    });
  }
  refuseUnblocking(
    user,
    permissionsOver(member.grants, user),
    'the user that the identity becomes would not be',
  );
  const row = identitiesRows.unlinkIdentity;
  const rest = user.identities.filter((one) => one !== identity);
  authorizeProposed(row, member, [], { ...user, identities: rest });
  const { email, email_verified } = identity.profileData ?? {};
  authorizeProposed(row, member, [], { email, email_verified, identities: [identity] });
  await teamGuard(member, { newEmail: email });

  await identities.unlink(user.user_id, identity);
  telling.changed([{ field: identityField(identity), before: identity.connection, after: null }]);
  return { separate: `${provider}|${identityId}` };
}
