import { useBlocker } from '@tanstack/react-router';
import { useEffect } from 'react';
import { hasUnsavedChanges, holdUnsavedChanges } from '../lib/unsaved-changes.ts';
import { LeaveDialog } from './leave-dialog.tsx';

/**
 * Asks before a form with unsaved changes is left, by a link, the back button or closing the tab.
 * A navigation after saving passes `ignoreBlocker: true`.
 */
export function LeaveGuard({ isDirty }: { isDirty: boolean }) {
  useEffect(() => (isDirty ? holdUnsavedChanges() : undefined), [isDirty]);
  const blocker = useBlocker({
    shouldBlockFn: () => isDirty,
    enableBeforeUnload: hasUnsavedChanges,
    withResolver: true,
  });
  return (
    <LeaveDialog
      isOpen={blocker.status === 'blocked'}
      onStay={() => blocker.reset?.()}
      onLeave={() => blocker.proceed?.()}
    />
  );
}
