import { bulkRows } from '@rollcall/shared/contract/bulk.ts';
import { type Operation, type OperationStep, operationsRows } from '@rollcall/shared/contract/operations.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { call } from '../../api/call.ts';
import { useAsksToSignIn } from '../../api/conditions.ts';
import { useReason } from '../../api/use-reason.ts';
import { ActDialog } from '../../ui/act-dialog.tsx';
import { Button } from '../../ui/button.tsx';
import { keepOperation } from './queries.ts';
import { users } from './words.ts';

/** The steps that are taken from the head of the page; to confirm and to approve stand with the dry run. */
const here = {
  pause: {
    row: operationsRows.pauseOperation,
    label: 'Pause',
    tone: 'primary',
    says: 'What is under way is finished; the rest waits until somebody resumes it.',
  },
  resume: {
    row: operationsRows.resumeOperation,
    label: 'Resume',
    tone: 'primary',
    says: 'It goes on with what is left to do.',
  },
  cancel: {
    row: operationsRows.cancelOperation,
    label: 'Cancel',
    tone: 'danger',
    says: 'What is done stays done. What is not done yet is not done any more.',
  },
  retry: {
    row: bulkRows.retryBulk,
    label: 'Try failed ones again',
    tone: 'primary',
    says: 'What has failed is tried once more, under the rights that you have now.',
  },
  undo: {
    row: bulkRows.undoBulk,
    label: 'Undo',
    tone: 'primary',
    says: 'A new operation puts back what this one has changed. You see first what it would come to; who was changed since is left alone.',
  },
} as const;
type StepHere = keyof typeof here;

const order: readonly StepHere[] = ['pause', 'resume', 'retry', 'undo', 'cancel'];

/** What can be done with the operation now. */
export function Steps({ operation }: { operation: Operation }) {
  const [asked, setAsked] = useState<StepHere>();
  const can = (step: OperationStep) => operation.steps.includes(step);
  return (
    <>
      {order.filter(can).map((step) => (
        <Button key={step} onPress={() => setAsked(step)}>
          {here[step].label}
        </Button>
      ))}
      {asked !== undefined && (
        <StepDialog key={asked} step={asked} operation={operation} onClose={() => setAsked(undefined)} />
      )}
    </>
  );
}

interface StepDialogProps {
  step: StepHere;
  operation: Operation;
  onClose: () => void;
}

function StepDialog({ step, operation, onClose }: StepDialogProps) {
  const { row, label, tone, says } = here[step];
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const act = useMutation({
    mutationFn: async (reason: string) =>
      (await call(row, { params: { operationId: operation.id }, reason })).data,
    onSuccess: (next) => {
      keepOperation(queryClient, next);
      onClose();
      if (next.id !== operation.id) {
        void navigate({ to: '/operations/$operationId', params: { operationId: next.id } });
      }
    },
  });
  const reason = useReason(row, act.error);
  const asksToSignIn = useAsksToSignIn(row);
  return (
    <ActDialog
      title={`${label}: ${operation.title}`}
      action={label}
      tone={tone}
      isPending={act.isPending}
      reason={reason}
      asksToSignIn={asksToSignIn}
      error={act.error}
      onAct={() => act.mutate(reason.text)}
      onClose={onClose}
    >
      <p>
        {says}
        {step === 'undo' && ` It has changed ${users(operation.counts.done)}.`}
      </p>
    </ActDialog>
  );
}
