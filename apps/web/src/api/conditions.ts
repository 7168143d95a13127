import { missingPermissions } from '@rollcall/shared/access/decision.ts';
import type { Row } from '@rollcall/shared/contract/row.ts';
import { useNow } from '../lib/now.ts';
import { useMe } from './me.ts';

/**
 * Whether an act has to be given a reason: always, or because the team has agreed on it for a
 * permission that the act spends. `fields` are the keys of the body.
 */
export function useAsksForReason(row: Row, fields: readonly string[] = []): boolean {
  const { reasonRequired } = useMe();
  // With no permission given, all that the act spends is missing.
  const spent = missingPermissions(row, [], fields);
  return row.reason === 'required' || spent.some((permission) => reasonRequired.includes(permission));
}

/** Whether an act will ask to sign in again. */
export function useAsksToSignIn(row: Row): boolean {
  const { steppedUpUntil } = useMe();
  const now = useNow();
  return row.stepUp === true && (steppedUpUntil === null || Date.parse(steppedUpUntil) <= now);
}
