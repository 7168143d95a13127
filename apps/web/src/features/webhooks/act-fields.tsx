import type { Row } from '@rollcall/shared/contract/row.ts';
import { useState } from 'react';
import { z } from 'zod';
import { useAsksForReason, useAsksToSignIn } from '../../api/conditions.ts';
import { useKeeping, useKept } from '../../lib/kept-form.ts';
import { isProblem } from '../../lib/problem-error.ts';
import { ReasonField } from '../../ui/reason-field.tsx';
import { SignInAgainNote } from '../../ui/sign-in-again-note.tsx';

const Reason = z.string();

/**
 * What an act asks for beside its data: a reason, where the team wants one, and a fresh sign-in.
 * @param what names the act and what it is done to, so that the reason is there again after that sign-in
 */
export function useActFields(row: Row, what: string) {
  const keptKey = `reason to ${what}`;
  const kept = useKept(keptKey, Reason);
  const [reason, setReason] = useState(kept ?? '');
  useKeeping(keptKey, reason === '' ? undefined : reason);
  const isAsked = useAsksForReason(row);
  const asksToSignIn = useAsksToSignIn(row);
  return {
    reason,
    /** Whether enough is typed; `error` is what the last try failed with. */
    isReady: (error: unknown) => !(isAsked || isProblem(error, 'reason_required')) || reason.trim() !== '',
    fields: (error: unknown) => (
      <>
        {(isAsked || isProblem(error, 'reason_required')) && (
          <ReasonField value={reason} onChange={setReason} />
        )}
        {asksToSignIn && <SignInAgainNote />}
      </>
    ),
  };
}
