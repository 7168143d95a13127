import { updateUserCalls } from '@rollcall/shared/user/management-calls.ts';
import type { UserDetail } from '@rollcall/shared/user/user.ts';
import type { UserPatch } from '@rollcall/shared/user/user-input.ts';
import { useMe } from '../../api/me.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog, DialogActions } from '../../ui/dialog.tsx';
import { ChangeList, type ListedChange } from '../../ui/change-list.tsx';
import { CopyAsCurl } from '../../ui/copy-as-curl.tsx';
import { changesIn } from './save-bar.tsx';
import type { SaveReason } from './save-reason.tsx';

interface ReviewDialogProps {
  changes: readonly ListedChange[];
  /** The user that the changes are based on, and the change that would be saved. */
  user: UserDetail;
  patch: UserPatch | undefined;
  isOpen: boolean;
  canSave: boolean;
  reason: SaveReason;
  onClose: () => void;
  onSave: () => void;
}

/** What would be saved, before it is. */
export function ReviewDialog(props: ReviewDialogProps) {
  const { changes, user, patch, isOpen, canSave, reason, onClose, onSave } = props;
  const { tenant } = useMe();
  return (
    <Dialog title={`Review ${changesIn(changes.length)}`} isOpen={isOpen} onOpenChange={onClose} size="large">
      <ChangeList changes={changes} />
      {reason.field}
      {isOpen && patch !== undefined && (
        <CopyAsCurl tenant={tenant.domain} calls={updateUserCalls(user, patch)} />
      )}
      <DialogActions>
        <Button onPress={onClose}>Back to the form</Button>
        <Button
          variant="primary"
          isDisabled={!canSave || reason.isMissing}
          onPress={() => {
            onClose();
            onSave();
          }}
        >
          Save changes
        </Button>
      </DialogActions>
    </Dialog>
  );
}
