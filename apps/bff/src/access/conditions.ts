import { ownAccountSentence } from '@rollcall/shared/access/decision.ts';
import type { Permission } from '@rollcall/shared/access/permissions.ts';
import type { Row } from '@rollcall/shared/contract/row.ts';
import { ProblemError } from '../http/problem.ts';
import type { Caller } from '../store/caller.ts';
import type { TeamSettings } from '../store/settings.ts';

/** Nothing is changed through somebody else's eyes. @throws {ProblemError} `viewing_as` */
export function refuseWhileViewing(row: Row, { viewed }: Caller): void {
  if (viewed === undefined || row.method === 'GET' || row.whileViewingAs === true) return;
  throw new ProblemError('viewing_as', { detail: 'Stop seeing Rollcall as someone else first.' });
}

/**
 * Nobody locks themselves out, or gives themselves more, by an act on the account that they sign in with.
 *
 * @throws {ProblemError} `beyond_own_rights`
 */
export function refuseToOneself(row: Row, { account }: Pick<Caller, 'account'>, userId: string): void {
  const why = ownAccountSentence(row);
  if (why !== undefined && account === userId) throw new ProblemError('beyond_own_rights', { detail: why });
}

/**
 * What destroys, or changes who may do what, needs a sign-in of the last five minutes (RFC 9470).
 *
 * @throws {ProblemError} `step_up_required`
 */
export function requireStepUp(row: Row, { steppedUpUntil }: Caller): void {
  if (row.stepUp !== true || (steppedUpUntil !== undefined && steppedUpUntil > new Date())) return;
  throw new ProblemError('step_up_required', { detail: 'Confirm that it is you, by signing in again.' });
}

/**
 * Some acts are always given a reason, others where the team has agreed on it.
 *
 * @throws {ProblemError} `reason_required`
 */
export function requireReason(
  row: Row,
  { reasonRequired }: TeamSettings,
  fields: readonly string[],
  reason: string | undefined,
): void {
  if (reason !== undefined || row.audit === undefined) return;
  const spent: (Permission | undefined)[] = [
    row.permission,
    ...fields.flatMap((field) => row.fields?.[field]?.permission ?? []),
  ];
  const asking = spent.find((permission) => permission !== undefined && reasonRequired.includes(permission));
  if (row.reason !== 'required' && asking === undefined) return;
  throw new ProblemError('reason_required', {
    detail: 'Say why: the reason goes into the audit trail.',
    errors: [{ field: 'reason', detail: 'Give a reason.' }],
  });
}
