import type { Row } from '@rollcall/shared/contract/row.ts';
import type { ManagementRequest } from '@rollcall/shared/user/management-calls.ts';
import type { ReactNode } from 'react';
import { useAsksToSignIn } from '../../api/conditions.ts';
import { useMe } from '../../api/me.ts';
import { useReason } from '../../api/use-reason.ts';
import { ActDialog } from '../../ui/act-dialog.tsx';
import { CopyAsCurl } from '../../ui/copy-as-curl.tsx';
import { toast } from '../../ui/toast.tsx';
import { type Ended, useEnding } from './queries.ts';

interface EndDialogProps {
  userId: string;
  row: Row;
  title: ReactNode;
  /** What happens, and what does not. */
  children: ReactNode;
  /** The verb on the button. */
  action: string;
  ended: Ended;
  end: (reason: string) => Promise<unknown>;
  calls: readonly ManagementRequest[];
  /** What is told afterwards. */
  done: string;
  onClose: () => void;
}

/** Says what ending something means, and ends it. */
export function EndDialog({ userId, row, ended, end, calls, done, onClose, ...words }: EndDialogProps) {
  const { tenant } = useMe();
  const ending = useEnding(userId, ended, end);
  const reason = useReason(row, ending.error);
  const act = () => {
    ending.mutate(reason.text, {
      onSuccess: () => {
        toast({ text: done });
        onClose();
      },
    });
  };
  return (
    <ActDialog
      {...words}
      tone="danger"
      isPending={ending.isPending}
      reason={reason}
      asksToSignIn={useAsksToSignIn(row)}
      error={ending.error}
      footnote={<CopyAsCurl tenant={tenant.domain} calls={calls} />}
      onAct={act}
      onClose={onClose}
    />
  );
}
