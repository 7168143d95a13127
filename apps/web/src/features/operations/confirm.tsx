import { bulkActKinds, nameOfAct } from '@rollcall/shared/bulk/acts.ts';
import { bulkRows } from '@rollcall/shared/contract/bulk.ts';
import type { Operation } from '@rollcall/shared/contract/operations.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { z } from 'zod';
import { call } from '../../api/call.ts';
import { useAsksToSignIn } from '../../api/conditions.ts';
import { useMay } from '../../api/me.ts';
import { useReason } from '../../api/use-reason.ts';
import { useNow } from '../../lib/now.ts';
import { useKeeping, useKept } from '../../lib/kept-form.ts';
import { Button } from '../../ui/button.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { ReasonField } from '../../ui/reason-field.tsx';
import { Select } from '../../ui/select.tsx';
import { SignInAgainNote } from '../../ui/sign-in-again-note.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { Why } from '../../ui/why.tsx';
import styles from './operations.module.css';
import { keepOperation } from './queries.ts';
import { users } from './words.ts';

/** Above so many users the number is typed, so that nobody confirms it in passing. */
const typedAbove = 50;
const Kept = z.object({
  typed: z.string(),
  when: z.enum(['now', 'later']),
  moment: z.string(),
  reason: z.string(),
});
const whens = [
  { id: 'now' as const, label: 'At once' },
  { id: 'later' as const, label: 'At a moment that I choose' },
];

/** The word that an operation takes: of whoever has begun it, or of a second person. */
export function Confirm({ operation }: { operation: Operation }) {
  const { id, counts, act, needs_approval: needsTwo } = operation;
  const isApproval = operation.steps.includes('approve');
  const row = isApproval ? bulkRows.approveBulk : bulkRows.confirmBulk;
  const keepKey = `operation ${id}`;
  const kept = useKept(keepKey, Kept);
  const [typed, setTyped] = useState(kept?.typed ?? '');
  const [when, setWhen] = useState<'now' | 'later'>(kept?.when ?? 'now');
  const [moment, setMoment] = useState(kept?.moment ?? '');
  const queryClient = useQueryClient();
  const now = useNow();
  const may = useMay(row);
  const asksToSignIn = useAsksToSignIn(row);
  const confirm = useMutation({
    mutationFn: async (reason: string) => {
      const params = { operationId: id };
      const count = counts.pending;
      if (isApproval) return (await call(bulkRows.approveBulk, { params, body: { count }, reason })).data;
      const later = when === 'later' ? { run_at: new Date(moment).toISOString() } : {};
      return (await call(bulkRows.confirmBulk, { params, body: { count, ...later }, reason })).data;
    },
    onSuccess: (next) => keepOperation(queryClient, next),
  });
  const reason = useReason(row, confirm.error, kept?.reason);
  useKeeping(keepKey, { typed, when, moment, reason: reason.text });

  if (counts.pending === 0) {
    return <p className={styles.hint}>There is nobody to whom it would be done.</p>;
  }
  const isGrave = act !== undefined && bulkActKinds[nameOfAct(act)].isGrave;
  const asksForNumber = counts.pending > typedAbove;
  const isTyped = !asksForNumber || typed.replaceAll(/[,.\s]/g, '') === String(counts.pending);
  const isMomentWrong = moment !== '' && !(Date.parse(moment) > now);
  const isTimed = isApproval || when === 'now' || (moment !== '' && !isMomentWrong);
  const isReady = may.allowed && isTyped && isTimed && !reason.isMissing;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isReady && !confirm.isPending) confirm.mutate(reason.text);
  };
  return (
    <form
      className={styles.confirm}
      aria-label={isApproval ? 'Approve' : 'Confirm'}
      noValidate
      onSubmit={submit}
    >
      {!isApproval && <Select label="When" options={whens} selectedKey={when} onSelectionChange={setWhen} />}
      {!isApproval && when === 'later' && (
        <TextField
          label="Moment"
          type="datetime-local"
          value={moment}
          onChange={setMoment}
          errorMessage={isMomentWrong ? 'This moment is over.' : undefined}
        />
      )}
      {asksForNumber && (
        <TextField
          label={`Type ${counts.pending.toLocaleString('en')} to confirm for how many`}
          inputMode="numeric"
          autoComplete="off"
          value={typed}
          onChange={setTyped}
        />
      )}
      {reason.asks && <ReasonField value={reason.text} onChange={reason.setText} />}
      {asksToSignIn && <SignInAgainNote />}
      {needsTwo && !isApproval && (
        <p className={styles.hint}>Of so many users a second person has to approve it before it is done.</p>
      )}
      {!may.allowed && <Why sentence={may.sentence} />}
      {confirm.error !== null && <ProblemNotice error={confirm.error} />}
      <span>
        <Button
          type="submit"
          variant={isGrave ? 'danger' : 'primary'}
          isPending={confirm.isPending}
          isDisabled={!isReady}
        >
          {isApproval ? 'Approve' : 'Confirm'} for {users(counts.pending)}
        </Button>
      </span>
    </form>
  );
}
