import { Button } from './button.tsx';
import { Dialog, DialogActions } from './dialog.tsx';

interface LeaveDialogProps {
  isOpen: boolean;
  onStay: () => void;
  onLeave: () => void;
}

/** Asks before unsaved changes are lost. */
export function LeaveDialog({ isOpen, onStay, onLeave }: LeaveDialogProps) {
  return (
    <Dialog title="Leave without saving?" role="alertdialog" isOpen={isOpen} onOpenChange={onStay}>
      <p>Your changes on this page are not saved. They are lost if you leave.</p>
      <DialogActions>
        <Button onPress={onStay}>Stay</Button>
        <Button variant="danger" onPress={onLeave}>
          Leave without saving
        </Button>
      </DialogActions>
    </Dialog>
  );
}
