import { Button } from '../../ui/button.tsx';
import { Dialog, DialogActions } from '../../ui/dialog.tsx';
import { ChangeList, type ListedChange } from '../../ui/change-list.tsx';
import { changesIn } from './save-bar.tsx';

interface ReviewDialogProps {
  changes: readonly ListedChange[];
  isOpen: boolean;
  canSave: boolean;
  onClose: () => void;
  onSave: () => void;
}

/** What would be saved, before it is. */
export function ReviewDialog({ changes, isOpen, canSave, onClose, onSave }: ReviewDialogProps) {
  return (
    <Dialog title={`Review ${changesIn(changes.length)}`} isOpen={isOpen} onOpenChange={onClose} size="large">
      <ChangeList changes={changes} />
      <DialogActions>
        <Button onPress={onClose}>Back to the form</Button>
        <Button
          variant="primary"
          isDisabled={!canSave}
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
