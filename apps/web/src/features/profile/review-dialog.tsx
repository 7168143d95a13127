import { Button } from '../../ui/button.tsx';
import { Dialog, DialogActions } from '../../ui/dialog.tsx';
import { ChangeList, type ListedChange } from '../../ui/change-list.tsx';
import { changesIn } from './save-bar.tsx';
import type { SaveReason } from './save-reason.tsx';

interface ReviewDialogProps {
  changes: readonly ListedChange[];
  isOpen: boolean;
  canSave: boolean;
  reason: SaveReason;
  onClose: () => void;
  onSave: () => void;
}

/** What would be saved, before it is. */
export function ReviewDialog({ changes, isOpen, canSave, reason, onClose, onSave }: ReviewDialogProps) {
  return (
    <Dialog title={`Review ${changesIn(changes.length)}`} isOpen={isOpen} onOpenChange={onClose} size="large">
      <ChangeList changes={changes} />
      {reason.field}
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
