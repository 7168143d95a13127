import { overviewRows } from '@rollcall/shared/contract/overview.ts';
import { clearBlocksCall } from '@rollcall/shared/user/management-calls.ts';
import type { UserDetail } from '@rollcall/shared/user/user.ts';
import { useState } from 'react';
import { useAsksForReason } from '../../api/conditions.ts';
import { useMe } from '../../api/me.ts';
import { isProblem } from '../../lib/problem-error.ts';
import { Button } from '../../ui/button.tsx';
import { CopyAsCurl } from '../../ui/copy-as-curl.tsx';
import { Dialog, DialogActions } from '../../ui/dialog.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { ReasonField } from '../../ui/reason-field.tsx';
import { useClearBlocks } from './queries.ts';

/** Says what clearing brute-force blocks does, asks why where that is to be said, and does it. */
export function ClearBlocksDialog({ user, onClose }: { user: UserDetail; onClose: () => void }) {
  const { tenant } = useMe();
  const [reason, setReason] = useState('');
  const clearing = useClearBlocks(user);
  const asks = useAsksForReason(overviewRows.clearUserBlocks) || isProblem(clearing.error, 'reason_required');
  const close = () => {
    if (!clearing.isPending) onClose();
  };
  const confirm = () => clearing.mutate(reason, { onSuccess: onClose });
  return (
    <Dialog title="Clear the brute-force blocks?" role="alertdialog" isOpen onOpenChange={close}>
      <p>
        Sign-ins with this user’s identifiers are tried again from every address. If somebody was guessing the
        password, they can go on.
        {user.blocked === true && ' The user stays blocked as such.'}
      </p>
      {asks && <ReasonField value={reason} onChange={setReason} />}
      <CopyAsCurl tenant={tenant.domain} calls={[clearBlocksCall(user.user_id)]} />
      {clearing.isError && <ProblemNotice error={clearing.error} />}
      <DialogActions>
        <Button onPress={close} isDisabled={clearing.isPending}>
          Cancel
        </Button>
        <Button
          variant="primary"
          isPending={clearing.isPending}
          isDisabled={asks && reason.trim() === ''}
          onPress={confirm}
        >
          Clear the blocks
        </Button>
      </DialogActions>
    </Dialog>
  );
}
