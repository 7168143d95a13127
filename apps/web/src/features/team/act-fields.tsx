import type { Row } from '@rollcall/shared/contract/row.ts';
import { useState } from 'react';
import { useAsksForReason, useAsksToSignIn } from '../../api/conditions.ts';
import { ReasonField } from '../../ui/reason-field.tsx';
import { SignInAgainNote } from '../../ui/sign-in-again-note.tsx';

/** What an act asks for beside its data: a reason, where the team wants one, and a fresh sign-in. */
export function useActFields(row: Row) {
  const [reason, setReason] = useState('');
  const asksForReason = useAsksForReason(row);
  const asksToSignIn = useAsksToSignIn(row);
  return {
    reason: asksForReason ? reason : undefined,
    isReady: !asksForReason || reason.trim() !== '',
    fields: (
      <>
        {asksForReason && <ReasonField value={reason} onChange={setReason} />}
        {asksToSignIn && <SignInAgainNote />}
      </>
    ),
  };
}
