import { useBlocker } from '@tanstack/react-router';
import { useEffect } from 'react';
import { holdUnsavedChanges } from '../lib/unsaved-changes.ts';
import { Button } from './button.tsx';
import { Dialog, DialogActions } from './dialog.tsx';

/**
 * Asks before a form with unsaved changes is left, by a link, the back button or closing the tab.
 * A navigation after saving passes `ignoreBlocker: true`.
 */
export function LeaveGuard({ isDirty }: { isDirty: boolean }) {
  useEffect(() => (isDirty ? holdUnsavedChanges() : undefined), [isDirty]);
  const blocker = useBlocker({
    shouldBlockFn: () => isDirty,
    enableBeforeUnload: isDirty,
    withResolver: true,
  });
  const stay = () => {
    blocker.reset?.();
  };
  return (
    <Dialog
      title="Leave without saving?"
      role="alertdialog"
      isOpen={blocker.status === 'blocked'}
      onOpenChange={stay}
    >
      <p>Your changes on this page are not saved. They are lost if you leave.</p>
      <DialogActions>
        <Button onPress={stay}>Stay</Button>
        <Button variant="danger" onPress={() => blocker.proceed?.()}>
          Leave without saving
        </Button>
      </DialogActions>
    </Dialog>
  );
}
