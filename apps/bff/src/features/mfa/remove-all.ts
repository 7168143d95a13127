import type { Telling } from '../../audit/recording.ts';
import { ProblemError } from '../../http/problem.ts';
import type { TenantAuthenticationMethods } from '../../management/authentication-methods.ts';

/**
 * Removes all methods of a user: in one act, or one by one where there is a passkey, which Auth0 does not
 * let go with the others. What is removed is told, whatever comes after it.
 *
 * @throws {ProblemError} `partly_saved` where some are removed and another is refused, or the refusal
 */
export async function removeAll(
  methods: TenantAuthenticationMethods,
  userId: string,
  telling: Telling,
): Promise<void> {
  const found = await methods.list(userId);
  const tell = (ids: readonly string[]) =>
    telling.changed(ids.map((id) => ({ field: 'authentication_method', before: id, after: null })));
  const ids = found.map(({ id }) => id);
  if (!found.some(({ type }) => type === 'passkey')) {
    await methods.deleteAll(userId);
    tell(ids);
    return;
  }
  const removed: string[] = [];
  for (const id of ids) {
    try {
      await methods.delete(userId, id);
    } catch (error) {
      tell(removed);
      throw removed.length === 0 ? error : partlyRemoved(removed, id, error);
    }
    removed.push(id);
  }
  tell(removed);
}

function partlyRemoved(removed: readonly string[], id: string, cause: unknown): ProblemError {
  const refusal = cause instanceof ProblemError ? cause : new ProblemError('internal_error', { cause });
  if (refusal.code === 'outcome_unknown') return refusal;
  const reason = refusal.sentence;
  return new ProblemError('partly_saved', {
    detail: `Removed: ${removed.join(', ')}. Not removed: ${id}. ${reason}`,
    saved: [...removed],
    cause,
  });
}
