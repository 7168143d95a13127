import {
  missingPermissions,
  ownAccountSentence,
  permissionsOver,
  protectedSentence,
} from '@rollcall/shared/access/decision.ts';
import { type BulkAct, callsOfAct, nameOfAct } from '@rollcall/shared/bulk/acts.ts';
import type { CustomField } from '@rollcall/shared/user/custom-fields.ts';
import { applied, changesOf } from '@rollcall/shared/user/user-changes.ts';
import { refuseUnassignable } from '../../access/change-roles.ts';
import { refuseFieldFaults } from '../../access/custom-fields.ts';
import { refuseMasked } from '../../access/masked-fields.ts';
import type { TeamStanding } from '../../access/team-guard.ts';
import { ProblemError } from '../../http/problem.ts';
import type { TenantUser } from '../../management/user-schema.ts';
import type { FoundMember } from '../../store/find-member.ts';
import { patchOf, rolesIn } from './effects.ts';

/** What users are judged by, before anything is sent. */
export interface JudgeDependencies {
  standing: TeamStanding;
  customFields: readonly CustomField[];
}

/**
 * Refuses an act on a user that would be refused when it is done, as far as that can be seen beforehand. It
 * is no permission: when it is done, everything is asked again.
 *
 * @throws {ProblemError} the refusal
 */
export async function refuseBeforehand(
  { standing, customFields }: JudgeDependencies,
  { member, account }: FoundMember,
  act: BulkAct,
  user: TenantUser,
): Promise<void> {
  const { user_id: userId } = user;
  const given = permissionsOver(member.grants, user);
  if (!given.includes('bulk:run')) throw permissionMissing('bulk:run');
  for (const { row, body } of callsOfAct(act, userId)) {
    const [missing] = missingPermissions(row, given, Object.keys(body ?? {}));
    if (missing !== undefined) throw permissionMissing(missing);
    const own = ownAccountSentence(row);
    if (own !== undefined && account === userId) throw new ProblemError('beyond_own_rights', { detail: own });
  }
  refuseUnassignable(member, user, rolesIn(act));
  const patch = patchOf(act, userId);
  refuseMasked(member, user, patch);
  refuseFieldFaults(customFields, user, applied(user, changesOf(user, patch)));
  refuseUnreachable(act, user);
  if ((await standing(member, user)) === 'protected') {
    throw new ProblemError('permission_missing', { detail: protectedSentence });
  }
}

/** Who has no address gets no e-mail, and only databases keep passwords. */
function refuseUnreachable(act: BulkAct, user: TenantUser): void {
  const name = nameOfAct(act);
  const isMessage =
    name === 'send_verification_email' ||
    name === 'send_password_email' ||
    name === 'create_password_tickets';
  if (!isMessage && name !== 'verify_email') return;
  if (user.email === undefined) throw refused('The user has no e-mail address.');
  if (name === 'send_verification_email' || name === 'verify_email') return;
  if (user.identities[0]?.provider !== 'auth0') {
    throw refused('The user’s connection keeps no passwords; only database connections do.');
  }
}

function refused(detail: string): ProblemError {
  return new ProblemError('refused_by_tenant', { detail });
}

function permissionMissing(permission: string): ProblemError {
  return new ProblemError('permission_missing', {
    detail: `Over this user your team role does not include ${permission}.`,
    missing: [permission],
  });
}
