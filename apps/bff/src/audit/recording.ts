import type { Row } from '@rollcall/shared/contract/row.ts';
import type { AuditChange, AuditTarget } from '@rollcall/shared/contract/audit.ts';
import type { Problem } from '@rollcall/shared/problems.ts';
import { ProblemError } from '../http/problem.ts';
import type { AuditEnd, AuditIntent, AuditTrail } from './trail.ts';

/** What a handler can add to the telling of its act. */
export interface Telling {
  /** The values that it changed; for a user who is in its answer they are found without this. */
  changed: (changes: readonly AuditChange[]) => void;
  /** What it was done to, where that is known only now. */
  target: (target: AuditTarget) => void;
}

/** What was refused before anything was done. */
export const denialCodes: ReadonlySet<Problem['code']> = new Set<Problem['code']>([
  'not_a_team_member',
  'permission_missing',
  'scope_missing',
  'not_found',
  'step_up_required',
  'reason_required',
  'viewing_as',
  'beyond_own_rights',
  'last_admin',
]);

/**
 * Does an act between its two entries in the audit trail. Without the first it is not done; without
 * the second it stays in the trail as one that has begun.
 *
 * @param onBegun is told the id of the event
 * @throws what `act` throws; `store_unavailable` when the beginning cannot be written
 */
export async function recorded<Result>(
  trail: AuditTrail,
  intent: AuditIntent,
  act: (telling: Telling) => Promise<Result>,
  changesIn: (result: Result) => readonly AuditChange[] = () => [],
  onBegun: (event: number) => void = () => {},
): Promise<Result> {
  const event = await trail.begin(intent).catch((cause: unknown) => {
    throw new ProblemError('store_unavailable', { cause });
  });
  onBegun(event);
  const added: { changes: AuditChange[]; target: AuditTarget | undefined } = {
    changes: [],
    target: undefined,
  };
  const telling: Telling = {
    changed: (changes) => void added.changes.push(...changes),
    target: (target) => (added.target = target),
  };
  const end = (rest: AuditEnd) => trail.end(event, intent, { ...rest, target: added.target });
  try {
    const result = await act(telling);
    await end({ outcome: 'done', changes: [...added.changes, ...changesIn(result)] }).catch(() => undefined);
    return result;
  } catch (error) {
    await end({ ...endOf(error), changes: added.changes }).catch(() => undefined);
    throw error;
  }
}

/** How an act that threw, or was not begun, has ended. */
export function endOf(error: unknown): AuditEnd {
  if (!(error instanceof ProblemError)) return { outcome: 'failed', problem: 'internal_error' };
  const { code, members } = error;
  const outcome = code === 'outcome_unknown' ? 'unknown' : denialCodes.has(code) ? 'denied' : 'failed';
  return { outcome, problem: code, missing: members.missing };
}

/** Whether a refusal is worth telling: somebody tried what they may not. */
export function isDenial(error: unknown): error is ProblemError {
  return error instanceof ProblemError && denialCodes.has(error.code);
}

/** The action that a row stands for in the trail; reads that were refused are told as such. */
export function actionOf(row: Row): AuditIntent['action'] {
  return row.audit ?? 'read';
}
