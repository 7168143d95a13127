import { profileRows } from '@rollcall/shared/contract/profile.ts';
import { displayName } from '@rollcall/shared/user/display-name.ts';
import { setBlockedCall } from '@rollcall/shared/user/management-calls.ts';
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
import { toast } from '../../ui/toast.tsx';
import { type BlockEnd, BlockEndFields, endOfBlock } from './block-end.tsx';
import { useBlockUntil } from './schedules.ts';
import { useSetBlocked } from './use-set-blocked.ts';

interface BlockDialogProps {
  user: UserDetail;
  /** What the user is to be: blocked, or not any more. */
  blocked: boolean;
  onClose: () => void;
}

/** Says what blocking or unblocking does, asks why where that is to be said, and does it. */
export function BlockDialog({ user, blocked, onClose }: BlockDialogProps) {
  const { tenant } = useMe();
  const [reason, setReason] = useState('');
  const [end, setEnd] = useState<BlockEnd>({ length: 'open', moment: '' });
  const setBlocked = useSetBlocked(user);
  const blockUntil = useBlockUntil(user.user_id);
  const isPending = setBlocked.isPending || blockUntil.isPending;
  const error = setBlocked.error ?? blockUntil.error;
  const isAsked = useAsksForReason(blocked ? profileRows.blockUser : profileRows.unblockUser);
  const asks = isAsked || isProblem(error, 'reason_required');
  const act = blocked ? 'Block' : 'Unblock';

  const until = blocked ? endOfBlock(end) : undefined;

  const confirm = () => {
    const asked: { reason?: string } = asks ? { reason } : {};
    if (typeof until === 'string') {
      const told = () => {
        toast({ text: `${displayName(user)} is blocked for a time.` });
        onClose();
      };
      blockUntil.mutate({ until, reason: asked.reason }, { onSuccess: told });
      return;
    }
    setBlocked.mutate({ blocked, showsRefusal: true, ...asked }, { onSuccess: onClose });
  };
  // Closed meanwhile, nothing would be there to show a refusal.
  const close = () => {
    if (!isPending) onClose();
  };

  return (
    <Dialog title={`${act} ${displayName(user)}?`} role="alertdialog" isOpen onOpenChange={close}>
      {blocked ? (
        <p>
          They can no longer sign in to any application of this tenant
          {user.identities.length > 1 ? ', with any of their linked identities' : ''}. Tokens that
          applications already hold stay valid until they expire. Nothing is deleted, and you can unblock them
          at any time.
        </p>
      ) : (
        <p>They can sign in to the applications of this tenant again.</p>
      )}
      {blocked && <BlockEndFields end={end} onChange={setEnd} />}
      {asks && <ReasonField value={reason} onChange={setReason} />}
      <CopyAsCurl tenant={tenant.domain} calls={[setBlockedCall(user.user_id, blocked)]} />
      {error !== null && <ProblemNotice error={error} />}
      <DialogActions>
        <Button onPress={close} isDisabled={isPending}>
          Cancel
        </Button>
        <Button
          variant={blocked ? 'danger' : 'primary'}
          isPending={isPending}
          isDisabled={(asks && reason.trim() === '') || until === null}
          onPress={confirm}
        >
          {act} user
        </Button>
      </DialogActions>
    </Dialog>
  );
}
