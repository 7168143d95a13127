import { ProblemError } from '../http/problem.ts';
import type { ImportDependencies, RunningImport } from './run.ts';

/** Why a row may not be imported because of whose address it has; `undefined` where it may. */
export type TeamRefusals = (email: string) => Promise<{ code: string; detail: string } | undefined>;

/**
 * The guard of the team for imports by Auth0's jobs, in which nobody looks at single users. The addresses of the
 * team are read once: those invited, and those of the accounts that members sign in with.
 */
export async function teamRefusals(
  { store, users, teamGuard, issuer }: Pick<ImportDependencies, 'store' | 'users' | 'teamGuard' | 'issuer'>,
  { found: { member } }: RunningImport,
): Promise<TeamRefusals> {
  const places = await store
    .selectFrom('team_members')
    .select(['subject', 'invited_email', 'issuer'])
    .execute()
    .catch((cause: unknown) => {
      throw new ProblemError('store_unavailable', { cause });
    });
  const accounts = new Map<string, string>();
  for (const { subject, issuer: of } of places) {
    if (subject === null || of !== issuer) continue;
    const email = (await users.find(subject))?.email;
    if (email !== undefined) accounts.set(email.toLowerCase(), subject);
  }
  const invited = new Set(places.flatMap(({ invited_email: email }) => email?.toLowerCase() ?? []));
  return async (email) => {
    const address = email.toLowerCase();
    const subject = accounts.get(address);
    if (subject === undefined && !invited.has(address)) return undefined;
    try {
      const user = subject === undefined ? {} : { user: { user_id: subject, email: address } };
      await teamGuard(member, { ...user, newEmail: address });
      return undefined;
    } catch (error) {
      if (!(error instanceof ProblemError) || error.code !== 'permission_missing') throw error;
      return { code: error.code, detail: error.members.detail ?? '' };
    }
  };
}
