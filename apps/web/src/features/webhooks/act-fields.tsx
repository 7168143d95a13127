import type { Row } from '@rollcall/shared/contract/row.ts';
import { useState } from 'react';
import { useAsksForReason, useAsksToSignIn } from '../../api/conditions.ts';
import { isProblem } from '../../lib/problem-error.ts';
import { ReasonField } from '../../ui/reason-field.tsx';
import { SignInAgainNote } from '../../ui/sign-in-again-note.tsx';

/** What an act asks for beside its data: a reason, where the team wants one, and a fresh sign-in. */
export function useActFields(row: Row) {
  const [reason, setReason] = useState('');
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
