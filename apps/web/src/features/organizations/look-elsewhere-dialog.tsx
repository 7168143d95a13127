import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Dialog, DialogActions } from '../../ui/dialog.tsx';
import type { PickOption } from '../../ui/pick-list.tsx';
import { OrganizationPicker } from './organization-picker.tsx';

interface LookElsewhereDialogProps {
  onLook: (organizationId: string) => void;
  onClose: () => void;
}

/** Another organization to look into for invitations. */
export function LookElsewhereDialog({ onLook, onClose }: LookElsewhereDialogProps) {
  const [picked, setPicked] = useState<PickOption>();
  return (
    <Dialog title="Look for invitations in" isOpen onOpenChange={onClose}>
      <OrganizationPicker picked={picked} onPick={setPicked} />
      <DialogActions>
        <Button onPress={onClose}>Cancel</Button>
        <Button
          variant="primary"
          isDisabled={picked === undefined}
          onPress={() => {
            if (picked !== undefined) onLook(picked.id);
          }}
        >
          Look there
        </Button>
      </DialogActions>
    </Dialog>
  );
}
