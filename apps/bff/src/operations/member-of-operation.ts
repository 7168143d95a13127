import { ProblemError } from '../http/problem.ts';
import { type FoundMember, findMember } from '../store/find-member.ts';
import type { Store } from '../store/schema.ts';
import type { StoredOperation } from './operation-store.ts';

/**
 * Finds the team member in whose name an operation is done, with the grants that they have now.
 *
 * @throws {ProblemError} `not_a_team_member`, `store_unavailable`
 */
export function memberOfOperation(store: Store): (operation: StoredOperation) => Promise<FoundMember> {
  return async ({ member_id: id, member_name: name }) => {
    const found = await findMember(store, id).catch((cause: unknown) => {
      throw new ProblemError('store_unavailable', { cause });
    });
    if (found !== undefined) return found;
    throw new ProblemError('not_a_team_member', {
      detail: `${name}, in whose name this is done, is not in the team any more.`,
    });
  };
}
