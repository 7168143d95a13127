import { profileRows } from '@rollcall/shared/contract/profile.ts';
import { displayName } from '@rollcall/shared/user/display-name.ts';
import type { UserDetail } from '@rollcall/shared/user/user.ts';
import { useState } from 'react';
import { useAsksForReason } from '../../api/conditions.ts';
import { isProblem } from '../../lib/problem-error.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog, DialogActions } from '../../ui/dialog.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { ReasonField } from '../../ui/reason-field.tsx';
import { useSetBlocked } from './use-set-blocked.ts';

interface BlockDialogProps {
  user: UserDetail;
  /** What the user is to be: blocked, or not any more. */
  blocked: boolean;
  onClose: () => void;
}

/** Says what blocking or unblocking does, asks why where that is to be said, and does it. */
export function BlockDialog({ user, blocked, onClose }: BlockDialogProps) {
  const [reason, setReason] = useState('');
  const setBlocked = useSetBlocked(user);
  const isAsked = useAsksForReason(blocked ? profileRows.blockUser : profileRows.unblockUser);
  const asks = isAsked || isProblem(setBlocked.error, 'reason_required');
  const act = blocked ? 'Block' : 'Unblock';

  const confirm = () => {
    setBlocked.mutate({ blocked, showsRefusal: true, ...(asks ? { reason } : {}) }, { onSuccess: onClose });
  };
  // Closed meanwhile, nothing would be there to show a refusal.
  const close = () => {
    if (!setBlocked.isPending) onClose();
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
      {asks && <ReasonField value={reason} onChange={setReason} />}
      {setBlocked.isError && <ProblemNotice error={setBlocked.error} />}
      <DialogActions>
        <Button onPress={close} isDisabled={setBlocked.isPending}>
          Cancel
        </Button>
        <Button
          variant={blocked ? 'danger' : 'primary'}
          isPending={setBlocked.isPending}
          isDisabled={asks && reason.trim() === ''}
          onPress={confirm}
        >
          {act} user
        </Button>
      </DialogActions>
    </Dialog>
  );
}
