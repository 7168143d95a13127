import { maskOver } from '@rollcall/shared/access/decision.ts';
import { hiddenFields, maskUser } from '@rollcall/shared/access/mask.ts';
import { isJsonObject, type JsonObject } from '@rollcall/shared/user/merge-patch.ts';
import { ProblemError } from '../http/problem.ts';
import { TenantUser } from '../management/user-schema.ts';
import type { TeamMember } from '../store/team.ts';
import { isVisible } from './choke-point.ts';

/**
 * An answer as it may leave for a team member: users whom they may see, without what is hidden of them.
 * Every answer passes here, whatever its handler thought of: one that is a user, and one with `users`.
 *
 * @throws {ProblemError} `not_found` where the answer is a user whom they may not see (any more)
 */
export function leaving(member: TeamMember, answer: unknown): unknown {
  if (!isJsonObject(answer)) return answer;
  if ('user_id' in answer) {
    const shown = shownTo(member, answer);
    if (shown === undefined) throw new ProblemError('not_found');
    return shown;
  }
  if (!Array.isArray(answer.users)) return answer;
  const users = answer.users.flatMap((user: unknown) =>
    isJsonObject(user) ? (shownTo(member, user) ?? []) : [],
  );
  return { ...answer, users };
}

function shownTo(member: TeamMember, answer: JsonObject): object | undefined {
  const user = TenantUser.parse(answer);
  if (!isVisible(member, user)) return undefined;
  const mask = maskOver(member.grants, user);
  return { ...maskUser(mask, answer), masked: hiddenFields(mask, user) };
}
