import { profileRows } from '@rollcall/shared/contract/profile.ts';
import { lockedFields, rootAttributes } from '@rollcall/shared/user/lock.ts';
import type { CustomField } from '@rollcall/shared/user/custom-fields.ts';
import { applied, areDone, changesOf, inSteps } from '@rollcall/shared/user/user-changes.ts';
import type { UserPatch } from '@rollcall/shared/user/user-input.ts';
import { userChanges } from '../audit/changes.ts';
import type { Telling } from '../audit/recording.ts';
import { ProblemError } from '../http/problem.ts';
import type { TenantConnections } from '../management/connections.ts';
import type { TenantUser } from '../management/user-schema.ts';
import type { TenantUsers } from '../management/users.ts';
import type { TeamMember } from '../store/team.ts';
import { authorizeProposed } from './choke-point.ts';
import { refuseFieldFaults } from './custom-fields.ts';
import { hidingOthers } from './hidden-users.ts';
import { refuseMasked } from './masked-fields.ts';

/** Who changes which user, how, and where it is told. */
interface Update {
  member: TeamMember;
  user: TenantUser;
  body: UserPatch;
  telling: Telling;
  /** What values the change has to leave; none where it only brings back what was there. */
  customFields?: readonly CustomField[];
}

/**
 * Changes a user, who is locked against other changes meanwhile. The lock rule is asked about the
 * connection as it is now. What Auth0 refuses in one call goes in several, reported as one. Where only
 * some of them succeed, the audit trail is told which values those changed.
 *
 * @throws {ProblemError} `invalid_input` for a custom field, `masked_field`, `field_locked`, `permission_missing`, `partly_saved`, `outcome_unknown` (with
 * `saved` when something was), or the tenant's refusal
 */
export async function updateUser(
  users: TenantUsers,
  connections: TenantConnections,
  { member, body, user, telling, customFields = [] }: Update,
): Promise<TenantUser> {
  refuseMasked(member, user, body);
  await refuseLocked(connections, user, body);
  const changes = changesOf(user, body);
  authorizeProposed(profileRows.updateUser, member, Object.keys(body), applied(user, changes));
  refuseFieldFaults(customFields, user, applied(user, changes));
  let current = user;
  const saved: string[] = [];
  for (const step of inSteps(changes)) {
    const fields = step.map(({ field }) => field);
    const sent = Object.fromEntries(step.map((change) => [change.field, change.sent]));
    try {
      current = await users.update(user.user_id, sent, (now) => areDone(now, step));
    } catch (error) {
      const told = hidingOthers(member, 'users:edit', error, 'The change was refused.');
      if (saved.length === 0) throw told;
      telling.changed(userChanges(user, current));
      throw notAllSaved(saved, fields, told);
    }
    saved.push(...fields);
  }
  return current;
}

async function refuseLocked(
  connections: TenantConnections,
  user: TenantUser,
  body: UserPatch,
): Promise<void> {
  const asked = rootAttributes.filter((field) => field in body);
  const primary = user.identities[0];
  if (asked.length === 0) return;
  const locks = lockedFields(primary === undefined ? null : await connections.fresh(primary.connection));
  const errors = asked.flatMap((field) => {
    const lock = locks[field];
    return lock === undefined ? [] : [{ field, detail: `${lock.reason} ${lock.wayOut}` }];
  });
  const [first] = errors;
  if (first === undefined) return;
  const names = errors.map(({ field }) => field).join(', ');
  throw new ProblemError('field_locked', { detail: `Locked: ${names}. ${first.detail}`, errors });
}

function notAllSaved(saved: string[], fields: readonly string[], cause: unknown): ProblemError {
  if (cause instanceof ProblemError && cause.code === 'outcome_unknown') {
    return new ProblemError('outcome_unknown', {
      detail: `Saved: ${saved.join(', ')}. Not known: ${fields.join(', ')}.`,
      saved,
      errors: fields.map((field) => ({ field, detail: 'It is not known whether this was saved.' })),
      cause,
    });
  }
  const refusal = cause instanceof ProblemError ? cause : new ProblemError('internal_error');
  const reason = refusal.sentence;
  return new ProblemError('partly_saved', {
    detail: `Saved: ${saved.join(', ')}. Not saved: ${fields.join(', ')}. ${reason}`,
    saved,
    errors: refusal.members.errors ?? fields.map((field) => ({ field, detail: reason })),
    cause,
  });
}
